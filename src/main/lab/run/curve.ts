/**
 * The samples of one unit over its whole life in a bounded number of points: when they are too many, every
 * second one goes and the next ones come half as often. Peaks stay: of the samples between two points the
 * larger values are kept.
 */
import type { CurvePoint } from '../../../contract/events'
import type { Ns } from '../../../contract/time'

/** Points of one unit at most: enough for a drawing 300 pixels wide, and 500 units stay below 2 MB. */
export const MOST_POINTS = 120

export class Curve {
  #points: CurvePoint[] = []
  /** Samples per point. */
  #grain = 1
  /** Samples that the last point is made of. */
  #filled = 0

  add(at: Ns, cpuPercent: number | null, rssBytes: number | null): void {
    const last = this.#points.at(-1)
    if (last && this.#filled < this.#grain) {
      this.#filled += 1
      this.#points[this.#points.length - 1] = merged(last, [at, cpuPercent, rssBytes])
      return
    }
    if (this.#points.length >= MOST_POINTS) this.#thin()
    this.#points.push([at, cpuPercent, rssBytes])
    this.#filled = 1
  }

  points(): readonly CurvePoint[] {
    return [...this.#points]
  }

  #thin(): void {
    const thinned: CurvePoint[] = []
    for (let index = 0; index < this.#points.length; index += 2) {
      const [one, two] = [this.#points[index], this.#points[index + 1]]
      if (one) thinned.push(two ? merged(one, two) : one)
    }
    this.#points = thinned
    this.#grain *= 2
  }
}

const merged = (one: CurvePoint, two: CurvePoint): CurvePoint => [
  two[0],
  larger(one[1], two[1]),
  larger(one[2], two[2]),
]
const larger = (a: number | null, b: number | null): number | null =>
  a === null ? b : b === null ? a : Math.max(a, b)
