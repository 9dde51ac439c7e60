/** All that the inspector says about a unit, as text to paste. */
import type { LabInfo } from '../../../../contract/lab-info'
import type { LogLine } from '../../../../contract/log'
import type { Ns } from '../../../../contract/time'
import { t } from '../../i18n'
import { MISSING, seconds, span } from '../../look/format'
import { statusOf } from '../../look/words'
import type { RunData } from '../../stores/run-data'
import { plainText } from '../log/ansi'
import { statusUnit } from '../units/columns'
import { identityOf, schedulingOf } from './facts'
import { lifeOf } from './life'
import type { Subject } from './subject'
import { timesOf } from './times'
import { heldBy, wantedBy, type WaitFact } from './waits'

export interface TextOptions {
  readonly now: Ns
  readonly info: LabInfo | null
  readonly lines: readonly LogLine[]
}

export function inspectorText(run: RunData, subject: Subject, { now, info, lines }: TextOptions): string {
  const { unit, shown } = subject
  const origin = run.run.value.startedAt
  const time = (at: Ns | null): string => (at === null ? MISSING : `${seconds(at - origin, 3)} s`)
  const status = statusOf(statusUnit(unit, shown))
  const waits = (title: string, facts: readonly WaitFact[], other: 'heldBy' | 'wantedBy'): string[] =>
    facts.map((fact) => {
      const name = fact.other === null ? null : (run.peek(fact.other)?.name ?? fact.other)
      const length = t('inspector.waitedFor', { span: span(now - fact.since) })
      return [title, fact.code || t(`state.${fact.state}`), name && t(`inspector.${other}`, { name }), length]
        .filter(Boolean)
        .join('\t')
    })
  const wanted = wantedBy(shown)
  const sections: [string, string[]][] = [
    [`${unit.name} · ${status.before}${status.code}${status.after}`, pairs(identityOf(run, subject))],
    [t('inspector.life'), lifeOf(run, subject).map(({ at, words }) => `${time(at)}\t${words}`)],
    [t('inspector.scheduler'), pairs(schedulingOf(run, subject, info))],
    [
      t('inspector.waits'),
      [
        ...waits(t('inspector.wants'), wanted ? [wanted] : [], 'heldBy'),
        ...waits(t('inspector.holds'), heldBy(run, shown.id), 'wantedBy'),
      ],
    ],
    [
      t('inspector.times'),
      timesOf(run, subject.row, now).states.map(
        ({ state, ns, share }) => `${t(`state.${state}`)}\t${seconds(ns)} s\t${(share * 100).toFixed(1)} %`,
      ),
    ],
    [t('inspector.log'), lines.map(({ at, text }) => `${time(at)}\t${plainText(text)}`)],
  ]
  return sections
    .filter(([, rows]) => rows.length > 0)
    .map(([title, rows]) => [title, ...rows].join('\n'))
    .join('\n\n')
}

const pairs = (facts: readonly { label: string; value: string }[]): string[] =>
  facts.map(({ label, value }) => `${label}\t${value}`)
