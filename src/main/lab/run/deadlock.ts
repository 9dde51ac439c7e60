/**
 * Finds units that wait for each other in a circle. An edge is a wait without a limit for something only the
 * other unit can give: a lock it holds, its end. (A queue or an event could be served by anybody.)
 *
 * Python detects nothing (semantics L07): the program just stands still, and the circle is what the person
 * must be shown.
 */
import { hasEnded, type Unit, type UnitId } from '../../../contract/unit'

export interface WaitGraph {
  unit(id: UnitId): Unit | undefined
  /** What a main thread in state `exit` still waits for. */
  lefts(process: UnitId): readonly UnitId[]
}

/** Whom a unit waits for and cannot do without. */
function targets(unit: Unit, graph: WaitGraph): readonly UnitId[] {
  if (hasEnded(unit.state)) return []
  if (unit.kind === 'process') return [`${unit.id}.1`]
  if (unit.wait?.forNs !== undefined) return []
  switch (unit.state) {
    case 'lock':
    case 'semaphore':
    case 'condition':
      return unit.wait?.holder === undefined ? [] : [unit.wait.holder]
    case 'join':
      return unit.wait?.unit === undefined ? [] : [unit.wait.unit]
    case 'exit':
      return graph.lefts(unit.process)
    default:
      return []
  }
}

/**
 * A circle that `from` stands in, beginning with it; `[]` when there is none. A unit that waits for a lock it
 * holds itself is a circle of one, which another unit may still break: a Lock has no owner (L03).
 */
export function findCircle(from: UnitId, graph: WaitGraph): readonly UnitId[] {
  const seen = new Set<UnitId>()
  const path: UnitId[] = []
  const walk = (id: UnitId): boolean => {
    if (id === from && path.length > 0) return true
    if (seen.has(id)) return false
    seen.add(id)
    const unit = graph.unit(id)
    if (!unit) return false
    path.push(id)
    for (const next of targets(unit, graph)) if (walk(next)) return true
    path.pop()
    return false
  }
  return walk(from) ? path : []
}
