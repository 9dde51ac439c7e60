/**
 * When one unit began how many lines: for the marks under its lane. Bounded: when there are too many points,
 * neighbours are put together and later ones come as far apart.
 */
import type { PrintPoint } from '../../../contract/events'
import { NS_PER_MS, type Ns } from '../../../contract/time'

/** About one frame of a screen. */
const FINEST_NS = 16 * NS_PER_MS
export const MOST_PRINT_POINTS = 512

export class PrintTimes {
  #points: { at: Ns; lines: number }[] = []
  #apartNs = FINEST_NS
  #fresh: { at: Ns; lines: number }[] = []

  add(at: Ns, lines: number): void {
    if (addTo(this.#points, at, lines, this.#apartNs) && this.#points.length > MOST_PRINT_POINTS) this.#thin()
    addTo(this.#fresh, at, lines, FINEST_NS)
  }

  points(): PrintPoint[] {
    return this.#points.map(({ at, lines }) => [at, lines] as const)
  }

  /** Those since this was last asked. */
  takeFresh(): PrintPoint[] {
    const fresh = this.#fresh
    this.#fresh = []
    return fresh.map(({ at, lines }) => [at, lines] as const)
  }

  #thin(): void {
    const thinned: { at: Ns; lines: number }[] = []
    this.#apartNs *= 2
    for (const { at, lines } of this.#points) addTo(thinned, at, lines, this.#apartNs)
    // Points that stood far apart stay so: then the older ones go.
    this.#points = thinned.slice(-MOST_PRINT_POINTS)
  }
}

/** Whether it became a point of its own. Streams of a unit may be a little out of order: that is no new point. */
function addTo(points: { at: Ns; lines: number }[], at: Ns, lines: number, apartNs: Ns): boolean {
  const last = points.at(-1)
  if (last && at - last.at < apartNs) {
    last.lines += lines
    return false
  }
  points.push({ at, lines })
  return true
}
