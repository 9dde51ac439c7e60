/**
 * Lanes too dense to draw stretch by stretch: for each pixel column, the state the unit was in for most of
 * that column's time. One walk over the steps in view (perf: 50,000 steps in about a millisecond).
 */
import { UNIT_STATES } from '../../../../contract/unit'
import type { Lane } from '../../stores/lane'
import type { Viewport } from './viewport'

/** No state: before the unit's first step, or after its end. */
export const NOTHING = 255

const spent = new Float64Array(UNIT_STATES.length)

/**
 * Fills `columns` with the code of the dominant state per pixel column.
 * `origin` is the run's start and `until` the end of the lane, both on the machine's clock.
 */
export function dominantStates(
  lane: Lane,
  viewport: Viewport,
  origin: number,
  until: number,
  columns: Uint8Array,
): void {
  const width = columns.length
  const perColumn = viewport.span / width
  const left = origin + viewport.start
  columns.fill(NOTHING)
  let index = Math.max(0, lane.indexAt(left))
  for (let x = 0; x < width; x += 1) {
    const from = left + x * perColumn
    const to = from + perColumn
    if (from >= until || index >= lane.length) break
    if (lane.at(index) >= to) continue
    let best = NOTHING
    let bestTime = 0
    // Most columns of a dense lane hold several steps, but many hold one: no bookkeeping for those.
    if (lane.at(index) <= from && lane.at(index + 1) >= to) {
      columns[x] = lane.code(index)
      continue
    }
    spent.fill(0)
    for (;;) {
      const begins = Math.max(lane.at(index), from)
      const ends = Math.min(lane.at(index + 1), to, until)
      const code = lane.code(index)
      if (ends > begins) {
        const time = (spent[code] ?? 0) + (ends - begins)
        spent[code] = time
        if (time > bestTime) {
          bestTime = time
          best = code
        }
      }
      if (lane.at(index + 1) >= to) break
      index += 1
    }
    columns[x] = best
  }
}
