/** Time that passes when a test says so. */
import type { Clock } from '../../src/main/lab/clock'

export class FakeClock implements Clock {
  #ms = 0
  readonly #timers = new Map<() => void, number>()

  now(): number {
    return this.#ms * 1e6
  }

  wall(): number {
    return 1_700_000_000_000 + this.#ms
  }

  after(ms: number, callback: () => void): () => void {
    const run = (): void => callback()
    this.#timers.set(run, this.#ms + ms)
    return () => void this.#timers.delete(run)
  }

  /** Lets so many ms pass; what is due happens in order. */
  pass(ms: number): void {
    const until = this.#ms + ms
    for (;;) {
      const [next] = [...this.#timers].sort((a, b) => a[1] - b[1])
      if (!next || next[1] > until) break
      this.#timers.delete(next[0])
      this.#ms = next[1]
      next[0]()
    }
    this.#ms = until
  }
}
