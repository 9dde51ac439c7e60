/** Stops the reading of a run while anybody who has to take what is read is not ready. */
export class Gate {
  readonly #onChange: (isOpen: boolean) => void
  #holders = 0

  constructor(onChange: (isOpen: boolean) => void) {
    this.#onChange = onChange
  }

  get isOpen(): boolean {
    return this.#holders === 0
  }

  /** Closes the gate until what this returns is called. */
  hold(): () => void {
    this.#holders += 1
    if (this.#holders === 1) this.#onChange(false)
    let isHeld = true
    return () => {
      if (!isHeld) return
      isHeld = false
      this.#holders -= 1
      if (this.#holders === 0) this.#onChange(true)
    }
  }
}
