/** How many arrows of messages a thread may draw: all while they can be told apart, few of a flood. */
import { now } from '../../clock'

const PER_SECOND = 50

export class LinkBudget {
  #left = PER_SECOND
  #filledAt = 0

  allows(): boolean {
    const time = now()
    if (time - this.#filledAt > 1e9) {
      this.#filledAt = time
      this.#left = PER_SECOND
    }
    if (this.#left === 0) return false
    this.#left -= 1
    return true
  }
}
