/** Semaphore and BoundedSemaphore (semantics L08, L09). */
import { ring } from '../../memory/bell'
import { checkpoint } from '../../thread/mail'
import { self } from '../../thread/self'
import { waitFor } from '../../thread/wait'
import { ValueError } from '../errors'
import { holdLock, withLock, type Held } from '../held'
import { checkSeconds } from '../timeout'
import { HANDLE, carryByHandle, makeHandle, objectName, type Handle, type NameOption } from './sync'
import { limitOf } from './thread'

/** bound: −1 for none. */
const SEMAPHORE = { value: 0, bell: 1, bound: 3 } as const
const SEMAPHORE_CELLS = 4

export class Semaphore {
  declare readonly [HANDLE]: Handle

  constructor(value = 1, options?: NameOption) {
    if (value < 0) throw new ValueError('semaphore initial value must be >= 0')
    const bound = this instanceof BoundedSemaphore ? value : -1
    makeHandle(this, this.constructor.name, SEMAPHORE_CELLS, options, (at) => {
      const { cells } = self()
      cells[at + SEMAPHORE.value] = value
      cells[at + SEMAPHORE.bound] = bound
    })
  }

  acquire(blocking = true, timeout: number | null = null): boolean {
    const limit = checkSeconds(timeout)
    if (!blocking && limit !== null) throw new ValueError("can't specify timeout for non-blocking acquire")
    const handle = this[HANDLE]
    const { cells, writer } = self()
    const cell = handle.at + SEMAPHORE.value
    const takeOne = (): boolean => {
      for (;;) {
        const value = Atomics.load(cells, cell)
        if (value === 0) return false
        if (Atomics.compareExchange(cells, cell, value, value - 1) === value) return true
      }
    }
    checkpoint()
    writer.seal()
    if (takeOne()) return true
    if (!blocking) return false
    return waitFor(handle.at + SEMAPHORE.bell, takeOne, {
      timeout: limit,
      waiting: {
        state: 'semaphore',
        describe: () => ({ label: handle.label, object: objectName('semaphore', handle), ...limitOf(limit) }),
      },
    })
  }

  release(n = 1): void {
    if (n < 1) throw new ValueError('n must be one or more')
    const { cells, writer } = self()
    const { at } = this[HANDLE]
    const bound = cells[at + SEMAPHORE.bound] as number
    writer.seal()
    for (;;) {
      const value = Atomics.load(cells, at + SEMAPHORE.value)
      if (bound >= 0 && value + n > bound) throw new ValueError('Semaphore released too many times')
      if (Atomics.compareExchange(cells, at + SEMAPHORE.value, value, value + n) === value) break
    }
    ring(cells, at + SEMAPHORE.bell, n)
  }

  with<T>(body: () => T): T {
    return withLock(this, body)
  }

  hold(): Held {
    return holdLock(this)
  }
}

export class BoundedSemaphore extends Semaphore {}

carryByHandle('threading', { Semaphore, BoundedSemaphore })
