/** Condition (semantics L11–L13): whoever waits lets go of the lock, and has it again when wait() returns. */
import { nameClasses } from '../names'
import { now } from '../../clock'
import { self } from '../../thread/self'
import { RuntimeError } from '../errors'
import { holdLock, withLock, type Held } from '../held'
import { checkSeconds } from '../timeout'
import { CONDITION_LOCK, Lock, RLock } from './lock'
import {
  HANDLE,
  makeHandle,
  objectName,
  refuseOtherProcess,
  setHandle,
  type Handle,
  type NameOption,
} from './sync'
import { limitOf } from './thread'
import { WORD, appendInside, inLine, makeNode, takeInside, wake, waitForWord } from './wait-list'
import { registerCarrier } from '../../thread/carry'

const CONDITION_CELLS = 1

export class Condition {
  declare readonly [HANDLE]: Handle
  declare readonly lock: Lock | RLock

  constructor(lock?: Lock | RLock | null, options?: NameOption) {
    makeHandle(this, 'Condition', CONDITION_CELLS, options)
    hideLock(this, lock ?? new RLock(options))
  }

  acquire(blocking = true, timeout = -1): boolean {
    return this.lock.acquire(blocking, timeout)
  }

  release(): void {
    this.lock.release()
  }

  wait(timeout?: number | null): boolean {
    const limit = checkSeconds(timeout)
    const lock = this.lock[CONDITION_LOCK]
    if (!lock.isOwned()) throw new RuntimeError('cannot wait on un-acquired lock')
    const handle = this[HANDLE]
    const node = makeNode()
    inLine(() => appendInside(handle.at, node))
    const depth = lock.letGo()
    try {
      const word = waitForWord(handle.at, node, {
        timeout: limit,
        waiting: {
          state: 'condition',
          describe: () => ({
            label: handle.label,
            object: objectName('condition', handle),
            ...limitOf(limit),
          }),
        },
      })
      return word === WORD.go
    } finally {
      lock.takeBack(depth)
    }
  }

  waitFor<T>(predicate: () => T, timeout?: number | null): T {
    const limit = checkSeconds(timeout)
    const end = limit === null ? Infinity : now() + (limit * 1e9) / self().arena.speed
    let result = predicate()
    while (!result) {
      const left = end === Infinity ? null : ((end - now()) / 1e9) * self().arena.speed
      if (left !== null && left <= 0) break
      this.wait(left)
      result = predicate()
    }
    return result
  }

  notify(n = 1): void {
    if (!this.lock[CONDITION_LOCK].isOwned()) throw new RuntimeError('cannot notify on un-acquired lock')
    self().writer.seal()
    wake(inLine(() => takeInside(this[HANDLE].at, n, WORD.go)))
  }

  notifyAll(): void {
    this.notify(Infinity)
  }

  with<T>(body: () => T): T {
    return withLock(this, body)
  }

  hold(): Held {
    return holdLock(this)
  }
}

const hideLock = (condition: Condition, lock: Lock | RLock): void => {
  Object.defineProperty(condition, 'lock', { value: lock, enumerable: false })
}

interface Packed {
  readonly handle: Handle
  readonly lock: Lock | RLock
}

registerCarrier(
  {
    kind: 'threading.Condition',
    pack(value, trip, walk) {
      refuseOtherProcess('Condition', trip)
      const { [HANDLE]: handle, lock } = value as Condition
      return { handle, lock: walk(lock, 'the lock of a Condition') }
    },
    unpack(data) {
      const { handle, lock } = data as Packed
      const condition = Object.create(Condition.prototype) as Condition
      setHandle(condition, handle)
      hideLock(condition, lock)
      return condition
    },
  },
  Condition.prototype,
)
nameClasses({ Condition })
