/** The lanes in words: for the tooltip, and as the text alternative that stands for a lane. */
import type { Link } from '../../../../contract/unit'
import { t } from '../../i18n'
import { seconds, span } from '../../look/format'
import { STATE_LOOKS } from '../../look/states'
import { statusOf } from '../../look/words'
import type { RunData } from '../../stores/run-data'
import type { Row } from '../units/rows'
import type { Hit } from './hit'
import { laneOf } from './lane-parts'
import { sharesOf } from './measure'

export interface Tip {
  readonly title: string
  readonly lines: readonly string[]
  readonly look: (typeof STATE_LOOKS)['running'] | null
}

const EXACT_DECIMALS = 4

export function tipFor(hit: Hit, run: RunData, now: number): Tip | null {
  const origin = run.run.value.startedAt
  const exact = (at: number): string => seconds(at - origin, EXACT_DECIMALS)
  switch (hit.kind) {
    case 'row':
      return null
    case 'link':
      return { title: linkWords(hit.link, run), lines: [`${exact(hit.link.at)} s`], look: null }
    case 'stretch': {
      const unit = run.peek(hit.unit)
      if (!unit) return null
      const status = statusOf({ state: hit.state, wait: hit.wait, end: unit.end, kind: unit.kind })
      const holder = hit.wait?.holder ? run.peek(hit.wait.holder)?.name : undefined
      return {
        title: `${unit.name} · ${status.before}${status.code}${status.after}`,
        look: STATE_LOOKS[hit.state],
        lines: [
          ...(hit.state === 'input' && hit.wait?.prompt ? [`“${hit.wait.prompt.trim()}”`] : []),
          ...(holder ? [t('state.heldBy', { name: holder })] : []),
          hit.to === null
            ? t('timeline.since', { from: exact(hit.from) })
            : t('timeline.from', { from: exact(hit.from), to: exact(hit.to) }),
          t('timeline.length', { length: span((hit.to ?? now) - hit.from) }),
        ],
      }
    }
  }
}

export function linkWords(link: Link, run: RunData): string {
  const from = run.peek(link.from)?.name ?? link.from
  const to = run.peek(link.to)?.name ?? link.to
  const label = link.label ?? ''
  switch (link.kind) {
    case 'start':
      return t('timeline.linkStart', { from, to })
    case 'join':
      return t('timeline.linkJoin', { from, to })
    case 'handover':
      return t('timeline.linkHandover', { from, to, label })
    case 'message':
      return t('timeline.linkMessage', { from, to, label })
    case 'signal':
      return t('timeline.linkSignal', { from, to, label })
  }
}

/** “buyer: running 0.68 seconds, waiting for input 3.48 seconds” – the sums per state. */
export function laneText(run: RunData, row: Row, now: number): string {
  const unit = run.peek(row.unit)
  if (!unit) return ''
  const sums = sharesOf(laneOf(run, row, now).parts, 0, now).flatMap(
    ({ state, code, ns }): [string, number][] =>
      code ? [[code, ns]] : STATE_LOOKS[state].texture !== 'none' ? [[t(`state.${state}`), ns]] : [],
  )
  const parts = sums.map(([state, ns]) => t('timeline.part', { state, seconds: seconds(ns) }))
  return t('timeline.lane', { name: unit.name, parts: parts.join(', ') })
}
