/** What becomes of each unit if main's code ended now (semantics M02–M04, P19–P21). */
import { hasEnded, type Unit } from '../../contract/unit'

export interface Fates {
  /** Not daemons: the process waits for them. */
  readonly waitedFor: readonly Unit[]
  /** Daemons that are gone at once: nothing they could outlive main with is left. */
  readonly goneAtOnce: readonly Unit[]
  /** Daemons that live on as long as the process waits for others. */
  readonly goneLater: readonly Unit[]
  readonly neverStarted: readonly Unit[]
}

/** Looks at the units of the run's first process and its direct children, as they are now. */
export function ifMainEnded(units: readonly Unit[]): Fates {
  const first = units.find(({ kind, parent }) => kind === 'process' && parent === null)
  const processOf = new Map(units.map(({ id, process }) => [id, process]))
  const own = units.filter(
    (unit) =>
      !unit.helper &&
      !hasEnded(unit.state) &&
      ((unit.kind === 'thread' && unit.process === first?.id) ||
        (unit.kind === 'process' && unit.parent !== null && processOf.get(unit.parent) === first?.id)),
  )
  const started = own.filter(({ state }) => state !== 'new')
  const waitedFor = started.filter(({ daemon }) => !daemon)
  const waitsForThreads = waitedFor.some(({ kind }) => kind === 'thread')
  // Daemonic processes are ended when the threads are through, daemon threads with the process itself.
  const lastsOn = ({ kind }: Unit): boolean => (kind === 'thread' ? waitedFor.length > 0 : waitsForThreads)
  const daemons = started.filter(({ daemon }) => daemon)
  return {
    waitedFor,
    goneAtOnce: daemons.filter((unit) => !lastsOn(unit)),
    goneLater: daemons.filter(lastsOn),
    neverStarted: own.filter(({ state }) => state === 'new'),
  }
}
