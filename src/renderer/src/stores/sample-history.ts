import type { CurvePoint, SampleSet } from '../../../contract/events'
import type { UnitId } from '../../../contract/unit'

/** Samples kept per unit: five minutes at two a second. */
const KEPT = 600

export interface SamplePoint {
  readonly at: number
  readonly cpuPercent: number | null
  readonly rssBytes: number | null
  readonly core: number | null
}

/** The last few minutes of samples per unit, for curves. Not reactive. */
export class SampleHistory {
  readonly #points = new Map<UnitId, SamplePoint[]>()

  /** Starts over with the curves of a snapshot. */
  load(curves: Readonly<Record<UnitId, readonly CurvePoint[]>>): void {
    this.#points.clear()
    for (const [unit, points] of Object.entries(curves)) {
      this.#points.set(
        unit,
        points.map(([at, cpuPercent, rssBytes]) => ({ at, cpuPercent, rssBytes, core: null })),
      )
    }
  }

  add(samples: SampleSet): void {
    const { at } = samples
    for (const { unit, cpuPercent, rssBytes } of samples.processes) {
      this.#push(unit, { at, cpuPercent, rssBytes, core: null })
    }
    for (const { unit, cpuPercent, core } of samples.threads) {
      this.#push(unit, { at, cpuPercent, rssBytes: null, core })
    }
  }

  of(unit: UnitId): readonly SamplePoint[] {
    return this.#points.get(unit) ?? []
  }

  #push(unit: UnitId, point: SamplePoint): void {
    const points = this.#points.get(unit)
    if (!points) this.#points.set(unit, [point])
    // The samples of a snapshot are in its curves already.
    else if (point.at > (points.at(-1)?.at ?? -Infinity)) {
      points.push(point)
      if (points.length > KEPT * 2) points.splice(0, KEPT)
    }
  }
}
