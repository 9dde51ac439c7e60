/** A Barrier between processes (L14, L15). */
import { refuse, type BrokerObject, type Call, type CallOf, type ObjectParts } from './object'
import { Waiters } from './waiters'

export class BrokeredBarrier implements BrokerObject {
  readonly holder = null
  readonly #parties: number
  readonly #hasAction: boolean
  readonly #waiters: Waiters<{ index: number }>
  #broken = false
  /** The last arriver runs the action; the others wait for its word. */
  #inAction = false

  constructor(parts: ObjectParts, parties: number, hasAction: boolean) {
    this.#parties = parties
    this.#hasAction = hasAction
    this.#waiters = new Waiters(parts)
  }

  serve(call: Call): boolean {
    switch (call.call.op) {
      case 'wait':
        this.#wait(call as CallOf<'wait'>)
        return true
      case 'release':
        if (this.#inAction) this.#letAllGo()
        call.answer({})
        return true
      case 'abort':
        this.#break()
        call.answer({})
        return true
      case 'reset':
        // Whoever waits meets a broken barrier; the barrier itself is whole again.
        this.#break()
        this.#broken = false
        call.answer({})
        return true
      default:
        return false
    }
  }

  #wait({ caller, call, answer }: CallOf<'wait'>): void {
    if (this.#broken) return refuse(answer, 'broken')
    const index = this.#waiters.size
    if (index === this.#parties - 1) {
      this.#inAction = this.#hasAction
      answer({ index, last: true })
      if (!this.#hasAction) this.#letAllGo()
      return
    }
    this.#waiters.add({ caller, answer, want: { index } }, call.timeoutNs, (late) => {
      refuse(late.answer, 'broken')
      this.#break()
    })
  }

  #letAllGo(): void {
    this.#inAction = false
    for (let next = this.#waiters.shift(); next; next = this.#waiters.shift()) {
      next.answer({ index: next.want.index, last: false })
    }
  }

  #break(): void {
    this.#broken = true
    this.#inAction = false
    for (let next = this.#waiters.shift(); next; next = this.#waiters.shift()) refuse(next.answer, 'broken')
  }

  processGone(key: string): void {
    this.#waiters.drop(key)
  }

  look(): Readonly<Record<string, unknown>> {
    return { broken: this.#broken, waiting: this.#waiters.size }
  }
}
