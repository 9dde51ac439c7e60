/**
 * Items of a thread queue in shared memory: a list of nodes, each with the bytes of one item, behind a mutex
 * that only guards the list. Waiting is done on two bells (there is an item, there is room).
 */
import { BELL_CELLS } from '../../memory/layout'
import type { Bytes } from '../../memory/arena'
import { self } from '../../thread/self'

export const QUEUE = {
  mutex: 0,
  first: 1,
  last: 2,
  size: 3,
  maxsize: 4,
  unfinished: 5,
  filled: 6,
  emptied: 6 + BELL_CELLS,
  allDone: 6 + 2 * BELL_CELLS,
} as const
export const QUEUE_CELLS = QUEUE.allDone + BELL_CELLS

/** from: number of the unit that put it. */
const NODE = { next: 0, at: 1, length: 2, from: 3 } as const
const NODE_CELLS = 4

/** How the queue gives its items back; decides which one the next get() finds. */
export type Order = 'first-in' | 'last-in' | ((a: Uint8Array, b: Uint8Array) => boolean)

export interface Item {
  readonly bytes: Uint8Array
  readonly from: number
  /** Items left behind it. */
  readonly left: number
}

const locked = <T>(queue: number, section: () => T): T =>
  self().arena.critical.locked(queue + QUEUE.mutex, section)

/** Puts an item in, unless the queue is full. */
export function tryPut(queue: number, bytes: Uint8Array, order: Order): boolean {
  const { arena, cells, number } = self()
  if (isFull(queue)) return false
  const { at, length } = arena.store(bytes)
  const node = arena.allocCells(NODE_CELLS)
  cells[node + NODE.at] = at
  cells[node + NODE.length] = length
  cells[node + NODE.from] = number
  let isIn = false
  try {
    locked(queue, () => {
      if (isFull(queue)) return
      // Throws for items that cannot be compared, before anything is changed.
      link(queue, node, bytes, order)
      cells[queue + QUEUE.size] = (cells[queue + QUEUE.size] as number) + 1
      cells[queue + QUEUE.unfinished] = (cells[queue + QUEUE.unfinished] as number) + 1
      isIn = true
    })
  } finally {
    if (!isIn) {
      arena.free({ at, length })
      arena.freeCells(node, NODE_CELLS)
    }
  }
  return isIn
}

function link(queue: number, node: number, bytes: Uint8Array, order: Order): void {
  const { cells } = self()
  const first = cells[queue + QUEUE.first] as number
  if (order === 'last-in') {
    cells[node + NODE.next] = first
    cells[queue + QUEUE.first] = node
  } else if (order === 'first-in') {
    const last = cells[queue + QUEUE.last] as number
    if (first === 0) cells[queue + QUEUE.first] = node
    else cells[last + NODE.next] = node
    cells[queue + QUEUE.last] = node
  } else {
    // Behind all that come before it or are equal to it.
    let before = queue + QUEUE.first - NODE.next
    for (;;) {
      const next = cells[before + NODE.next] as number
      if (next === 0 || order(bytes, self().arena.load(bytesOf(next)))) break
      before = next
    }
    cells[node + NODE.next] = cells[before + NODE.next] as number
    cells[before + NODE.next] = node
  }
}

function bytesOf(node: number): Bytes {
  const { cells } = self()
  return { at: cells[node + NODE.at] as number, length: cells[node + NODE.length] as number }
}

/** Takes the next item out, or null when there is none. */
export function tryGet(queue: number): Item | null {
  const { arena, cells } = self()
  if (cells[queue + QUEUE.size] === 0) return null
  const taken = locked(queue, () => {
    const node = cells[queue + QUEUE.first] as number
    if (node === 0) return null
    cells[queue + QUEUE.first] = cells[node + NODE.next] as number
    const left = (cells[queue + QUEUE.size] as number) - 1
    cells[queue + QUEUE.size] = left
    return { node, left }
  })
  if (!taken) return null
  const { node, left } = taken
  const place = bytesOf(node)
  const item = { bytes: arena.load(place), from: cells[node + NODE.from] as number, left }
  arena.free(place)
  arena.freeCells(node, NODE_CELLS)
  return item
}

export const sizeOf = (queue: number): number => Atomics.load(self().cells, queue + QUEUE.size)

export function isFull(queue: number): boolean {
  const maxsize = self().cells[queue + QUEUE.maxsize] as number
  return maxsize > 0 && sizeOf(queue) >= maxsize
}

/** @returns how many tasks are unfinished now, or −1 when there was none (nothing is changed then) */
export function finishTask(queue: number): number {
  const { cells } = self()
  return locked(queue, () => {
    const left = (cells[queue + QUEUE.unfinished] as number) - 1
    if (left >= 0) cells[queue + QUEUE.unfinished] = left
    return left
  })
}
