/** Time limits as Python's functions take them. */
import { OverflowError, ValueError } from './errors'

/** Longest limit that Python accepts on 64-bit machines (threading.TIMEOUT_MAX). */
const TIMEOUT_MAX_S = 9_223_372_036
/** What the C library's clock can hold. */
const TIME_MAX_S = 2 ** 63

/** @throws TypeError for what is no number, OverflowError for what no clock can hold */
export function checkSeconds(timeout: unknown): number | null {
  if (timeout === undefined || timeout === null) return null
  if (typeof timeout !== 'number') {
    throw new TypeError(`'${typeof timeout}' object cannot be interpreted as a number of seconds`)
  }
  if (Number.isNaN(timeout)) throw new ValueError('Invalid value NaN (not a number)')
  if (timeout > TIME_MAX_S) throw new OverflowError('timestamp out of range for platform time_t')
  if (timeout > TIMEOUT_MAX_S) throw new OverflowError('timeout value is too large')
  return timeout
}

/** Arguments of a lock's acquire (semantics L04). @returns the limit: null for ever, 0 not at all */
export function lockTimeout(blocking: boolean, timeout: unknown): number | null {
  const seconds = checkSeconds(timeout)
  const none = seconds === null || seconds === -1
  if (!blocking) {
    if (!none) throw new ValueError("can't specify a timeout for a non-blocking call")
    return 0
  }
  if (none) return null
  if (seconds < 0) throw new ValueError('timeout value must be positive')
  return seconds
}
