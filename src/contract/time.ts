/**
 * A point on the machine's monotonic clock, or a span on it, in nanoseconds.
 *
 * All processes of a run read the same clock (`process.hrtime`, `time.monotonic_ns`), so points of
 * different processes can be compared. A double holds whole nanoseconds for the first 104 days of a
 * machine's uptime and is off by at most a few nanoseconds after that.
 */
export type Ns = number

export const NS_PER_MS = 1_000_000
export const NS_PER_S = 1_000_000_000
