/** Lock, RLock, Semaphore and BoundedSemaphore between processes (semantics L19–L21). */
import type { WaitingState } from '../../../../contract/unit'
import { callBroker } from '../../thread/broker'
import { AssertionError, OSError, ValueError } from '../errors'
import { holdLock, withLock, type Held } from '../held'
import {
  SHARED,
  carryShared,
  check,
  create,
  limitFrom,
  makeBrokered,
  timeoutNs,
  waitingOn,
  type Brokered,
} from './brokered'

const releasedTooOften = (): Error => new ValueError('semaphore or lock released too many times')
const notMine = (): Error => new AssertionError('attempt to release recursive lock not owned by thread')

/** release() of everything that has one; `recursive`: of what only its owner may release. */
export function release({ object }: Brokered, recursive: boolean): void {
  const refusal = recursive ? notMine : releasedTooOften
  check(callBroker({ op: 'release', object }), { 'not-held': refusal, 'not-owner': refusal, bound: refusal })
}

/** acquire() of everything that has one. */
export function acquire(
  shared: Brokered,
  state: WaitingState,
  block: boolean,
  timeout: number | null | undefined,
): boolean {
  const limit = limitFrom(block, timeout)
  const call = { op: 'acquire', object: shared.object, timeoutNs: timeoutNs(limit) } as const
  return check(callBroker(call, waitingOn(state, shared, limit)), {}).json['acquired'] === true
}

abstract class Acquirable {
  declare readonly [SHARED]: Brokered

  acquire(block = true, timeout?: number | null): boolean {
    return acquire(this[SHARED], 'lock', block, timeout)
  }

  release(): void {
    release(this[SHARED], false)
  }

  with<T>(body: () => T): T {
    return withLock(this, body)
  }

  hold(): Held {
    return holdLock(this)
  }
}

export class Lock extends Acquirable {
  constructor() {
    super()
    makeBrokered(this, this.constructor.name, (label) => create({ kind: this.kind, label }))
  }

  protected get kind(): 'lock' | 'rlock' {
    return 'lock'
  }
}

export class RLock extends Lock {
  protected override get kind(): 'lock' | 'rlock' {
    return 'rlock'
  }

  override release(): void {
    release(this[SHARED], true)
  }
}

export class Semaphore extends Acquirable {
  constructor(value = 1) {
    super()
    if (value < 0) throw new OSError('[Errno 22] Invalid argument')
    const bound = this instanceof BoundedSemaphore ? { bound: value } : {}
    makeBrokered(this, this.constructor.name, (label) =>
      create({ kind: 'semaphore', value, label, ...bound }),
    )
  }

  override acquire(block = true, timeout?: number | null): boolean {
    return acquire(this[SHARED], 'semaphore', block, timeout)
  }

  getValue(): number {
    return Number(check(callBroker({ op: 'look', object: this[SHARED].object }), {}).json['value'])
  }
}

export class BoundedSemaphore extends Semaphore {}

carryShared({ Lock, RLock, Semaphore, BoundedSemaphore })
