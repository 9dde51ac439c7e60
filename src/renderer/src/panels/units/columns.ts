/** What the columns of the units say about a row, as values to sort by and to copy. Words are made elsewhere. */
import { hasEnded, UNIT_STATES, type Unit } from '../../../../contract/unit'
import type { Ns } from '../../../../contract/time'
import type { RunData } from '../../stores/run-data'
import type { Row } from './rows'

export const COLUMNS = ['pid', 'memory', 'name', 'tid', 'daemon', 'status', 'cpu', 'elapsed'] as const
export type Column = (typeof COLUMNS)[number]

/** The unit whose state a row tells: a folded process shows what its main thread does, while it does something. */
export function statusUnit(unit: Unit, shown: Unit): Unit {
  return unit === shown || hasEnded(unit.state) || hasEnded(shown.state) ? unit : shown
}

/** Percent of one core; `null` where there is no number: before the first sample, before the start, after the end. */
export function cpuOf(run: RunData, row: Row, unit: Unit): number | null {
  if (run.sampledAt.value === 0 || hasEnded(unit.state) || unit.state === 'new') return null
  const sample = run.threadSamples.get(row.shown) ?? run.processSamples.get(row.unit)
  return sample?.cpuPercent ?? null
}

/** Bytes of the process a row lives in, which all its threads share; `null` when it has ended or none were sampled. */
export function memoryOf(run: RunData, unit: Unit): number | null {
  const process = run.peek(unit.process)
  if (!process || hasEnded(process.state) || run.sampledAt.value === 0) return null
  const sample = run.processSamples.get(unit.process)
  return sample?.pssBytes ?? sample?.rssBytes ?? null
}

/** Since its start, in ns; `null` before it. */
export const elapsedOf = (unit: Unit, now: Ns): Ns | null =>
  unit.startedAt === null ? null : Math.max(0, (unit.end?.at ?? now) - unit.startedAt)

/** Ended, and nobody has taken note: a process like this is a zombie on Unix. */
export const isUnjoined = (unit: Unit): boolean =>
  hasEnded(unit.state) && unit.parent !== null && !unit.joined && unit.kind !== 'main'

/** The value a row is sorted by; `null` stands last in either direction. */
export function valueOf(run: RunData, row: Row, column: Column, now: Ns): number | string | null {
  const unit = run.peek(row.unit)
  const shown = run.peek(row.shown) ?? unit
  if (!unit || !shown) return null
  switch (column) {
    case 'pid':
      return unit.pid
    case 'memory':
      return memoryOf(run, unit)
    case 'name':
      return unit.name
    case 'tid':
      return shown.tid
    case 'daemon':
      return unit.daemon ? 0 : 1
    case 'status':
      return UNIT_STATES.indexOf(statusUnit(unit, shown).state)
    case 'cpu':
      return cpuOf(run, row, unit)
    case 'elapsed':
      return elapsedOf(unit, now)
  }
}
