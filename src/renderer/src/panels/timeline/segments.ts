/** A lane as a list: what the unit did from when to when, for those who read it or have it read to them. */
import type { Ns } from '../../../../contract/time'
import { hasEnded, type UnitState, type Wait } from '../../../../contract/unit'
import type { RunData } from '../../stores/run-data'
import type { Row } from '../units/rows'
import { laneOf } from './lane-parts'

export interface Segment {
  readonly state: UnitState
  readonly wait: Wait | null
  /** On the machine's clock; `to` is `null` while it lasts, and for an end. */
  readonly from: Ns
  readonly to: Ns | null
}

/** In order of time. `now` is the end of what is still going on, unless the run is over. */
export function segmentsOf(run: RunData, row: Row, now: Ns): Segment[] {
  const isOver = run.run.value.state === 'ended'
  const { parts, ending } = laneOf(run, row, now)
  const segments: Segment[] = []
  for (const { lane, from, until } of parts) {
    for (let index = Math.max(0, lane.indexAt(from)); lane.at(index) < until; index += 1) {
      const state = lane.state(index)
      const next = lane.at(index + 1)
      if (hasEnded(state) || next <= from) continue
      const isOpen = next === Infinity && until >= now && !isOver && !ending
      segments.push({
        state,
        wait: lane.wait(index),
        from: Math.max(lane.at(index), from),
        to: isOpen ? null : Math.min(next, until),
      })
    }
  }
  if (ending?.end) segments.push({ state: ending.end.state, wait: null, from: ending.end.at, to: null })
  return segments
}
