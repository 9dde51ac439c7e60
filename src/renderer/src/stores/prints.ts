/**
 * When a unit printed how many lines, packed for drawing. What came within BIN_NS of the last entry is added
 * to it; when MAX_ENTRIES are full, neighbours are put together, so that all of a long run stays in sight.
 */
import { NS_PER_MS, type Ns } from '../../../contract/time'

const BIN_NS = 16 * NS_PER_MS
const MAX_ENTRIES = 4_096

export class Prints {
  #at = new Float64Array(16)
  #lines = new Float64Array(16)
  #length = 0
  #binNs = BIN_NS

  get length(): number {
    return this.#length
  }

  /** On the machine's clock; Infinity past the last one. */
  at(index: number): Ns {
    return index < this.#length ? (this.#at[index] ?? Infinity) : Infinity
  }

  lines(index: number): number {
    return this.#lines[index] ?? 0
  }

  /** In order of time; an earlier one than the last is taken as being at the last one's time. */
  add(at: Ns, lines: number): void {
    if (lines <= 0) return
    const last = this.#length - 1
    if (last >= 0 && at - (this.#at[last] ?? 0) < this.#binNs) {
      this.#lines[last] = (this.#lines[last] ?? 0) + lines
      return
    }
    if (this.#length === this.#at.length) this.#makeRoom()
    this.#at[this.#length] = at
    this.#lines[this.#length] = lines
    this.#length += 1
  }

  /** Index of the first entry at or after `time`. */
  firstAt(time: Ns): number {
    let low = 0
    let high = this.#length
    while (low < high) {
      const middle = (low + high) >>> 1
      if (this.at(middle) < time) low = middle + 1
      else high = middle
    }
    return low
  }

  #makeRoom(): void {
    if (this.#length < MAX_ENTRIES) {
      const at = new Float64Array(this.#at.length * 2)
      at.set(this.#at)
      const lines = new Float64Array(at.length)
      lines.set(this.#lines)
      this.#at = at
      this.#lines = lines
      return
    }
    for (let pair = 0; pair < this.#length / 2; pair += 1) {
      this.#at[pair] = this.#at[pair * 2] ?? 0
      this.#lines[pair] = (this.#lines[pair * 2] ?? 0) + (this.#lines[pair * 2 + 1] ?? 0)
    }
    this.#length = Math.floor(this.#length / 2)
    this.#binNs *= 2
  }
}
