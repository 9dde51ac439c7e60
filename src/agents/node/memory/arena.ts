/**
 * The memory that the supervisor and all threads of one process share.
 *
 *   cells  a fixed SharedArrayBuffer of 32-bit cells: thread records, locks, bells, queue heads. Fixed because
 *          atomics on a growable buffer cost five times as much; its pages cost nothing until they are touched.
 *   heap   a growable SharedArrayBuffer for bytes: names, queued items, answers.
 *
 * A handle is the index of a cell (or a byte offset into the heap), so handles are plain data. Both halves
 * have a small allocator: power-of-two classes, a free list each, behind one mutex. Whoever is inside a
 * critical section cannot be terminated (see critical.ts), so the lists are never left half-changed.
 */
import { Critical } from './critical'
import { FIRST_FREE_CELL, HEADER } from './layout'

const CELLS_BYTES = 32 * 1024 * 1024
const HEAP_START_BYTES = 64 * 1024
/** Most bytes that names, queued items and answers of one process can take together. */
export const HEAP_MAX_BYTES = 1024 * 1024 * 1024
const SMALLEST_HEAP_BLOCK = 64
const BLOCK_HEADER_BYTES = 8

/** What is handed to a Worker so that it sees the same memory. */
export interface ArenaBuffers {
  readonly cells: SharedArrayBuffer
  readonly heap: SharedArrayBuffer
}

/** Bytes in the heap. `at` is 0 for none. */
export interface Bytes {
  readonly at: number
  readonly length: number
}

/** Memory that nobody has used yet. */
export const createMemory = (): ArenaBuffers => ({
  cells: new SharedArrayBuffer(CELLS_BYTES),
  heap: new SharedArrayBuffer(HEAP_START_BYTES, { maxByteLength: HEAP_MAX_BYTES }),
})

export class OutOfArena extends Error {}

export class Arena {
  readonly buffers: ArenaBuffers
  readonly cells: Int32Array<SharedArrayBuffer>
  readonly doubles: Float64Array<SharedArrayBuffer>
  readonly #bytes: Uint8Array
  readonly #words: Int32Array
  readonly critical: Critical

  private constructor(buffers: ArenaBuffers) {
    this.buffers = buffers
    this.cells = new Int32Array(buffers.cells)
    this.doubles = new Float64Array(buffers.cells)
    // Views without a length follow the buffer as it grows.
    this.#bytes = new Uint8Array(buffers.heap)
    this.#words = new Int32Array(buffers.heap)
    this.critical = new Critical(this.cells)
  }

  /** Makes memory ready for use, once. */
  static create(memory: ArenaBuffers = createMemory()): Arena {
    const arena = new Arena(memory)
    const { cells } = arena
    cells[HEADER.cellTop] = FIRST_FREE_CELL
    cells[HEADER.heapTop] = BLOCK_HEADER_BYTES
    cells[HEADER.nextUnit] = 2
    arena.doubles[HEADER.speed / 2] = 1
    return arena
  }

  static attach(buffers: ArenaBuffers): Arena {
    return new Arena(buffers)
  }

  /** Zeroed cells, aligned to 8 bytes. */
  allocCells(count: number): number {
    const order = orderOf(Math.max(count, 4))
    const at = this.critical.locked(HEADER.allocMutex, () => {
      const list = HEADER.cellLists + order
      const free = this.cells[list] as number
      if (free !== 0) {
        this.cells[list] = this.cells[free] as number
        return free
      }
      const top = this.cells[HEADER.cellTop] as number
      if (top + (1 << order) > this.cells.length) return 0
      this.cells[HEADER.cellTop] = top + (1 << order)
      return top
    })
    if (at === 0) throw new OutOfArena('too many locks, queues and threads in this process')
    this.cells.fill(0, at, at + (1 << order))
    return at
  }

  /** Gives cells back. Nobody may know `at` any more. */
  freeCells(at: number, count: number): void {
    const list = HEADER.cellLists + orderOf(Math.max(count, 4))
    this.critical.locked(HEADER.allocMutex, () => {
      this.cells[at] = this.cells[list] as number
      this.cells[list] = at
    })
  }

  /** Copies `bytes` into the heap. @throws OutOfArena */
  store(bytes: Uint8Array): Bytes {
    if (bytes.length === 0) return { at: 0, length: 0 }
    const order = orderOf(Math.max(bytes.length + BLOCK_HEADER_BYTES, SMALLEST_HEAP_BLOCK))
    const at = this.critical.locked(HEADER.allocMutex, () => this.#takeBlock(order))
    if (at === 0) throw new OutOfArena(`more than ${HEAP_MAX_BYTES} bytes are kept between threads`)
    this.#bytes.set(bytes, at)
    return { at, length: bytes.length }
  }

  #takeBlock(order: number): number {
    const list = HEADER.heapLists + order
    const free = this.cells[list] as number
    if (free !== 0) {
      this.cells[list] = this.#words[free >> 2] as number
      return free
    }
    const top = this.cells[HEADER.heapTop] as number
    const end = top + 2 ** order
    if (end > HEAP_MAX_BYTES) return 0
    if (end > this.buffers.heap.byteLength) {
      this.buffers.heap.grow(Math.min(HEAP_MAX_BYTES, Math.max(end, this.buffers.heap.byteLength * 2)))
    }
    this.cells[HEADER.heapTop] = end
    this.#words[top >> 2] = order
    return top + BLOCK_HEADER_BYTES
  }

  /** A copy of bytes in the heap. */
  load({ at, length }: Bytes): Uint8Array<ArrayBuffer> {
    const copy = new Uint8Array(length)
    if (length > 0) copy.set(this.#bytes.subarray(at, at + length))
    return copy
  }

  free({ at }: Bytes): void {
    if (at === 0) return
    this.critical.locked(HEADER.allocMutex, () => {
      const list = HEADER.heapLists + (this.#words[(at - BLOCK_HEADER_BYTES) >> 2] as number)
      this.#words[at >> 2] = this.cells[list] as number
      this.cells[list] = at
    })
  }

  /** Keeps a text under two cells (place and length), in place of the one that was there. */
  setText(cell: number, text: string): void {
    const { at, length } = this.store(Buffer.from(text))
    const old = this.critical.locked(HEADER.textMutex, () => {
      const before = this.cells[cell] as number
      this.cells[cell] = at
      this.cells[cell + 1] = length
      return before
    })
    this.free({ at: old, length: 0 })
  }

  text(cell: number): string {
    const bytes = this.critical.locked(HEADER.textMutex, () =>
      this.load({ at: this.cells[cell] as number, length: this.cells[cell + 1] as number }),
    )
    return Buffer.from(bytes.buffer).toString()
  }

  /** Adds 1 to a counter and returns the value before. */
  next(counter: number): number {
    return Atomics.add(this.cells, counter, 1)
  }

  /** Divisor of every sleep and time limit. */
  get speed(): number {
    return this.doubles[HEADER.speed / 2] as number
  }

  set speed(value: number) {
    this.doubles[HEADER.speed / 2] = value
  }
}

/** Smallest n with 2 ** n ≥ size. */
const orderOf = (size: number): number => 32 - Math.clz32(size - 1)
