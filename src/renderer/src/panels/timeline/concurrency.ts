/**
 * The strip over the lanes: how many units were running at each instant, by process. Under a GIL a process
 * counts at most once, however many of its threads are ready to run.
 */
import type { UnitId } from '../../../../contract/unit'
import { codeOf, type Lane } from '../../stores/lane'
import type { Viewport } from './viewport'

export interface RunningLane {
  readonly process: UnitId
  readonly lane: Lane
  /** End of the lane on the machine's clock. */
  readonly until: number
}

export interface Concurrency {
  /** The time that the columns stand for. */
  readonly viewport: Viewport
  /** Processes from the bottom of the stack to its top. */
  readonly processes: readonly UnitId[]
  /** Per process, the mean number of its running units per pixel column. */
  readonly columns: ReadonlyMap<UnitId, Float32Array>
  /** The highest sum of all processes in one column. */
  readonly highest: number
}

const RUNNING = codeOf('running')

export function concurrencyOf(
  lanes: readonly RunningLane[],
  viewport: Viewport,
  origin: number,
  width: number,
  oneAtATime: boolean,
): Concurrency {
  const columns = new Map<UnitId, Float32Array>()
  let steps = 0
  for (const { process, lane, until } of lanes) {
    let sums = columns.get(process)
    if (!sums) columns.set(process, (sums = new Float32Array(width)))
    steps += addRunning(lane, viewport, origin, until, sums)
  }
  // With few changes a part of a column is an edge, drawn crisp; with many it is a share of time.
  const isSparse = steps < width / 2
  let highest = 0
  for (let x = 0; x < width; x += 1) {
    let sum = 0
    for (const sums of columns.values()) {
      if (isSparse) sums[x] = Math.round(sums[x] ?? 0)
      if (oneAtATime) sums[x] = Math.min(1, sums[x] ?? 0)
      sum += sums[x] ?? 0
    }
    if (sum > highest) highest = sum
  }
  return { viewport, processes: [...columns.keys()], columns, highest }
}

/** Adds the running time of a lane to the columns; returns how many steps were looked at. */
function addRunning(
  lane: Lane,
  viewport: Viewport,
  origin: number,
  until: number,
  sums: Float32Array,
): number {
  const perColumn = viewport.span / sums.length
  const left = origin + viewport.start
  const right = left + viewport.span
  const firstStep = Math.max(0, lane.indexAt(left))
  let index = firstStep
  for (; lane.at(index) < right; index += 1) {
    if (lane.code(index) !== RUNNING) continue
    const from = Math.max(lane.at(index), left)
    const to = Math.min(lane.at(index + 1), until, right)
    if (to <= from) continue
    const first = (from - left) / perColumn
    const last = (to - left) / perColumn
    const firstX = Math.floor(first)
    const lastX = Math.min(Math.floor(last), sums.length - 1)
    if (firstX === lastX) sums[firstX] = (sums[firstX] ?? 0) + (last - first)
    else {
      sums[firstX] = (sums[firstX] ?? 0) + (firstX + 1 - first)
      for (let x = firstX + 1; x < lastX; x += 1) sums[x] = (sums[x] ?? 0) + 1
      sums[lastX] = (sums[lastX] ?? 0) + Math.min(1, last - lastX)
    }
  }
  return index - firstStep
}
