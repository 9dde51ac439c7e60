/**
 * Appends to a run's record file. Bytes are queued and written in order by one write at a time; the queue
 * has a mark above which whoever feeds it must stop (`onFull`) until it has gone down (`onDrained`), so a
 * slow disk slows the units and never fills the memory.
 *
 * Flush policy: a write begins as soon as the one before is done, with no delay, so that after a kill of
 * the host only what stood in the queue is missing. The system is told to put it on the disk every SYNC_MS
 * while there is something new, and at the end: that is what a power cut may cost.
 */
import { open, type FileHandle } from 'node:fs/promises'
import type { Clock } from '../clock'
import { recordHead } from './block'

/** Queue lengths at which feeding stops and goes on again. */
export const FULL_BYTES = 8 * 1024 * 1024
export const DRAINED_BYTES = 2 * 1024 * 1024
/** Longest time that written bytes stay in the system's memory only. */
export const SYNC_MS = 1_000
/** One gathering write takes at most so many pieces (IOV_MAX is 1024 on Linux and macOS). */
const PIECES = 512

export interface WriterEvents {
  onFull(): void
  onDrained(): void
  /** The record cannot be written further (disk full …). Told once; what is appended later is dropped. */
  onError(error: NodeJS.ErrnoException): void
}

/** What is needed of a file; a `FileHandle` has it. */
export type RecordSink = Pick<FileHandle, 'writev' | 'datasync' | 'close'>

interface Waiter {
  readonly offset: number
  readonly done: () => void
}

export class RecordWriter {
  readonly #file: RecordSink
  #events: WriterEvents | null = null
  readonly #clock: Clock
  #queue: Buffer[] = []
  #offset = 0
  #written = 0
  #writing = false
  #full = false
  #failed = false
  #waiters: Waiter[] = []
  #syncTimer: (() => void) | null = null
  #syncing: Promise<void> = Promise.resolve()

  /** Writes the record's head to a file that is empty. */
  constructor(file: RecordSink, clock: Clock) {
    this.#file = file
    this.#clock = clock
    this.append(recordHead())
  }

  /** Creates the file; it must not be there. */
  static async create(path: string, clock: Clock): Promise<RecordWriter> {
    const file = await open(path, 'ax+', 0o600)
    return new RecordWriter(file, clock)
  }

  /** Whom to tell; before anything of size is appended. */
  listen(events: WriterEvents): void {
    this.#events = events
  }

  /** Length of the record with everything appended so far. */
  get offset(): number {
    return this.#offset
  }

  get pendingBytes(): number {
    return this.#offset - this.#written
  }

  get isFull(): boolean {
    return this.#full
  }

  append(bytes: Buffer): void {
    if (this.#failed) return
    this.#offset += bytes.length
    this.#queue.push(bytes)
    if (!this.#full && this.pendingBytes > FULL_BYTES) {
      this.#full = true
      this.#events?.onFull()
    }
    if (!this.#writing) void this.#writeOn()
  }

  /** Resolves when everything below `offset` can be read from the file (or never will be, after an error). */
  written(offset: number): Promise<void> {
    if (this.#written >= offset || this.#failed) return Promise.resolve()
    return new Promise((done) => this.#waiters.push({ offset, done }))
  }

  /** Writes what is left, has it put on the disk, and closes the file. */
  async close(): Promise<void> {
    await this.written(this.#offset)
    this.#syncTimer?.()
    this.#syncTimer = null
    await this.#syncing
    if (!this.#failed) await this.#file.datasync().catch((error) => this.#fail(error))
    await this.#file.close()
  }

  async #writeOn(): Promise<void> {
    this.#writing = true
    // A turn of the loop gathers what one poll brought in.
    await new Promise(setImmediate)
    try {
      while (this.#queue.length > 0) {
        const pieces = this.#queue.length > PIECES ? this.#queue.splice(0, PIECES) : this.#queue
        if (pieces === this.#queue) this.#queue = []
        await this.#writeAll(pieces)
      }
      this.#syncTimer ??= this.#clock.after(SYNC_MS, () => {
        this.#syncTimer = null
        if (!this.#failed) this.#syncing = this.#file.datasync().catch((error) => this.#fail(error))
      })
    } catch (error) {
      this.#fail(error as NodeJS.ErrnoException)
    } finally {
      this.#writing = false
    }
  }

  async #writeAll(pieces: Buffer[]): Promise<void> {
    let rest = pieces
    while (rest.length > 0) {
      const { bytesWritten } = await this.#file.writev(rest)
      this.#written += bytesWritten
      rest = after(rest, bytesWritten)
      this.#tell()
    }
  }

  #tell(): void {
    if (this.#waiters.length > 0) {
      const ready = this.#waiters.filter(({ offset }) => offset <= this.#written)
      this.#waiters = this.#waiters.filter(({ offset }) => offset > this.#written)
      for (const { done } of ready) done()
    }
    if (this.#full && this.pendingBytes < DRAINED_BYTES) {
      this.#full = false
      this.#events?.onDrained()
    }
  }

  #fail(error: NodeJS.ErrnoException): void {
    if (this.#failed) return
    this.#failed = true
    this.#queue = []
    this.#written = this.#offset
    for (const { done } of this.#waiters.splice(0)) done()
    this.#events?.onError(error)
    if (this.#full) {
      this.#full = false
      this.#events?.onDrained()
    }
  }
}

/** What is left of `pieces` after their first `count` bytes: a write may take fewer than it was given. */
function after(pieces: Buffer[], count: number): Buffer[] {
  let left = count
  let index = 0
  for (const piece of pieces) {
    if (left < piece.length) break
    left -= piece.length
    index += 1
  }
  const rest = pieces.slice(index)
  if (left > 0 && rest[0]) rest[0] = rest[0].subarray(left)
  return rest
}

/** Reads up to `length` bytes at `offset`, fewer at the end of the file. */
export async function readAt(file: FileHandle, offset: number, length: number): Promise<Buffer> {
  const bytes = Buffer.allocUnsafe(length)
  let filled = 0
  while (filled < length) {
    const { bytesRead } = await file.read(bytes, filled, length - filled, offset + filled)
    if (bytesRead === 0) break
    filled += bytesRead
  }
  return bytes.subarray(0, filled)
}
