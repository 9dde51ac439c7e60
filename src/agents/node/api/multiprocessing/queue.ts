/** Queue, JoinableQueue and SimpleQueue between processes (semantics Q06–Q12). */
import { callBroker } from '../../thread/broker'
import { pack, unpack } from '../../thread/carry'
import { Empty, Full, OSError, ValueError } from '../errors'
import { checkSeconds } from '../timeout'
import {
  SHARED,
  carryShared,
  check,
  create,
  makeBrokered,
  rememberQueued,
  timeoutNs,
  waitingOn,
  type Brokered,
} from './brokered'

/** Largest item that fits into one frame. */
const MAX_ITEM_BYTES = 8 * 1024 * 1024 - 4096
const noBuffers = [] as const

interface QueueShared extends Brokered {
  readonly maxsize: number
}

/** Queues that this thread has closed. */
const CLOSED = Symbol('spindle.closed')
interface Closable {
  [CLOSED]?: boolean
}

/** Packs what goes through a queue or pipe. @throws ValueError when it is too large */
export function packItem(item: unknown): Uint8Array {
  const { bytes } = pack(item, 'process-queue', 'the item')
  if (bytes.length > MAX_ITEM_BYTES) {
    throw new ValueError(
      `an item of ${bytes.length} bytes is too large: at most ${MAX_ITEM_BYTES} go through at once`,
    )
  }
  return bytes
}

export const unpackItem = (bytes: Uint8Array): unknown => unpack({ bytes, buffers: noBuffers })

function putItem(queue: Brokered, item: unknown, limit: number | null): void {
  const bytes = packItem(item)
  rememberQueued()
  const call = { op: 'put', object: queue.object, timeoutNs: timeoutNs(limit) } as const
  check(callBroker(call, waitingOn('queue', queue, limit, 'put'), bytes), { full: () => new Full() })
}

function getItem(queue: Brokered, limit: number | null): unknown {
  const call = { op: 'get', object: queue.object, timeoutNs: timeoutNs(limit) } as const
  const { bytes } = check(callBroker(call, waitingOn('queue', queue, limit, 'get')), {
    empty: () => new Empty(),
  })
  return unpackItem(bytes)
}

const sizeOf = (queue: Brokered): number =>
  Number(check(callBroker({ op: 'look', object: queue.object }), {}).json['size'])

function limit(block: boolean, timeout: number | null | undefined): number | null {
  if (!block) return 0
  const seconds = checkSeconds(timeout)
  return seconds === null ? null : Math.max(0, seconds)
}

export class Queue<T = unknown> {
  declare readonly [SHARED]: QueueShared;
  declare [CLOSED]?: boolean

  constructor(maxsize = 0) {
    const room = Math.max(0, Math.trunc(Number(maxsize)))
    makeBrokered(this, this.constructor.name, (label) => ({
      ...create({ kind: 'queue', maxsize: room, label }),
      maxsize: room,
    }))
  }

  put(item: T, block = true, timeout?: number | null): void {
    checkOpen(this)
    putItem(this[SHARED], item, limit(block, timeout))
  }

  putNowait(item: T): void {
    this.put(item, false)
  }

  get(block = true, timeout?: number | null): T {
    checkOpen(this)
    return getItem(this[SHARED], limit(block, timeout)) as T
  }

  getNowait(): T {
    return this.get(false)
  }

  qsize(): number {
    return sizeOf(this[SHARED])
  }

  empty(): boolean {
    return this.qsize() === 0
  }

  full(): boolean {
    const { maxsize } = this[SHARED]
    return maxsize > 0 && this.qsize() >= maxsize
  }

  close(): void {
    this[CLOSED] = true
  }
}

function checkOpen(
  queue: Closable & { readonly [SHARED]: Brokered; readonly constructor: { readonly name: string } },
): void {
  if (queue[CLOSED])
    throw new ValueError(`Queue <${queue.constructor.name} ${queue[SHARED].label}> is closed`)
}

export class JoinableQueue<T = unknown> extends Queue<T> {
  taskDone(): void {
    check(callBroker({ op: 'taskDone', object: this[SHARED].object }), {
      'too-many-done': () => new ValueError('task_done() called too many times'),
    })
  }

  join(): void {
    const waiting = waitingOn('queue', this[SHARED], null, 'join')
    check(callBroker({ op: 'join', object: this[SHARED].object }, waiting), {})
  }
}

export class SimpleQueue<T = unknown> {
  declare readonly [SHARED]: QueueShared;
  declare [CLOSED]?: boolean

  constructor() {
    makeBrokered(this, 'SimpleQueue', (label) => ({
      ...create({ kind: 'queue', maxsize: 0, label }),
      maxsize: 0,
    }))
  }

  put(item: T): void {
    if (this[CLOSED]) throw new OSError('handle is closed')
    putItem(this[SHARED], item, null)
  }

  get(): T {
    if (this[CLOSED]) throw new OSError('handle is closed')
    return getItem(this[SHARED], null) as T
  }

  empty(): boolean {
    return sizeOf(this[SHARED]) === 0
  }

  close(): void {
    this[CLOSED] = true
  }
}

carryShared({ Queue, JoinableQueue, SimpleQueue })
