/** How units end: from what was told about a process, and what its end means for what lives in it. */
import { constants } from 'node:os'
import type { Ns } from '../../../contract/time'
import type { Actor, ProgramError, Unit, UnitEnd } from '../../../contract/unit'
import type { Payload } from '../../../contract/frames'
import type { Asked } from './unit-life'

const NAMES = new Map(Object.entries(constants.signals).map(([name, number]) => [number as number, name]))

/** `SIGTERM` for 15; `null` for a number that is no signal here. */
export const signalName = (number: number): string | null => NAMES.get(number) ?? null
export const signalNumber = (name: string): number | null =>
  (constants.signals as Readonly<Record<string, number>>)[name] ?? null

/** What is known about how a process ended, by whom it was told. */
export interface Known {
  /** By the Lab, whose child it was, or by the system's table of processes. */
  readonly own: { readonly exitCode: number | null; readonly signal: string | null } | null
  /** By its parent, which waited for it. */
  readonly parent: Payload<'end'> | null
  /** By itself, before it left. */
  readonly bye: number | null
  /** What somebody outside asked for. */
  readonly asked: Asked | null
  /** How its main thread ended, when it had time to say so. */
  readonly mainError: ProgramError | null
}

/** The end of a process. What the system says comes before what was announced. */
export function processEnd(known: Known, at: Ns): UnitEnd {
  const { exitCode, signal } = exitStatus(known)
  const error = known.parent?.error ?? known.mainError
  const base = { at, exitCode, signal, error }
  if (signal !== null || exitCode === null) {
    const ours = known.asked !== null && (known.asked.signal === signal || signal === null)
    const askedBy: Actor = ours
      ? (known.asked?.by ?? 'system')
      : known.parent?.signal
        ? known.parent.by
        : 'system'
    return { ...base, state: 'terminated', askedBy, forced: ours && known.asked?.forced === true }
  }
  // A handler of SIGTERM may leave in good order: then it was the program that ended, but somebody asked.
  const askedBy = known.asked?.by ?? known.parent?.by ?? 'program'
  const failed = error !== null || known.parent?.state === 'failed'
  return { ...base, state: exitCode !== 0 && failed ? 'failed' : 'finished', askedBy, forced: false }
}

function exitStatus({ own, parent, bye, asked }: Known): { exitCode: number | null; signal: string | null } {
  // `bye` came first: a process that hangs in its exit and is helped out has ended with the code it gave.
  const killed = own?.signal === 'SIGKILL' || parent?.signal === 'SIGKILL' || parent?.exitCode === -9
  if (bye !== null && killed) return status(bye, null)
  if (own && (own.exitCode !== null || own.signal !== null)) return status(own.exitCode, own.signal)
  if (parent && (parent.exitCode ?? parent.signal ?? null) !== null) {
    return status(parent.exitCode ?? null, parent.signal ?? null)
  }
  if (bye !== null) return status(bye, null)
  // Nobody was there to see it: what was sent to it is the best guess.
  return status(null, asked?.signal ?? null)
}

/** Python's way: −N for death by signal N. */
function status(exitCode: number | null, signal: string | null) {
  if (exitCode !== null && exitCode < 0) return { exitCode, signal: signalName(-exitCode) ?? signal }
  if (signal === null) return { exitCode, signal }
  const number = signalNumber(signal)
  return { exitCode: number === null ? exitCode : -number, signal }
}

/** What the end of its process means for a unit that had not ended before. */
export function endWithProcess(unit: Unit, process: UnitEnd): UnitEnd {
  const base = { at: process.at, exitCode: null, error: null }
  const abandoned: UnitEnd = { ...base, state: 'abandoned', signal: null, askedBy: 'program', forced: false }
  if (unit.state === 'new') return abandoned
  if (process.state === 'terminated') {
    const { signal, askedBy, forced } = process
    return { ...base, state: 'terminated', signal, askedBy, forced }
  }
  if (unit.kind !== 'main') return { ...abandoned, askedBy: process.askedBy }
  // Its code was over (state `exit`), or the process left in the middle of it.
  return {
    ...base,
    state: process.state,
    signal: null,
    askedBy: process.askedBy,
    forced: false,
    error: process.error,
  }
}
