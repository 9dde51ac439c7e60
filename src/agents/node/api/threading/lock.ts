/** Lock and RLock (semantics L01–L07). */
import { inspect } from 'node:util'
import { FRAME } from '../../../../contract/frames'
import type { Wait } from '../../../../contract/unit'
import { ring } from '../../memory/bell'
import { checkpoint } from '../../thread/mail'
import { self } from '../../thread/self'
import { isTold, waitFor, type Waiting } from '../../thread/wait'
import { RuntimeError } from '../errors'
import { holdLock, withLock, type Held } from '../held'
import { lockTimeout } from '../timeout'
import { HANDLE, carryByHandle, makeHandle, objectName, type Handle, type NameOption } from './sync'
import { limitOf } from './thread'

/** holder: number of the unit that has it, 0 for nobody. giver: who released it last. */
const LOCK = { holder: 0, bell: 1, giver: 3, depth: 4 } as const
const LOCK_CELLS = 5

/** Takes the lock at `handle`, waiting at most `timeout` seconds. */
function take(handle: Handle, timeout: number | null, takesMail = true): boolean {
  const { cells, number, writer } = self()
  const { at, label } = handle
  const free = (): boolean => Atomics.compareExchange(cells, at + LOCK.holder, 0, number) === 0
  if (takesMail) checkpoint()
  if (free()) {
    writer.seal()
    return true
  }
  if (timeout === 0) return false
  const object = objectName('lock', handle)
  const waiting: Waiting = {
    state: 'lock',
    describe: (): Wait => {
      const holder = cells[at + LOCK.holder] as number
      return { label, object, ...(holder > 0 ? { holder: String(holder) } : {}), ...limitOf(timeout) }
    },
  }
  let told = false
  const taken = waitFor(
    at + LOCK.bell,
    () => {
      const got = free()
      if (got) told = isTold(waiting)
      return got
    },
    { timeout, waiting, takesMail },
  )
  const giver = cells[at + LOCK.giver] as number
  if (taken && told && giver > 0 && giver !== number) {
    writer.json(FRAME.link, giver, { kind: 'handover', to: number, label })
  }
  return taken
}

/** Lets go of the lock at `handle`. False: nobody had it. */
function give({ at }: Handle): boolean {
  const { cells, number, writer } = self()
  writer.seal()
  Atomics.store(cells, at + LOCK.giver, number)
  if (Atomics.exchange(cells, at + LOCK.holder, 0) === 0) return false
  ring(cells, at + LOCK.bell, 1)
  return true
}

/** What a Condition needs of its lock, beyond what students see. */
interface ForCondition {
  /** Whether this thread may wait and notify: it holds an RLock, or anybody holds a Lock (as in Python). */
  isOwned(): boolean
  /** Lets go of all levels, and takes as many back. */
  letGo(): number
  takeBack(depth: number): void
}
export const CONDITION_LOCK = Symbol('spindle.condition-lock')

export class Lock {
  declare readonly [HANDLE]: Handle

  constructor(options?: NameOption) {
    makeHandle(this, 'Lock', LOCK_CELLS, options)
  }

  acquire(blocking = true, timeout = -1): boolean {
    return take(this[HANDLE], lockTimeout(blocking, timeout))
  }

  release(): void {
    if (!give(this[HANDLE])) throw new RuntimeError('release unlocked lock')
  }

  locked(): boolean {
    checkpoint()
    return Atomics.load(self().cells, this[HANDLE].at + LOCK.holder) !== 0
  }

  with<T>(body: () => T): T {
    return withLock(this, body)
  }

  hold(): Held {
    return holdLock(this)
  }

  get [CONDITION_LOCK](): ForCondition {
    return {
      isOwned: () => Atomics.load(self().cells, this[HANDLE].at + LOCK.holder) !== 0,
      letGo: () => {
        this.release()
        return 1
      },
      takeBack: () => void take(this[HANDLE], null, false),
    }
  }

  [inspect.custom](): string {
    return showLock('Lock', this[HANDLE])
  }
}

/** Whether this thread holds it. */
const isMine = ({ at }: Handle): boolean => self().cells[at + LOCK.holder] === self().number

export class RLock {
  declare readonly [HANDLE]: Handle

  constructor(options?: NameOption) {
    makeHandle(this, 'RLock', LOCK_CELLS, options)
  }

  acquire(blocking = true, timeout = -1): boolean {
    const seconds = lockTimeout(blocking, timeout)
    const { cells } = self()
    const { at } = this[HANDLE]
    if (!isMine(this[HANDLE]) && !take(this[HANDLE], seconds)) return false
    cells[at + LOCK.depth] = (cells[at + LOCK.depth] as number) + 1
    return true
  }

  release(): void {
    if (!isMine(this[HANDLE])) throw new RuntimeError('cannot release un-acquired lock')
    const { cells } = self()
    const { at } = this[HANDLE]
    const depth = (cells[at + LOCK.depth] as number) - 1
    cells[at + LOCK.depth] = depth
    if (depth === 0) give(this[HANDLE])
  }

  with<T>(body: () => T): T {
    return withLock(this, body)
  }

  hold(): Held {
    return holdLock(this)
  }

  get [CONDITION_LOCK](): ForCondition {
    const depthCell = this[HANDLE].at + LOCK.depth
    return {
      isOwned: () => isMine(this[HANDLE]),
      letGo: () => {
        const { cells } = self()
        const depth = cells[depthCell] as number
        cells[depthCell] = 0
        give(this[HANDLE])
        return depth
      },
      takeBack: (depth) => {
        take(this[HANDLE], null, false)
        self().cells[depthCell] = depth
      },
    }
  }

  [inspect.custom](): string {
    return showLock('RLock', this[HANDLE])
  }
}

function showLock(kind: string, handle: Handle): string {
  const { cells } = self()
  const holder = cells[handle.at + LOCK.holder] as number
  return `<${kind} ${handle.label}: ${holder === 0 ? 'unlocked' : `locked by unit ${holder}`}>`
}

carryByHandle('threading', { Lock, RLock })
