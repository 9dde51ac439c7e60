/** An Event between processes (L10, L21). */
import type { BrokerObject, Call, CallOf, ObjectParts } from './object'
import { Waiters } from './waiters'

export class BrokeredEvent implements BrokerObject {
  readonly holder = null
  readonly #waiters: Waiters
  #isSet = false

  constructor(parts: ObjectParts) {
    this.#waiters = new Waiters(parts)
  }

  serve(call: Call): boolean {
    switch (call.call.op) {
      case 'wait': {
        const { caller, call: wait, answer } = call as CallOf<'wait'>
        if (this.#isSet || wait.timeoutNs === 0) answer({ isSet: this.#isSet })
        else this.#waiters.add({ caller, answer, want: null }, wait.timeoutNs, () => answer({ isSet: false }))
        return true
      }
      case 'set':
        this.#isSet = true
        for (let next = this.#waiters.shift(); next; next = this.#waiters.shift())
          next.answer({ isSet: true })
        call.answer({})
        return true
      case 'clear':
        this.#isSet = false
        call.answer({})
        return true
      default:
        return false
    }
  }

  processGone(key: string): void {
    this.#waiters.drop(key)
  }

  look(): Readonly<Record<string, unknown>> {
    return { isSet: this.#isSet, waiting: this.#waiters.size }
  }
}
