/** Brings a place on the time axis to the edge of a stretch when it is near one. */
import type { Ns } from '../../../../contract/time'
import { ROW_HEIGHT, type Row } from '../units/rows'
import { laneOf } from './lane-parts'
import { timeAt, type Scene } from './scene'

/** So near, in pixels, is meant to be on the edge. */
const REACH_PX = 6

/**
 * The time under `x`, or the nearest change within reach: of the row under `y`, or of every row in sight when
 * there is none (on the ruler). In ns since the run's start, within the run.
 */
export function snapped(scene: Scene, x: number, y: number | null): Ns {
  const { origin, viewport, width, now } = scene
  const wanted = Math.min(Math.max(timeAt(scene, x), 0), now - origin)
  const reach = (REACH_PX / width) * viewport.span
  let best = wanted
  let bestDistance = reach
  const offer = (at: Ns): void => {
    const distance = Math.abs(at - wanted)
    if (distance < bestDistance) {
      best = at
      bestDistance = distance
    }
  }
  offer(0)
  offer(now - origin)
  for (const row of rowsAt(scene, y)) {
    for (const { lane, from, until } of laneOf(scene.run, row, now).parts) {
      const index = lane.indexAt(origin + wanted)
      for (const at of [lane.at(index), lane.at(index + 1), until]) {
        if (at >= from && at <= until) offer(at - origin)
      }
    }
  }
  return best
}

function rowsAt({ grid, scrollTop, height }: Scene, y: number | null): readonly Row[] {
  if (y !== null) {
    const bodyY = y + scrollTop
    const row = grid.rows.find((one) => bodyY >= one.y && bodyY < one.y + ROW_HEIGHT)
    if (row) return [row]
  }
  return grid.rows.filter((row) => row.y + ROW_HEIGHT > scrollTop && row.y < scrollTop + height)
}
