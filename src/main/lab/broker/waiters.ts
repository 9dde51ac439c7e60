/** Callers that wait for their answer, first come first served, each with a limit of its own. */
import { NS_PER_MS } from '../../../contract/time'
import type { BrokerError } from '../../../contract/broker'
import type { Clock } from '../clock'

/** Who calls: a unit of a process. The key is the one the process said hello with. */
export interface Caller {
  readonly key: string
  readonly unit: number
  /** Run-wide id of the unit, for links. */
  readonly id: string
}

/** Gives the caller its answer; called exactly once per call. */
export type Answer = (
  json: Readonly<Record<string, unknown>> | { error: BrokerError },
  bytes?: Uint8Array,
) => void

export interface Waiter<T> {
  readonly caller: Caller
  readonly answer: Answer
  /** What the object needs to serve it. */
  readonly want: T
}

/** The longest time a timer can be set to; a longer wait is a wait without end to a person. */
const LONGEST_TIMER_MS = 2 ** 31 - 1

export class Waiters<T = null> {
  readonly #clock: Clock
  readonly #queue = new Map<Waiter<T>, () => void>()

  constructor(clock: Clock) {
    this.#clock = clock
  }

  get size(): number {
    return this.#queue.size
  }

  get first(): Waiter<T> | null {
    return this.#queue.keys().next().value ?? null
  }

  /** Puts a caller at the end. `timeoutNs` null or undefined: for ever; when it has passed, `onTimeout` gets the waiter, which has left the queue. */
  add(waiter: Waiter<T>, timeoutNs: number | null | undefined, onTimeout: (waiter: Waiter<T>) => void): void {
    const ms = timeoutNs == null ? Infinity : timeoutNs / NS_PER_MS
    const cancel =
      ms > LONGEST_TIMER_MS
        ? () => undefined
        : this.#clock.after(ms, () => {
            if (this.#queue.delete(waiter)) onTimeout(waiter)
          })
    this.#queue.set(waiter, cancel)
  }

  /** Takes the one that waits longest. */
  shift(): Waiter<T> | null {
    const waiter = this.first
    if (waiter) this.remove(waiter)
    return waiter
  }

  remove(waiter: Waiter<T>): void {
    this.#queue.get(waiter)?.()
    this.#queue.delete(waiter)
  }

  /** The process is gone: nobody is there to be answered. */
  drop(key: string): void {
    for (const waiter of [...this.#queue.keys()]) if (waiter.caller.key === key) this.remove(waiter)
  }

  *[Symbol.iterator](): Iterator<Waiter<T>> {
    yield* [...this.#queue.keys()]
  }
}
