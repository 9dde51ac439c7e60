/** A growing list of places (numbers that never fall), 8 bytes each, to be searched by halves. */
export class Places {
  #values = new Float64Array(16)
  #length = 0

  get length(): number {
    return this.#length
  }

  push(value: number): void {
    if (this.#length === this.#values.length) {
      const larger = new Float64Array(this.#length * 2)
      larger.set(this.#values)
      this.#values = larger
    }
    this.#values[this.#length++] = value
  }

  /** The value at an index; NaN outside. */
  at(index: number): number {
    return index < this.#length ? (this.#values[index] ?? NaN) : NaN
  }

  /** Index of the last value that is not above `value`; −1 when all are. */
  lastUpTo(value: number): number {
    let low = 0
    let high = this.#length
    while (low < high) {
      const middle = (low + high) >>> 1
      if (this.at(middle) <= value) low = middle + 1
      else high = middle
    }
    return low - 1
  }
}
