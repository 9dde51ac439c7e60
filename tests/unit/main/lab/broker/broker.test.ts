import { beforeEach, describe, expect, test } from 'vitest'
import type { BrokerCall } from '../../../../../src/contract/broker'
import { NS_PER_S } from '../../../../../src/contract/time'
import { Broker } from '../../../../../src/main/lab/broker/broker'
import type { Clock } from '../../../../../src/main/lab/clock'

/** A clock that stands until the test lets time pass. */
class HandClock implements Clock {
  #now = 0
  #timers: { at: number; callback: () => void }[] = []
  now = (): number => this.#now
  wall = (): number => 0
  after(ms: number, callback: () => void): () => void {
    const timer = { at: this.#now + ms * 1e6, callback }
    this.#timers.push(timer)
    return () => (this.#timers = this.#timers.filter((other) => other !== timer))
  }
  pass(seconds: number): void {
    this.#now += seconds * NS_PER_S
    const due = this.#timers.filter((timer) => timer.at <= this.#now)
    this.#timers = this.#timers.filter((timer) => timer.at > this.#now)
    for (const timer of due) timer.callback()
  }
}

let clock: HandClock
let broker: Broker
let links: string[]
let heard: string[]

beforeEach(() => {
  clock = new HandClock()
  links = []
  heard = []
  broker = new Broker({
    clock,
    onLink: (kind, from, to, label) => links.push(`${kind} ${from}→${to} ${label}`),
  })
})

type Ask = BrokerCall extends infer C ? (C extends { id: number } ? Omit<C, 'id'> : never) : never

/** Calls as unit 1 of the process with this key; answers are noted in `heard` in the order in which they come. */
function ask(key: string, call: Ask, item = ''): Record<string, unknown> | null {
  let got: Record<string, unknown> | null = null
  const taken = broker.call(
    { key, unit: 1, id: key },
    { id: 1, ...call },
    Buffer.from(item),
    (json, bytes) => {
      got = { ...json, ...(bytes ? { item: Buffer.from(bytes).toString() } : {}) }
      heard.push(`${key}: ${JSON.stringify(got)}`)
    },
  )
  expect(taken).toBe(true)
  return got
}
const make = (call: Omit<Extract<Ask, { op: 'create' }>, 'op'>, key = 'root'): string =>
  ask(key, { op: 'create', ...call })!.object as string

describe('locks', () => {
  test('are given to waiters in the order in which they came, as hand-overs', () => {
    const object = make({ kind: 'lock', label: 'ledger' })
    heard = []
    ask('a', { op: 'acquire', object })
    ask('b', { op: 'acquire', object })
    ask('c', { op: 'acquire', object })
    expect(broker.holderOf(`mp:${object}`)).toBe('a')
    ask('a', { op: 'release', object })
    ask('b', { op: 'release', object })
    expect(heard).toEqual([
      'a: {"acquired":true}',
      'b: {"acquired":true}',
      'a: {}',
      'c: {"acquired":true}',
      'b: {}',
    ])
    expect(links).toEqual(['handover a→b ledger', 'handover b→c ledger'])
  })

  test('time out, and a late release goes to nobody', () => {
    const object = make({ kind: 'lock' })
    ask('a', { op: 'acquire', object })
    expect(ask('b', { op: 'acquire', object, timeoutNs: 0 })).toEqual({ acquired: false })
    expect(ask('b', { op: 'acquire', object, timeoutNs: NS_PER_S })).toBeNull()
    clock.pass(1)
    expect(heard.at(-1)).toBe('b: {"acquired":false}')
    ask('a', { op: 'release', object })
    expect(ask('c', { op: 'acquire', object, timeoutNs: 0 })).toEqual({ acquired: true })
  })

  test('held by a process that died stay held (L20)', () => {
    const object = make({ kind: 'lock' })
    ask('a', { op: 'acquire', object })
    broker.processGone('a')
    expect(ask('b', { op: 'acquire', object, timeoutNs: 0 })).toEqual({ acquired: false })
  })

  test('are not given to a waiter that died', () => {
    const object = make({ kind: 'lock' })
    ask('a', { op: 'acquire', object })
    ask('b', { op: 'acquire', object })
    ask('c', { op: 'acquire', object })
    broker.processGone('b')
    ask('a', { op: 'release', object })
    expect(broker.holderOf(object)).toBe('c')
  })

  test('of the recursive kind are released as often as acquired, by their owner only', () => {
    const object = make({ kind: 'rlock' })
    expect(ask('a', { op: 'release', object })).toEqual({ error: 'not-held' })
    ask('a', { op: 'acquire', object })
    ask('a', { op: 'acquire', object })
    expect(ask('b', { op: 'release', object })).toEqual({ error: 'not-owner' })
    ask('a', { op: 'release', object })
    expect(ask('b', { op: 'acquire', object, timeoutNs: 0 })).toEqual({ acquired: false })
    ask('a', { op: 'release', object })
    expect(ask('b', { op: 'acquire', object, timeoutNs: 0 })).toEqual({ acquired: true })
  })
})

test('a bounded semaphore refuses to go above its bound, a plain one does not (L09)', () => {
  const bounded = make({ kind: 'semaphore', value: 1, bound: 1 })
  const plain = make({ kind: 'semaphore', value: 1 })
  expect(ask('a', { op: 'release', object: bounded })).toEqual({ error: 'bound' })
  expect(ask('a', { op: 'release', object: plain, n: 2 })).toEqual({})
  expect(ask('a', { op: 'look', object: plain })).toEqual({ kind: 'semaphore', value: 3, waiting: 0 })
})

test('a condition wakes as many as were notified, each only once the lock is free (L13)', () => {
  const object = make({ kind: 'condition' })
  expect(ask('a', { op: 'wait', object })).toEqual({ error: 'not-held' })
  for (const key of ['a', 'b', 'c']) {
    ask(key, { op: 'acquire', object })
    ask(key, { op: 'wait', object })
  }
  ask('n', { op: 'acquire', object })
  heard = []
  ask('n', { op: 'notify', object, n: 2 })
  expect(heard).toEqual(['n: {}'])
  ask('n', { op: 'release', object })
  expect(heard).toEqual(['n: {}', 'a: {"notified":true}', 'n: {}'])
  ask('a', { op: 'release', object })
  expect(heard).toContain('b: {"notified":true}')
  ask('b', { op: 'release', object })
  expect(heard.join()).not.toContain('c: {"notified"')
})

test('a condition that times out takes the lock back before it answers', () => {
  const object = make({ kind: 'condition' })
  ask('a', { op: 'acquire', object })
  ask('a', { op: 'wait', object, timeoutNs: NS_PER_S })
  ask('b', { op: 'acquire', object })
  heard = []
  clock.pass(1)
  expect(heard).toEqual([])
  ask('b', { op: 'release', object })
  expect(heard).toEqual(['a: {"notified":false}', 'b: {}'])
})

test('an event lets all waiters go and stays set until it is cleared', () => {
  const object = make({ kind: 'event' })
  ask('a', { op: 'wait', object })
  ask('b', { op: 'wait', object, timeoutNs: NS_PER_S })
  clock.pass(2)
  expect(heard.at(-1)).toBe('b: {"isSet":false}')
  ask('c', { op: 'set', object })
  expect(heard).toContain('a: {"isSet":true}')
  expect(ask('b', { op: 'wait', object })).toEqual({ isSet: true })
  ask('c', { op: 'clear', object })
  expect(ask('b', { op: 'wait', object, timeoutNs: 0 })).toEqual({ isSet: false })
})

test('a barrier holds the others until the last arriver has run the action', () => {
  const object = make({ kind: 'barrier', parties: 3, action: true })
  heard = []
  ask('a', { op: 'wait', object })
  ask('b', { op: 'wait', object })
  ask('c', { op: 'wait', object })
  expect(heard).toEqual(['c: {"index":2,"last":true}'])
  ask('c', { op: 'release', object })
  expect(heard).toContain('a: {"index":0,"last":false}')
  expect(heard).toContain('b: {"index":1,"last":false}')
})

test('a barrier breaks for all when one times out, until it is reset (L15)', () => {
  const object = make({ kind: 'barrier', parties: 3 })
  ask('a', { op: 'wait', object, timeoutNs: NS_PER_S })
  ask('b', { op: 'wait', object })
  heard = []
  clock.pass(1)
  expect(heard).toEqual(['a: {"error":"broken"}', 'b: {"error":"broken"}'])
  expect(ask('c', { op: 'wait', object })).toEqual({ error: 'broken' })
  ask('c', { op: 'reset', object })
  expect(ask('c', { op: 'look', object })).toMatchObject({ broken: false })
})

describe('queues', () => {
  test('block when full and when empty, and tell who sent to whom', () => {
    const object = make({ kind: 'queue', maxsize: 1, label: 'orders' })
    heard = []
    ask('p', { op: 'put', object }, 'one')
    expect(ask('p', { op: 'put', object, timeoutNs: 0 }, 'x')).toEqual({ error: 'full' })
    ask('p', { op: 'put', object }, 'two')
    expect(ask('c', { op: 'get', object })).toEqual({ item: 'one' })
    expect(heard.at(-1)).toBe('p: {}')
    expect(ask('c', { op: 'get', object })).toEqual({ item: 'two' })
    expect(ask('c', { op: 'get', object, timeoutNs: 0 })).toEqual({ error: 'empty' })
    expect(ask('c', { op: 'get', object })).toBeNull()
    ask('p', { op: 'put', object }, 'three')
    expect(heard).toContain('c: {"item":"three"}')
    expect(links).toEqual(Array(3).fill('message p→c orders'))
  })

  test('an item is not lost on a reader that died while it waited', () => {
    const object = make({ kind: 'queue' })
    ask('c', { op: 'get', object })
    broker.processGone('c')
    ask('p', { op: 'put', object }, 'kept')
    expect(ask('d', { op: 'get', object })).toEqual({ item: 'kept' })
  })

  test('a process that put a lot is not flushed before somebody reads (Q10)', () => {
    const object = make({ kind: 'queue' })
    ask('p', { op: 'put', object }, 'x'.repeat(1_000_000))
    expect(ask('p', { op: 'flush' })).toBeNull()
    ask('root', { op: 'get', object })
    expect(heard.at(-1)).toBe('p: {}')
  })

  test('join waits for as many taskDone as there were items, one more is refused', () => {
    const object = make({ kind: 'queue' })
    ask('p', { op: 'put', object }, 'x')
    expect(ask('p', { op: 'join', object })).toBeNull()
    ask('c', { op: 'taskDone', object })
    expect(heard.slice(-2)).toEqual(['p: {}', 'c: {}'])
    expect(ask('c', { op: 'taskDone', object })).toEqual({ error: 'too-many-done' })
  })
})

describe('pipes', () => {
  test('end only when every copy of the other end is closed (Q15, Q16)', () => {
    const { object, peer } = ask('root', { op: 'create', kind: 'pipe' }) as Record<string, string>
    ask('root', { op: 'hold', object: peer!, for: 'child' })
    ask('child', { op: 'put', object: peer! }, 'hello')
    expect(ask('root', { op: 'get', object: object! })).toEqual({ item: 'hello' })
    broker.processGone('child')
    expect(ask('root', { op: 'poll', object: object!, timeoutNs: 0 })).toEqual({ ready: false })
    ask('root', { op: 'close', object: peer! })
    expect(ask('root', { op: 'poll', object: object!, timeoutNs: 0 })).toEqual({ ready: true })
    expect(ask('root', { op: 'get', object: object! })).toEqual({ error: 'eof' })
    expect(ask('root', { op: 'put', object: object! }, 'x')).toEqual({ error: 'broken' })
    expect(ask('root', { op: 'put', object: peer! }, 'x')).toEqual({ error: 'closed' })
  })

  test('of one way refuse the other (Q14)', () => {
    const { object, peer } = ask('root', { op: 'create', kind: 'pipe', duplex: false }) as Record<
      string,
      string
    >
    expect(ask('root', { op: 'put', object: object! }, 'x')).toEqual({ error: 'wrong-way' })
    expect(ask('root', { op: 'get', object: peer! })).toEqual({ error: 'wrong-way' })
  })

  test('let a sender wait when the other end is full', () => {
    const { object, peer } = ask('root', { op: 'create', kind: 'pipe' }) as Record<string, string>
    const big = 'x'.repeat(60_000)
    expect(ask('root', { op: 'put', object: object! }, big)).toEqual({})
    expect(ask('root', { op: 'put', object: object! }, big)).toBeNull()
    ask('root', { op: 'get', object: peer! })
    expect(heard.at(-1)).toBe('root: {}')
  })
})

test('what is no call, no object or no operation of it is refused', () => {
  const object = make({ kind: 'event' })
  expect(ask('a', { op: 'acquire', object })).toEqual({ error: 'wrong-kind' })
  expect(ask('a', { op: 'acquire', object: 'lock-99' })).toEqual({ error: 'no-such-object' })
  expect(
    broker.call({ key: 'a', unit: 1, id: 'a' }, { id: 1, op: 'explode' }, new Uint8Array(), () => undefined),
  ).toBe(false)
})

describe('a call that is given up', () => {
  test('is answered as cancelled, and what it waited for goes to the next', () => {
    const object = make({ kind: 'lock' })
    ask('a', { op: 'acquire', object })
    ask('b', { op: 'acquire', object })
    ask('c', { op: 'acquire', object })
    heard = []
    ask('b', { op: 'cancel' })
    ask('a', { op: 'release', object })
    expect(heard).toEqual(['b: {"error":"cancelled"}', 'b: {}', 'c: {"acquired":true}', 'a: {}'])
  })

  test('is only the one that is meant, when the unit waits in another as well', () => {
    const object = make({ kind: 'event' })
    ask('b', { op: 'wait', object })
    heard = []
    ask('b', { op: 'cancel', call: 2 })
    ask('c', { op: 'cancel' })
    expect(heard).toEqual(['b: {}', 'c: {}'])
    ask('b', { op: 'cancel', call: 1 })
    expect(heard.slice(2)).toEqual(['b: {"error":"cancelled"}', 'b: {}'])
  })

  test('does not take back what was answered before', () => {
    const object = make({ kind: 'lock' })
    ask('a', { op: 'acquire', object })
    ask('a', { op: 'cancel' })
    expect(ask('b', { op: 'acquire', object, timeoutNs: 0 })).toEqual({ acquired: false })
  })

  test('out of a condition has its lock back first', () => {
    const object = make({ kind: 'condition' })
    ask('a', { op: 'acquire', object })
    ask('a', { op: 'wait', object })
    ask('b', { op: 'acquire', object })
    heard = []
    ask('a', { op: 'cancel' })
    // It waits for the lock now, and cannot give that up.
    ask('a', { op: 'cancel' })
    expect(heard).toEqual(['a: {}', 'a: {}'])
    ask('b', { op: 'release', object })
    expect(heard.slice(2)).toEqual(['a: {"error":"cancelled"}', 'b: {}'])
    expect(broker.holderOf(object)).toBe('a')
  })

  test('keeps its time limit from answering a second time', () => {
    const object = make({ kind: 'queue' })
    ask('a', { op: 'get', object, timeoutNs: NS_PER_S })
    heard = []
    ask('a', { op: 'cancel' })
    clock.pass(2)
    expect(heard).toEqual(['a: {"error":"cancelled"}', 'a: {}'])
  })
})
