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

/** A caller, and the id of the call that is served. */
export interface Asker extends Caller {
  readonly call: number
}

/** Gives the caller its answer; called exactly once per call. */
export type Answer = (
  json: Readonly<Record<string, unknown>> | { error: BrokerError },
  bytes?: Uint8Array,
) => void

export interface Waiter<T> {
  readonly caller: Asker
  readonly answer: Answer
  /** What the object needs to serve it. */
  readonly want: T
}

/** The longest time a timer can be set to; a longer wait is a wait without end to a person. */
const LONGEST_TIMER_MS = 2 ** 31 - 1

/** Every wait of a run's units, so that a call can be given up without knowing what it waits for. */
export class WaitBook {
  readonly #waits = new Map<object, { readonly caller: Asker; readonly cancel: () => void }>()

  enter(waiter: object, caller: Asker, cancel: () => void): void {
    this.#waits.set(waiter, { caller, cancel })
  }

  strike(waiter: object): void {
    this.#waits.delete(waiter)
  }

  /** Gives up one call of a unit, or all of them. */
  cancel({ key, unit }: Caller, call: number | undefined): void {
    for (const { caller, cancel } of [...this.#waits.values()]) {
      const isMeant = caller.key === key && caller.unit === unit
      if (isMeant && (call === undefined || caller.call === call)) cancel()
    }
  }
}

export interface WaiterParts {
  readonly clock: Clock
  readonly book: WaitBook
}

export class Waiters<T = null> {
  readonly #parts: WaiterParts
  readonly #queue = new Map<Waiter<T>, () => void>()

  constructor(parts: WaiterParts) {
    this.#parts = parts
  }

  get size(): number {
    return this.#queue.size
  }

  get first(): Waiter<T> | null {
    return this.#queue.keys().next().value ?? null
  }

  /**
   * Puts a caller at the end. `timeoutNs` null or undefined: for ever; when it has passed, `onTimeout` gets the
   * waiter, which has left the queue. `onCancel` the same when the call is given up; null: it cannot be.
   */
  add(
    waiter: Waiter<T>,
    timeoutNs: number | null | undefined,
    onTimeout: (waiter: Waiter<T>) => void,
    onCancel: ((waiter: Waiter<T>) => void) | null = ({ answer }) => answer({ error: 'cancelled' }),
  ): void {
    const { clock, book } = this.#parts
    const ms = timeoutNs == null ? Infinity : timeoutNs / NS_PER_MS
    const cancel =
      ms > LONGEST_TIMER_MS
        ? () => undefined
        : clock.after(ms, () => {
            book.strike(waiter)
            if (this.#queue.delete(waiter)) onTimeout(waiter)
          })
    this.#queue.set(waiter, cancel)
    if (!onCancel) return
    book.enter(waiter, waiter.caller, () => {
      this.remove(waiter)
      onCancel(waiter)
    })
  }

  /** Takes the one that waits longest. */
  shift(): Waiter<T> | null {
    const waiter = this.first
    if (waiter) this.remove(waiter)
    return waiter
  }

  remove(waiter: Waiter<T>): void {
    this.#parts.book.strike(waiter)
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
