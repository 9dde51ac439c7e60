/** What happened to a unit and when: who created, started, signalled and joined it, and how it ended. */
import { hasEnded, type Unit, type UnitId, type UnitState } from '../../../../contract/unit'
import type { Ns } from '../../../../contract/time'
import { t } from '../../i18n'
import { endSentence } from '../../look/end-sentence'
import type { RunData } from '../../stores/run-data'
import { isUnjoined } from '../units/columns'
import type { Subject } from './subject'

export interface LifeEvent {
  /** On the machine's clock; `null` for what has not happened yet. */
  readonly at: Ns | null
  readonly words: string
  /** The state whose look it has. */
  readonly look: UnitState
  /** The other unit it is about, to go to. */
  readonly other: UnitId | null
}

export function lifeOf(run: RunData, { unit: subject, shown }: Subject): LifeEvent[] {
  // A main thread begins and ends with its process: that is what somebody creates, starts and ends.
  const unit = subject.kind === 'main' ? (run.unit(subject.process) ?? subject) : subject
  const events: LifeEvent[] = [created(run, unit)]
  const began = started(run, unit)
  if (began) events.push(began)
  const lane = run.lane(shown.id)
  let hasRun = false
  for (let index = 0; index < lane.length; index += 1) {
    if (lane.state(index) !== 'running' && !hasRun) continue
    hasRun = true
    events.push({ at: lane.at(index), words: t('inspector.running'), look: 'running', other: null })
    break
  }
  const codeOver = lane.length > 0 ? lastOf(run, shown, 'exit') : null
  if (codeOver !== null) {
    events.push({ at: codeOver, words: t('log.codeOver'), look: 'exit', other: null })
  }
  for (const { kind, at, from, to, label = '' } of run.links) {
    if (to !== unit.id || kind !== 'signal') continue
    const words = t('inspector.signalled', { name: nameOf(run, from), signal: label })
    events.push({ at, words, look: 'terminated', other: from })
  }
  if (unit.end) {
    events.push({ at: unit.end.at, words: endSentence(unit), look: unit.end.state, other: null })
  }
  for (const { kind, at, from, to } of run.links) {
    if (from !== unit.id || kind !== 'join') continue
    events.push({ at, words: t('inspector.joinedBy', { name: nameOf(run, to) }), look: 'join', other: to })
  }
  events.sort((a, b) => (a.at ?? Infinity) - (b.at ?? Infinity))
  if (isUnjoined(unit)) {
    events.push({ at: null, words: t('inspector.notJoined'), look: 'join', other: null })
  }
  return events
}

const nameOf = (run: RunData, id: UnitId): string => run.peek(id)?.name ?? id

function created(run: RunData, unit: Unit): LifeEvent {
  const { parent } = unit
  return {
    at: unit.createdAt,
    words: parent ? t('inspector.createdBy', { name: nameOf(run, parent) }) : t('inspector.created'),
    look: 'new',
    other: parent,
  }
}

function started(run: RunData, unit: Unit): LifeEvent | null {
  if (unit.startedAt === null) return null
  const link = run.links.find(({ kind, to }) => kind === 'start' && to === unit.id)
  const by = unit.startedBy === 'person' ? null : (link?.from ?? null)
  return {
    at: unit.startedAt,
    words:
      unit.startedBy === 'person'
        ? t('inspector.startedByYou')
        : by
          ? t('inspector.startedBy', { name: nameOf(run, by) })
          : t('inspector.started'),
    look: 'starting',
    other: by,
  }
}

/** When the unit went into a state last; `null` when it never did. */
function lastOf(run: RunData, unit: Unit, state: UnitState): Ns | null {
  const lane = run.lane(unit.id)
  // The code of a main thread is over once, near the end of its life.
  for (let index = lane.length - 1; index >= Math.max(0, lane.length - 16); index -= 1) {
    if (lane.state(index) === state) return lane.at(index)
    if (!hasEnded(lane.state(index)) && lane.state(index) !== 'running') return null
  }
  return null
}
