/**
 * Short critical sections on shared memory that survive the termination of threads.
 *
 * `worker.terminate()` may stop a thread between any two lines. A thread that stands in a critical section
 * of ours would leave a list half-changed and its mutex locked for ever. So the two sides agree, each
 * writing its own cell before reading the other's: the thread sets `critical`, then looks at `doomed`; the
 * supervisor sets `doomed`, then waits until `critical` is 0. A doomed thread parks itself at the door.
 */
import { UNIT } from './layout'

const FREE = 0
const LOCKED = 1
const CONTENDED = 2

export class Critical {
  readonly #cells: Int32Array<SharedArrayBuffer>
  /** Record of the thread this memory is seen from; 0 in the supervisor, which is never terminated. */
  #record = 0
  #depth = 0

  constructor(cells: Int32Array<SharedArrayBuffer>) {
    this.#cells = cells
  }

  /** From now on this thread is `record`. */
  become(record: number): void {
    this.#record = record
  }

  /** Runs `section` while holding the mutex at `mutex`. The section must be short and must not wait. */
  locked<T>(mutex: number, section: () => T): T {
    this.#enter()
    const cells = this.#cells
    if (Atomics.compareExchange(cells, mutex, FREE, LOCKED) !== FREE) {
      while (Atomics.exchange(cells, mutex, CONTENDED) !== FREE) Atomics.wait(cells, mutex, CONTENDED)
    }
    try {
      return section()
    } finally {
      if (Atomics.exchange(cells, mutex, FREE) === CONTENDED) Atomics.notify(cells, mutex, 1)
      this.#leave()
    }
  }

  #enter(): void {
    this.#depth += 1
    if (this.#record === 0 || this.#depth > 1) return
    const cells = this.#cells
    Atomics.store(cells, this.#record + UNIT.critical, 1)
    if (Atomics.load(cells, this.#record + UNIT.doomed) === 0) return
    Atomics.store(cells, this.#record + UNIT.critical, 0)
    parkForEver()
  }

  #leave(): void {
    this.#depth -= 1
    if (this.#record !== 0 && this.#depth === 0) Atomics.store(this.#cells, this.#record + UNIT.critical, 0)
  }
}

/** Sleeps until the thread is terminated. */
export function parkForEver(): never {
  const cell = new Int32Array(new SharedArrayBuffer(4))
  for (;;) Atomics.wait(cell, 0, 0)
}
