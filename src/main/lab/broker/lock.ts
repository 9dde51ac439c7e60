/** Locks, recursive locks and semaphores between processes. Given to waiters in the order in which they came. */
import { isSameCaller, refuse, type BrokerObject, type Call, type CallOf, type ObjectParts } from './object'
import { Waiters, type Answer, type Asker, type Caller } from './waiters'

/** A Lock or RLock. A Lock may be released by anybody (L03), an RLock by its owner only (L19). */
export class BrokeredLock implements BrokerObject {
  readonly #parts: ObjectParts
  readonly #recursive: boolean
  readonly #waiters: Waiters<{ depth: number; acquired: () => void }>
  #owner: Caller | null = null
  #depth = 0

  constructor(parts: ObjectParts, recursive: boolean) {
    this.#parts = parts
    this.#recursive = recursive
    this.#waiters = new Waiters(parts)
  }

  get holder(): string | null {
    return this.#owner?.id ?? null
  }

  isHeldBy(caller: Caller): boolean {
    return this.#recursive ? isSameCaller(this.#owner, caller) : this.#owner !== null
  }

  serve(call: Call): boolean {
    if (call.call.op === 'acquire') this.#acquire(call as CallOf<'acquire'>)
    else if (call.call.op === 'release') this.release(call.caller, call.answer)
    else return false
    return true
  }

  #acquire({ caller, call, answer }: CallOf<'acquire'>): void {
    if (this.#owner === null || (this.#recursive && isSameCaller(this.#owner, caller))) {
      this.#owner = caller
      this.#depth += 1
      answer({ acquired: true })
    } else if (call.timeoutNs === 0) {
      answer({ acquired: false })
    } else {
      const want = { depth: 1, acquired: () => answer({ acquired: true }) }
      this.#waiters.add({ caller, answer, want }, call.timeoutNs, () => answer({ acquired: false }))
    }
  }

  release(caller: Caller, answer: Answer): void {
    if (this.#owner === null) return refuse(answer, 'not-held')
    if (this.#recursive && !isSameCaller(this.#owner, caller)) return refuse(answer, 'not-owner')
    this.#depth -= 1
    if (this.#depth === 0) this.#handOver(caller)
    answer({})
  }

  /** For a condition's wait: lets go of all levels at once and tells how many there were. */
  letGo(caller: Caller): number {
    const depth = this.#depth
    this.#depth = 0
    this.#handOver(caller)
    return depth
  }

  /** For a condition's waiter that was woken: takes the lock back, at as many levels, before it is answered. */
  takeBack(caller: Asker, answer: Answer, depth: number, acquired: () => void): void {
    if (this.#owner === null) {
      this.#owner = caller
      this.#depth = depth
      acquired()
    } else {
      // It cannot give up: whoever leaves wait() has the lock.
      this.#waiters.add({ caller, answer, want: { depth, acquired } }, null, () => undefined, null)
    }
  }

  #handOver(giver: Caller): void {
    const next = this.#waiters.shift()
    this.#owner = next?.caller ?? null
    if (!next) return
    this.#depth = next.want.depth
    this.#parts.onLink('handover', giver.id, next.caller.id, this.#parts.label)
    next.want.acquired()
  }

  processGone(key: string): void {
    this.#waiters.drop(key)
  }

  look(): Readonly<Record<string, unknown>> {
    return { locked: this.#owner !== null, waiting: this.#waiters.size }
  }
}

/** A Semaphore, or with a bound a BoundedSemaphore (L08, L09). */
export class BrokeredSemaphore implements BrokerObject {
  readonly holder = null
  readonly #parts: ObjectParts
  readonly #bound: number
  readonly #waiters: Waiters
  #value: number

  constructor(parts: ObjectParts, value: number, bound: number) {
    this.#parts = parts
    this.#value = value
    this.#bound = bound
    this.#waiters = new Waiters(parts)
  }

  serve(call: Call): boolean {
    if (call.call.op === 'acquire') this.#acquire(call as CallOf<'acquire'>)
    else if (call.call.op === 'release') this.#release(call as CallOf<'release'>)
    else return false
    return true
  }

  #acquire({ caller, call, answer }: CallOf<'acquire'>): void {
    if (this.#value > 0) {
      this.#value -= 1
      answer({ acquired: true })
    } else if (call.timeoutNs === 0) {
      answer({ acquired: false })
    } else {
      this.#waiters.add({ caller, answer, want: null }, call.timeoutNs, () => answer({ acquired: false }))
    }
  }

  #release({ caller, call, answer }: CallOf<'release'>): void {
    const n = call.n ?? 1
    if (this.#value + n > this.#bound) return refuse(answer, 'bound')
    for (let i = 0; i < n; i++) {
      const next = this.#waiters.shift()
      if (!next) {
        this.#value += n - i
        break
      }
      this.#parts.onLink('handover', caller.id, next.caller.id, this.#parts.label)
      next.answer({ acquired: true })
    }
    answer({})
  }

  processGone(key: string): void {
    this.#waiters.drop(key)
  }

  look(): Readonly<Record<string, unknown>> {
    return { value: this.#value, waiting: this.#waiters.size }
  }
}
