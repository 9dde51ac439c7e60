/**
 * What a person can do to a unit, and why not just now. One pure function, used by the Lab (which
 * refuses) and by the UI (which dims the button and says why in the reader's language).
 */
import { hasEnded, isAlive, type Unit } from './unit'
import type { Run } from './run'

export const UNIT_ACTIONS = ['start', 'join', 'daemon', 'terminate', 'kill', 'interrupt'] as const
export type UnitAction = (typeof UNIT_ACTIONS)[number]

/** Why an action cannot be taken now. The words for each stand in the catalogues of the UI. */
export const REFUSALS = [
  'already-started', //        start, daemon: RuntimeError / AssertionError in Python (E01, E04, E09, E12)
  'not-started', //            join, terminate, kill (E02, E10, E11)
  'already-ended', //          terminate, kill, interrupt
  'already-joined', //         join: nothing is left to wait for
  'main-cannot-be-joined', //  join of the thread that would do the joining (E03)
  'main-is-busy', //           start, join: main stands in a join, a lock … and cannot take another step
  'main-is-over', //           start, join: nobody is left to do it
  'main-not-listening', //     start, join: this language takes a person's wish only where main waits for input
  'main-is-no-daemon', //      daemon of a main thread or of the run's first process
  'python-thread', //          terminate, kill: a Python thread cannot be stopped from outside (T10)
  'main-is-its-process', //    terminate, kill of a main thread: terminate its process
  'only-threads', //           interrupt: only threads
  'not-python', //             interrupt: only Python has it
  'run-is-over',
  'run-goes-on', //            run.remove
] as const
export type Refusal = (typeof REFUSALS)[number]

/** The units an action looks at: the unit, and the main thread of the process that created it. */
export interface ActionContext {
  readonly run: Run
  readonly unit: Unit
  /** The thread that would have to start or join it: the main thread of the process that made it. */
  readonly main: Unit | null
}

/** `null` when `action` can be taken now, else the reason why not. */
export function whyNot(action: UnitAction, { run, unit, main }: ActionContext): Refusal | null {
  if (run.state === 'ended') return 'run-is-over'
  switch (action) {
    case 'start':
      if (unit.state !== 'new') return 'already-started'
      return mainCanAct(run, main)
    case 'daemon':
      if (unit.kind === 'main' || unit.parent === null) return 'main-is-no-daemon'
      return unit.state === 'new' ? null : 'already-started'
    case 'join':
      if (unit.kind === 'main' || unit.parent === null) return 'main-cannot-be-joined'
      if (unit.state === 'new') return 'not-started'
      if (hasEnded(unit.state) && unit.joined) return 'already-joined'
      return mainCanAct(run, main)
    case 'terminate':
    case 'kill':
      if (unit.state === 'new') return 'not-started'
      if (hasEnded(unit.state)) return 'already-ended'
      if (unit.kind === 'main') return 'main-is-its-process'
      if (unit.kind === 'thread' && run.language === 'python') return 'python-thread'
      return null
    case 'interrupt':
      if (unit.kind === 'process') return 'only-threads'
      if (run.language !== 'python') return 'not-python'
      if (!isAlive(unit.state)) return hasEnded(unit.state) ? 'already-ended' : 'not-started'
      return null
  }
}

function mainCanAct(run: Run, main: Unit | null): Refusal | null {
  if (!main || hasEnded(main.state) || main.state === 'exit') return 'main-is-over'
  if (run.language === 'python') return main.state === 'input' ? null : 'main-not-listening'
  return main.state === 'running' || main.state === 'input' || main.state === 'sleeping'
    ? null
    : 'main-is-busy'
}
