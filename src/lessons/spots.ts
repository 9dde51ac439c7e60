import type { Unit } from '../contract/unit'
import type { RunFacts } from './facts'
import type { Spot, UnitPart } from './lesson'

/** The same part of several units' rows; units that are not there yet are left out. */
export function unitSpots(units: readonly (Unit | null | undefined)[], part: UnitPart): readonly Spot[] {
  return units.flatMap((unit) => (unit ? [{ on: 'unit', unit: unit.id, part }] : []))
}

/** The last line a unit of the run printed, if it is the unit asked for. */
export function lastLineSpot(facts: RunFacts, unit: Unit | null): readonly Spot[] {
  const last = facts.lines.findLast(({ stream }) => stream !== 'in')
  return last && last.unit === unit?.id ? [{ on: 'line', index: last.index }] : []
}
