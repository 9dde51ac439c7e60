/**
 * The machine's monotonic clock in nanoseconds, the one that all processes of a run share.
 * Taken once at boot, so that a program that replaces `process.hrtime` does not bend our times.
 */
const hrtime = process.hrtime

export function now(): number {
  const [seconds, nanoseconds] = hrtime()
  return seconds * 1e9 + nanoseconds
}
