/** `spindle/queue`: queues between the threads of one process (semantics Q01–Q05). */
import { FRAME } from '../../../../contract/frames'
import type { Wait } from '../../../../contract/unit'
import { ring } from '../../memory/bell'
import { pack, unpack } from '../../thread/carry'
import { checkpoint } from '../../thread/mail'
import { self } from '../../thread/self'
import { isTold, waitFor, type Waiting } from '../../thread/wait'
import { Empty, Full, ValueError } from '../errors'
import {
  HANDLE,
  carryByHandle,
  makeHandle,
  objectName,
  type Handle,
  type NameOption,
} from '../threading/sync'
import { limitOf } from '../threading/thread'
import { checkSeconds } from '../timeout'
import { isSmaller } from './compare'
import { LinkBudget } from './link-budget'
import {
  QUEUE,
  QUEUE_CELLS,
  finishTask,
  isFull,
  sizeOf,
  tryGet,
  tryPut,
  type Item,
  type Order,
} from './store'

export { Empty, Full } from '../errors'

const noBuffers = [] as const
const budget = new LinkBudget()

/** How long put() and get() may wait: 0 not at all, null for ever (semantics Q02). */
function waitLimit(block: boolean, timeout: number | null | undefined): number | null {
  if (!block) return 0
  const limit = checkSeconds(timeout)
  if (limit !== null && limit < 0) throw new ValueError("'timeout' must be a non-negative number")
  return limit
}

const waitingOn = (handle: Handle, side: Wait['side'], limit: number | null): Waiting => ({
  state: 'queue',
  describe: () => ({ label: handle.label, object: objectName('queue', handle), side, ...limitOf(limit) }),
})

function putItem(handle: Handle, item: unknown, order: Order, limit: number | null): void {
  const { cells, writer } = self()
  const { bytes } = pack(item, 'thread-queue', 'the item')
  checkpoint()
  writer.seal()
  const put = (): boolean => tryPut(handle.at, bytes, order)
  if (!put()) {
    const waiting = waitingOn(handle, 'put', limit)
    if (limit === 0 || !waitFor(handle.at + QUEUE.emptied, put, { timeout: limit, waiting })) throw new Full()
  }
  ring(cells, handle.at + QUEUE.filled, 1)
}

function getItem(handle: Handle, limit: number | null): unknown {
  const { cells, writer } = self()
  checkpoint()
  writer.seal()
  let item = tryGet(handle.at)
  let waited = false
  if (!item && limit !== 0) {
    const waiting = waitingOn(handle, 'get', limit)
    const get = (): boolean => {
      item = tryGet(handle.at)
      if (item) waited = isTold(waiting)
      return item !== null
    }
    waitFor(handle.at + QUEUE.filled, get, { timeout: limit, waiting })
  }
  if (!item) throw new Empty()
  ring(cells, handle.at + QUEUE.emptied, 1)
  drawLink(handle, item, waited)
  return unpack({ bytes: item.bytes, buffers: noBuffers })
}

/** An arrow on the timeline. A message that was waited for has always one; floods are thinned out. */
function drawLink({ label }: Handle, { from, left }: Item, waited: boolean): void {
  const { writer, number } = self()
  if (from === number || !(waited || budget.allows())) return
  writer.json(FRAME.link, from, { kind: 'message', to: number, label, size: left })
}

const priority: Order = (a, b) =>
  isSmaller(unpack({ bytes: a, buffers: noBuffers }), unpack({ bytes: b, buffers: noBuffers }))
const ORDER = Symbol('spindle.order')

export class Queue<T = unknown> {
  declare readonly [HANDLE]: Handle

  constructor(maxsize = 0, options?: NameOption) {
    makeHandle(this, this.constructor.name, QUEUE_CELLS, options, (at) => {
      self().cells[at + QUEUE.maxsize] = Math.max(0, Math.trunc(Number(maxsize)))
    })
  }

  get [ORDER](): Order {
    return 'first-in'
  }

  put(item: T, block = true, timeout?: number | null): void {
    putItem(this[HANDLE], item, this[ORDER], waitLimit(block, timeout))
  }

  putNowait(item: T): void {
    this.put(item, false)
  }

  get(block = true, timeout?: number | null): T {
    return getItem(this[HANDLE], waitLimit(block, timeout)) as T
  }

  getNowait(): T {
    return this.get(false)
  }

  qsize(): number {
    checkpoint()
    return sizeOf(this[HANDLE].at)
  }

  empty(): boolean {
    return this.qsize() === 0
  }

  full(): boolean {
    checkpoint()
    return isFull(this[HANDLE].at)
  }

  taskDone(): void {
    const { cells, writer } = self()
    writer.seal()
    const left = finishTask(this[HANDLE].at)
    if (left < 0) throw new ValueError('task_done() called too many times')
    if (left === 0) ring(cells, this[HANDLE].at + QUEUE.allDone)
  }

  join(): void {
    const { cells } = self()
    const { at } = this[HANDLE]
    waitFor(at + QUEUE.allDone, () => Atomics.load(cells, at + QUEUE.unfinished) === 0, {
      timeout: null,
      waiting: waitingOn(this[HANDLE], 'join', null),
    })
  }
}

export class LifoQueue<T = unknown> extends Queue<T> {
  override get [ORDER](): Order {
    return 'last-in'
  }
}

export class PriorityQueue<T = unknown> extends Queue<T> {
  override get [ORDER](): Order {
    return priority
  }
}

export class SimpleQueue<T = unknown> {
  declare readonly [HANDLE]: Handle

  constructor() {
    makeHandle(this, 'SimpleQueue', QUEUE_CELLS, undefined)
  }

  put(item: T): void {
    putItem(this[HANDLE], item, 'first-in', null)
  }

  get(block = true, timeout?: number | null): T {
    return getItem(this[HANDLE], waitLimit(block, timeout)) as T
  }

  getNowait(): T {
    return this.get(false)
  }

  qsize(): number {
    checkpoint()
    return sizeOf(this[HANDLE].at)
  }

  empty(): boolean {
    return this.qsize() === 0
  }
}

carryByHandle('queue', { Queue, LifoQueue, PriorityQueue, SimpleQueue })
