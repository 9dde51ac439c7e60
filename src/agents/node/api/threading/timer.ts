/** Timer: a thread that calls its function once, after a while, unless it is cancelled (semantics L16, L17). */
import { nameClasses } from '../names'
import { self } from '../../thread/self'
import { ValueError } from '../errors'
import { checkSeconds } from '../timeout'
import { Event, waitForEvent } from './event'
import { INSIDE, Thread, limitOf, spread } from './thread'

export class Timer extends Thread {
  /** Seconds. */
  readonly interval: number
  /** Set when it was cancelled, and when it is over. */
  readonly finished: Event

  constructor(interval: number, target: (...args: unknown[]) => unknown, args: readonly unknown[] = []) {
    // As in Python, a timer's name does not show its function.
    super()
    Object.assign(this[INSIDE], { target, args })
    this.interval = checkSeconds(interval) ?? 0
    if (this.interval < 0) throw new ValueError('interval must be non-negative')
    this.finished = new Event()
  }

  cancel(): void {
    this.finished.set()
  }

  override run(): unknown {
    const { target, args } = this[INSIDE]
    waitForEvent(this.finished, this.interval, {
      state: 'sleeping',
      describe: () => limitOf(this.interval),
    })
    const cancelled = this.finished.isSet()
    this.finished.set()
    self().writer.seal()
    return cancelled ? undefined : target?.(...spread(args, target))
  }
}
nameClasses({ Timer })
