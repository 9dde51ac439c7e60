/**
 * Those who get a run's output piece by piece. While one of them is not done with a piece the run is held;
 * what was read already is handed over meanwhile, that is at most what one read of a socket brings.
 */
import type { OutputListener, OutputPiece } from '../output'

export class Outputs {
  readonly #listeners = new Set<OutputListener>()
  readonly #hold: () => () => void
  readonly #onDefect: (error: unknown) => void
  readonly #busy = new Set<Promise<void>>()

  /** `hold` stops the reading until what it returns is called. */
  constructor(hold: () => () => void, onDefect: (error: unknown) => void) {
    this.#hold = hold
    this.#onDefect = onDefect
  }

  get isEmpty(): boolean {
    return this.#listeners.size === 0
  }

  add(listener: OutputListener): () => void {
    this.#listeners.add(listener)
    return () => void this.#listeners.delete(listener)
  }

  give(piece: OutputPiece): void {
    for (const listener of this.#listeners) {
      try {
        const done = listener(piece)
        if (done) this.#waitFor(done)
      } catch (error) {
        this.#onDefect(error)
      }
    }
  }

  /** Resolves when all that was given has been taken. */
  async drained(): Promise<void> {
    while (this.#busy.size > 0) await Promise.all(this.#busy)
  }

  #waitFor(done: Promise<void>): void {
    const release = this.#hold()
    const settled = done.catch(this.#onDefect).finally(() => {
      this.#busy.delete(settled)
      release()
    })
    this.#busy.add(settled)
  }
}
