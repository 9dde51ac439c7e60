/** From a row of the grid to what its lane is made of. */
import type { Unit, UnitId } from '../../../../contract/unit'
import type { RunData } from '../../stores/run-data'
import type { Lane } from '../../stores/lane'
import type { Row } from '../units/rows'

/** A stretch of a row's lane that is drawn from one unit's steps. Times on the machine's clock. */
export interface LanePart {
  readonly unit: UnitId
  readonly lane: Lane
  readonly from: number
  readonly until: number
}

export interface RowLane {
  readonly parts: readonly LanePart[]
  /** The unit whose end is the end of the row. */
  readonly ending: Unit | null
}

/** `now` is the end of lanes that have none: now, or the end of the run. */
export function laneOf(run: RunData, row: Row, now: number): RowLane {
  const unit = run.peek(row.unit)
  const shown = run.peek(row.shown)
  if (!unit || !shown) return { parts: [], ending: null }
  const until = unit.end?.at ?? now
  const lane = run.lane(row.shown)
  // The first row of a box begins with the life of its process: the time it took to start counts.
  const process = row.kind === 'main' && !row.isChild ? unit.process : row.unit
  if (process === row.shown) {
    return {
      parts: [{ unit: row.unit, lane, from: lane.at(0), until }],
      ending: unit.end ? unit : null,
    }
  }
  const begins = lane.at(0)
  return {
    parts: [
      {
        unit: process,
        lane: run.lane(process),
        from: run.lane(process).at(0),
        until: Math.min(begins, until),
      },
      { unit: row.shown, lane, from: begins, until: Math.min(shown.end?.at ?? until, until) },
    ],
    ending: unit.end ? unit : null,
  }
}
