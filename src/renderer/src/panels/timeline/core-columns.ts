/** The strip by cores: which process was found on each core, per pixel column. */
import type { UnitId } from '../../../../contract/unit'
import type { CoreSamples } from '../../stores/core-samples'
import type { Viewport } from './viewport'

export interface CoreColumns {
  /** The time that the columns stand for. */
  readonly viewport: Viewport
  readonly width: number
  /** From the first core on: per process the share of each column that its threads ran on the core. */
  readonly cores: readonly ReadonlyMap<UnitId, Float32Array>[]
}

/** `count` rows at least, more where more cores were used. `processOf` gives the process of a thread. */
export function coreColumns(
  samples: CoreSamples,
  processOf: (unit: UnitId) => UnitId | undefined,
  viewport: Viewport,
  origin: number,
  width: number,
  count: number,
): CoreColumns {
  const left = origin + viewport.start
  const perColumn = viewport.span / width
  const cores = Array.from(
    { length: Math.max(count, samples.highestCore + 1) },
    () => new Map<UnitId, Float32Array>(),
  )
  for (const { unit, core, from, to, share } of samples.within(left, left + viewport.span)) {
    const process = processOf(unit)
    const row = cores[core]
    if (process === undefined || !row) continue
    let sums = row.get(process)
    if (!sums) row.set(process, (sums = new Float32Array(width)))
    const first = Math.max(0, Math.round((from - left) / perColumn))
    const last = Math.min(width, Math.max(first + 1, Math.round((to - left) / perColumn)))
    for (let x = first; x < last; x += 1) sums[x] = Math.min(1, (sums[x] ?? 0) + share)
  }
  return { viewport, width, cores }
}
