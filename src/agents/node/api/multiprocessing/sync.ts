/** Event, Condition and Barrier between processes. */
import { now } from '../../clock'
import { callBroker } from '../../thread/broker'
import { registerCarrier } from '../../thread/carry'
import { self } from '../../thread/self'
import { AssertionError, BrokenBarrierError, RuntimeError, ValueError } from '../errors'
import { holdLock, withLock, type Held } from '../held'
import { nameClasses } from '../names'
import { checkSeconds } from '../timeout'
import {
  SHARED,
  carryShared,
  check,
  create,
  makeBrokered,
  setShared,
  showByLabel,
  timeoutNs,
  waitingOn,
  type Brokered,
} from './brokered'
import { RLock, acquire, release, type Lock } from './lock'

export class Event {
  declare readonly [SHARED]: Brokered

  constructor() {
    makeBrokered(this, 'Event', (label) => create({ kind: 'event', label }))
  }

  isSet(): boolean {
    return check(callBroker({ op: 'look', object: this[SHARED].object }), {}).json['isSet'] === true
  }

  set(): void {
    check(callBroker({ op: 'set', object: this[SHARED].object }), {})
  }

  clear(): void {
    check(callBroker({ op: 'clear', object: this[SHARED].object }), {})
  }

  wait(timeout?: number | null): boolean {
    const limit = checkSeconds(timeout)
    const call = { op: 'wait', object: this[SHARED].object, timeoutNs: timeoutNs(limit) } as const
    return check(callBroker(call, waitingOn('event', this[SHARED], limit)), {}).json['isSet'] === true
  }
}

const mustAcquire = (): Error => new AssertionError('must acquire() condition before using wait()')
const notOwned = (): Error => new AssertionError('lock is not owned')

interface ConditionShared extends Brokered {
  /** Whether only the owner may release its lock. */
  readonly recursive: boolean
}

export class Condition {
  declare readonly [SHARED]: ConditionShared

  constructor(lock?: Lock | RLock | null) {
    const shares = lock ? { lock: lock[SHARED].object } : {}
    makeBrokered(this, 'Condition', (label) => ({
      ...create({ kind: 'condition', label, ...shares }),
      recursive: !lock || lock instanceof RLock,
    }))
  }

  acquire(block = true, timeout?: number | null): boolean {
    return acquire(this[SHARED], 'lock', block, timeout)
  }

  release(): void {
    release(this[SHARED], this[SHARED].recursive)
  }

  wait(timeout?: number | null): boolean {
    const limit = checkSeconds(timeout)
    const { object } = this[SHARED]
    const call = { op: 'wait', object, timeoutNs: timeoutNs(limit) } as const
    const { json } = check(callBroker(call, waitingOn('condition', this[SHARED], limit)), {
      'not-held': mustAcquire,
      'not-owner': mustAcquire,
    })
    return json['notified'] === true
  }

  waitFor<T>(predicate: () => T, timeout?: number | null): T {
    const limit = checkSeconds(timeout)
    const { speed } = self().arena
    const end = limit === null ? Infinity : now() + (limit * 1e9) / speed
    let result = predicate()
    while (!result) {
      const left = end === Infinity ? null : ((end - now()) / 1e9) * speed
      if (left !== null && left <= 0) break
      this.wait(left)
      result = predicate()
    }
    return result
  }

  notify(n: number | null = 1): void {
    check(callBroker({ op: 'notify', object: this[SHARED].object, n }), {
      'not-held': notOwned,
      'not-owner': notOwned,
    })
  }

  notifyAll(): void {
    this.notify(null)
  }

  with<T>(body: () => T): T {
    return withLock(this, body)
  }

  hold(): Held {
    return holdLock(this)
  }
}

interface BarrierShared extends Brokered {
  readonly parties: number
}

interface Inside {
  readonly action: (() => unknown) | null
  readonly timeout: number | null
}
const INSIDE = Symbol('spindle.barrier')

export class Barrier {
  declare readonly [SHARED]: BarrierShared
  declare readonly [INSIDE]: Inside

  constructor(parties: number, action: (() => unknown) | null = null, timeout: number | null = null) {
    if (parties < 1) throw new ValueError('parties must be > 0')
    makeBrokered(this, 'Barrier', (label) => ({
      ...create({ kind: 'barrier', parties, action: action !== null, label }),
      parties,
    }))
    Object.defineProperty(this, INSIDE, { value: { action, timeout } })
  }

  get parties(): number {
    return this[SHARED].parties
  }

  get nWaiting(): number {
    return Number(check(callBroker({ op: 'look', object: this[SHARED].object }), {}).json['waiting'])
  }

  get broken(): boolean {
    return check(callBroker({ op: 'look', object: this[SHARED].object }), {}).json['broken'] === true
  }

  wait(timeout?: number | null): number {
    const { action, timeout: usual } = this[INSIDE]
    const limit = checkSeconds(timeout === undefined ? usual : timeout)
    const { object } = this[SHARED]
    const call = { op: 'wait', object, timeoutNs: timeoutNs(limit) } as const
    const { json } = check(callBroker(call, waitingOn('barrier', this[SHARED], limit)), {
      broken: () => new BrokenBarrierError(),
    })
    if (json['last'] === true && action) runAction(this[SHARED], action)
    return Number(json['index'])
  }

  reset(): void {
    check(callBroker({ op: 'reset', object: this[SHARED].object }), {})
  }

  abort(): void {
    check(callBroker({ op: 'abort', object: this[SHARED].object }), {})
  }
}

/** The last one to arrive runs the action; the others go on afterwards. */
function runAction({ object }: Brokered, action: () => unknown): void {
  try {
    action()
  } catch (error) {
    callBroker({ op: 'abort', object })
    throw error
  }
  callBroker({ op: 'release', object })
}

interface PackedBarrier extends Inside {
  readonly shared: BarrierShared
}

showByLabel(Barrier.prototype)
registerCarrier(
  {
    kind: 'multiprocessing.Barrier',
    pack(value, trip, walk) {
      if (trip === 'process-queue') {
        throw new RuntimeError('Barrier objects should only be shared between processes through inheritance')
      }
      const { [SHARED]: shared, [INSIDE]: inside } = value as Barrier
      return { shared, timeout: inside.timeout, action: walk(inside.action, 'the action of a Barrier') }
    },
    unpack(data) {
      const { shared, action, timeout } = data as PackedBarrier
      const barrier = Object.create(Barrier.prototype) as Barrier
      setShared(barrier, shared)
      Object.defineProperty(barrier, INSIDE, { value: { action, timeout } })
      return barrier
    },
  },
  Barrier.prototype,
)
carryShared({ Event, Condition })
nameClasses({ Barrier })
