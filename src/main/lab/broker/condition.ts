/** A Condition between processes: waiting lets go of its lock, waking takes it back (L11–L13). */
import type { BrokerError } from '../../../contract/broker'
import { refuse, type BrokerObject, type Call, type CallOf, type ObjectParts } from './object'
import { BrokeredLock } from './lock'
import { Waiters, type Waiter } from './waiters'

export class BrokeredCondition implements BrokerObject {
  readonly #lock: BrokeredLock
  readonly #waiters: Waiters<{ depth: number }>

  constructor(parts: ObjectParts, lock: BrokeredLock | null) {
    this.#lock = lock ?? new BrokeredLock(parts, true)
    this.#waiters = new Waiters(parts)
  }

  get holder(): string | null {
    return this.#lock.holder
  }

  serve(call: Call): boolean {
    switch (call.call.op) {
      case 'wait':
        this.#wait(call as CallOf<'wait'>)
        return true
      case 'notify':
        this.#notify(call as CallOf<'notify'>)
        return true
      default:
        return this.#lock.serve(call)
    }
  }

  #wait({ caller, call, answer }: CallOf<'wait'>): void {
    if (!this.#lock.isHeldBy(caller)) return refuse(answer, 'not-held')
    const depth = this.#lock.letGo(caller)
    const waiter = { caller, answer, want: { depth } }
    // A limit of zero still lets go and takes back, as a real wait would: others may go in between.
    this.#waiters.add(
      waiter,
      call.timeoutNs,
      (late) => this.#wake(late, { notified: false }),
      (gone) => this.#wake(gone, { error: 'cancelled' }),
    )
  }

  #notify({ caller, call, answer }: CallOf<'notify'>): void {
    if (!this.#lock.isHeldBy(caller)) return refuse(answer, 'not-held')
    const n = call.n === null ? this.#waiters.size : (call.n ?? 1)
    for (let i = 0; i < n; i++) {
      const next = this.#waiters.shift()
      if (!next) break
      this.#wake(next, { notified: true })
    }
    answer({})
  }

  /** Answers as soon as the waiter has its lock back. */
  #wake(
    { caller, answer, want }: Waiter<{ depth: number }>,
    news: { notified: boolean } | { error: BrokerError },
  ): void {
    this.#lock.takeBack(caller, answer, want.depth, () => answer(news))
  }

  processGone(key: string): void {
    this.#waiters.drop(key)
    this.#lock.processGone(key)
  }

  look(): Readonly<Record<string, unknown>> {
    return { ...this.#lock.look(), waiting: this.#waiters.size }
  }
}
