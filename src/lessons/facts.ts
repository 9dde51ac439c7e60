/**
 * What is known of a run, as lessons ask about it. Lessons look at what happened – units, their steps,
 * lines of the log – and never at the text a program is expected to print, so that the answers stay true
 * when the student changes the program.
 */
import type { LogLine } from '../contract/log'
import type { Run } from '../contract/run'
import type { Ns } from '../contract/time'
import { hasEnded, type Step, type Unit, type UnitId, type UnitState } from '../contract/unit'

/** All of one run that lessons look at. `lines` are the first lines of its merged log. */
export interface RunFacts {
  readonly run: Run
  readonly units: readonly Unit[]
  readonly steps: Readonly<Record<UnitId, readonly Step[]>>
  readonly lines: readonly LogLine[]
}

/** The main thread of the run's first process. */
export function mainOf(facts: RunFacts): Unit | null {
  const first = facts.units.find((unit) => unit.kind === 'process' && unit.parent === null)
  return first ? mainThreadOf(facts, first) : null
}

/** The main thread of a process; `null` until it is there. */
export function mainThreadOf(facts: RunFacts, process: Unit): Unit | null {
  return facts.units.find((unit) => unit.kind === 'main' && unit.process === process.id) ?? null
}

/** Threads the program made, in order of their making, without the language's own helpers. */
export function threadsOf(facts: RunFacts): readonly Unit[] {
  return facts.units.filter((unit) => unit.kind === 'thread' && !unit.helper)
}

/** Processes the program made, in order of their making. */
export function childrenOf(facts: RunFacts): readonly Unit[] {
  return facts.units.filter((unit) => unit.kind === 'process' && unit.parent !== null && !unit.helper)
}

/** The PID of the process a unit lives in. */
export function pidOf(facts: RunFacts, unit: Unit): number | null {
  return unit.pid ?? facts.units.find(({ id }) => id === unit.process)?.pid ?? null
}

/** Lines a unit printed; those of a process are its threads' as well. Answers to an input are left out. */
export function printedBy(facts: RunFacts, unit: Unit): readonly LogLine[] {
  const mine = idsOf(facts, unit)
  return facts.lines.filter((line) => mine.has(line.unit) && line.stream !== 'in')
}

/** Lines a person answered to a unit. */
export function answersTo(facts: RunFacts, unit: Unit): readonly LogLine[] {
  const mine = idsOf(facts, unit)
  return facts.lines.filter((line) => mine.has(line.unit) && line.stream === 'in')
}

function idsOf(facts: RunFacts, unit: Unit): ReadonlySet<UnitId> {
  if (unit.kind !== 'process') return new Set([unit.id])
  return new Set(facts.units.filter(({ process }) => process === unit.id).map(({ id }) => id))
}

/** The steps of a unit in which it was in `state`, with the time each was over (`null`: not yet). */
export function stretchesOf(
  facts: RunFacts,
  unit: Unit,
  state: UnitState,
): readonly (Step & { readonly until: Ns | null })[] {
  const steps = facts.steps[unit.id] ?? []
  return steps
    .map((step, index) => ({ ...step, until: steps[index + 1]?.at ?? unit.end?.at ?? null }))
    .filter((step) => step.state === state)
}

/** When a main thread's own code was over: it waits for others from then on, or has ended. */
export function codeEndedAt(facts: RunFacts, main: Unit): Ns | null {
  return stretchesOf(facts, main, 'exit')[0]?.at ?? main.end?.at ?? null
}

/** Whether two units were alive at the same instant. */
export function livedTogether(one: Unit, other: Unit): boolean {
  if (one.startedAt === null || other.startedAt === null) return false
  const later = Math.max(one.startedAt, other.startedAt)
  return [one, other].every((unit) => unit.end === null || unit.end.at > later)
}

/** Whether `waiter` stood, or stands, in a join of `target` (a process is joined as its process unit). */
export function stoodInJoinOf(facts: RunFacts, waiter: Unit, target: Unit): boolean {
  return stretchesOf(facts, waiter, 'join').some(({ wait }) => wait?.unit === target.id)
}

export const isOver = (facts: RunFacts): boolean => facts.run.state === 'ended'
export const ended = (unit: Unit): boolean => hasEnded(unit.state)
