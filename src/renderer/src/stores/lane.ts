/**
 * The steps of one unit, packed for drawing: times and states in typed arrays, outside of reactivity, found
 * by binary search. A lane only grows at its end; its old end is dropped when it holds MAX_STEPS.
 */
import { UNIT_STATES, type Step, type UnitState, type Wait } from '../../../contract/unit'

/** Steps kept of one unit. Older ones are dropped half by half; the record keeps all of them. */
export const MAX_STEPS = 1 << 18

const CODE_OF = Object.fromEntries(UNIT_STATES.map((state, code) => [state, code])) as Record<
  UnitState,
  number
>
export const codeOf = (state: UnitState): number => CODE_OF[state]
export const stateOf = (code: number): UnitState => UNIT_STATES[code] ?? 'running'

export class Lane {
  #at = new Float64Array(16)
  #state = new Uint8Array(16)
  #wait: (Wait | null)[] = []
  #length = 0

  get length(): number {
    return this.#length
  }

  /** When step `index` began, in ns on the machine's clock; Infinity past the last one. */
  at(index: number): number {
    return index < this.#length ? (this.#at[index] ?? Infinity) : Infinity
  }

  code(index: number): number {
    return this.#state[index] ?? 0
  }

  state(index: number): UnitState {
    return stateOf(this.code(index))
  }

  wait(index: number): Wait | null {
    return this.#wait[index] ?? null
  }

  /**
   * Appends a step. One that begins before the last one is put to the last one's time, since agents of
   * different threads may be a few microseconds apart; one at the same time replaces nothing.
   */
  push(step: Step): void {
    if (this.#length === this.#at.length) this.#makeRoom()
    const last = this.#length > 0 ? this.at(this.#length - 1) : -Infinity
    this.#at[this.#length] = Math.max(step.at, last)
    this.#state[this.#length] = codeOf(step.state)
    this.#wait[this.#length] = step.wait
    this.#length += 1
  }

  /** Index of the step the unit was in at `time`, or −1 before its first. */
  indexAt(time: number): number {
    let low = 0
    let high = this.#length
    while (low < high) {
      const middle = (low + high) >>> 1
      if (this.at(middle) <= time) low = middle + 1
      else high = middle
    }
    return low - 1
  }

  #makeRoom(): void {
    if (this.#length >= MAX_STEPS) {
      const dropped = this.#length >>> 1
      this.#at.copyWithin(0, dropped)
      this.#state.copyWithin(0, dropped)
      this.#wait = this.#wait.slice(dropped)
      this.#length -= dropped
      return
    }
    const at = new Float64Array(this.#at.length * 2)
    at.set(this.#at)
    const state = new Uint8Array(at.length)
    state.set(this.#state)
    this.#at = at
    this.#state = state
  }
}
