/** Whom the inspector is about: the unit of a row, and the one whose state and lane that row shows. */
import type { Unit, UnitId } from '../../../../contract/unit'
import type { RunData } from '../../stores/run-data'
import { layOut, type Row } from '../units/rows'

export interface Subject {
  readonly row: Row
  readonly unit: Unit
  readonly shown: Unit
}

/** `null` when there is no such unit. Reactive in both units, and in which units there are. */
export function subjectOf(run: RunData, id: UnitId): Subject | null {
  void run.structure.value
  const process = run.peek(id)?.process
  // Only the units of its process say what its row is.
  const members = [...run.all()].filter((unit) => unit.process === process)
  const { rowOf } = layOut(members, { showHelpers: true, foldsOld: false })
  const row = rowOf.get(id)
  const unit = row && run.unit(row.unit)
  const shown = row && run.unit(row.shown)
  return row && unit && shown ? { row, unit, shown } : null
}
