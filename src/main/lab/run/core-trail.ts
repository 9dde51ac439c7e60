/** On which cores one thread was found, while it ran: the newest samples, in a bounded number. */
import type { CorePoint } from '../../../contract/events'
import type { Ns } from '../../../contract/time'

/** Points of one thread at most: two minutes of running without a pause, and 500 threads stay below 4 MB. */
export const MOST_CORE_POINTS = 240

export class CoreTrail {
  #points: CorePoint[] = []

  /** A thread that has not run since the last sample was on no core. */
  add(at: Ns, core: number, cpuPercent: number | null): void {
    if (cpuPercent === null || cpuPercent <= 0) return
    if (this.#points.length >= MOST_CORE_POINTS * 2) this.#points = this.#points.slice(-MOST_CORE_POINTS)
    this.#points.push([at, core, cpuPercent])
  }

  points(): readonly CorePoint[] {
    return this.#points.slice(-MOST_CORE_POINTS)
  }
}
