/** Time as the Lab sees it; handed in, so that tests need not wait. */
import type { Ns } from '../../contract/time'

export interface Clock {
  /** The machine's monotonic clock, the same that agents read. */
  now(): Ns
  /** Wall-clock time in ms since 1970, UTC. */
  wall(): number
  /** Calls back once after `ms`; returns what cancels it. Does not keep the host alive. */
  after(ms: number, callback: () => void): () => void
}

export const systemClock: Clock = {
  // Number(bigint) is exact to a few ns, see contract/time.ts.
  now: () => Number(process.hrtime.bigint()),
  wall: () => Date.now(),
  after(ms, callback) {
    const timer = setTimeout(callback, ms)
    timer.unref()
    return () => clearTimeout(timer)
  },
}
