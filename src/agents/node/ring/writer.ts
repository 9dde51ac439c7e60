/** The thread's end of its ring. See layout.ts for who owns what. */
import { FRAME, HEADER_BYTES, frameBytes, type FrameType } from '../../../contract/frames'
import { now } from '../clock'
import { HEADER } from '../memory/layout'
import { RING, RING_BYTES, RING_HEADER_BYTES } from './layout'

/** Text that follows within this time is put into the same frame; its lines share one time. */
const JOIN_NS = 500_000
/** Frames of text grow to about this size. */
const FULL_FRAME_BYTES = 32 * 1024
/** Longest piece of a string written at once, in UTF-16 units: three bytes each at most. */
const PIECE_CHARS = 8 * 1024
/** Longest frame that goes through the ring; longer ones take another way (see outbox.ts). */
export const MAX_RING_PAYLOAD = 64 * 1024

/** A method that Node's buffers have had since their beginning and that its types leave out; twice as fast as write(). */
interface Utf8Buffer extends Uint8Array {
  utf8Write(text: string, offset: number, maxLength: number): number
}

export class RingWriter {
  readonly #ring: Int32Array<SharedArrayBuffer>
  readonly #bytes: Utf8Buffer
  readonly #words: Uint32Array
  readonly #doubles: Float64Array
  /** The arena's cells, for the supervisor's bell. */
  readonly #cells: Int32Array<SharedArrayBuffer>
  /** Last frame of text, if more text may join it. */
  #tailType = 0
  #tailUnit = 0
  #tailAt = 0
  #tailLength = 0
  #tailTime = 0

  constructor(ring: SharedArrayBuffer, cells: Int32Array<SharedArrayBuffer>) {
    this.#ring = new Int32Array(ring, 0, RING_HEADER_BYTES / 4)
    this.#bytes = Buffer.from(ring, RING_HEADER_BYTES, RING_BYTES) as unknown as Utf8Buffer
    this.#words = new Uint32Array(ring, RING_HEADER_BYTES, RING_BYTES / 4)
    this.#doubles = new Float64Array(ring, RING_HEADER_BYTES, RING_BYTES / 8)
    this.#cells = cells
  }

  /** The thread's id in the system, for the supervisor. */
  tellThread(tid: number | null): void {
    Atomics.store(this.#ring, RING.thread, tid ?? 0)
  }

  /**
   * Ends the frame that text is joined to. Called whenever threads meet (a lock, a queue, a join), so that
   * what was printed before the meeting has an earlier time than what others print after it.
   */
  seal(): void {
    this.#tailType = 0
  }

  /** Writes text of a unit, whole, before it returns. */
  text(type: typeof FRAME.out | typeof FRAME.err, unit: number, text: string): void {
    if (text.length <= PIECE_CHARS) return this.#piece(type, unit, text)
    for (let at = 0; at < text.length;) {
      let end = Math.min(at + PIECE_CHARS, text.length)
      // Both halves of a surrogate pair belong into one piece.
      if (end < text.length && (text.charCodeAt(end - 1) & 0xfc00) === 0xd800) end -= 1
      this.#piece(type, unit, text.slice(at, end))
      at = end
    }
  }

  #piece(type: number, unit: number, text: string): void {
    if (text.length === 0) return
    const time = now()
    const worst = text.length * 3
    this.#lock()
    const ring = this.#ring
    const write = ring[RING.write] as number
    if (
      this.#tailType === type &&
      this.#tailUnit === unit &&
      ring[RING.claim] !== write &&
      time - this.#tailTime < JOIN_NS &&
      this.#tailLength + worst < FULL_FRAME_BYTES
    ) {
      const start = this.#tailAt + HEADER_BYTES + this.#tailLength
      if (this.#roomAt(write) > worst + 16) {
        const length = this.#tailLength + this.#bytes.utf8Write(text, start, worst)
        this.#words[this.#tailAt >> 2] = type | (length << 8)
        this.#tailLength = length
        this.#publish(this.#tailAt, length)
        return
      }
    }
    const at = this.#take(frameBytes(worst))
    const length = this.#bytes.utf8Write(text, at + HEADER_BYTES, worst)
    this.#head(at, type, unit, time, length)
    this.#tailType = type
    this.#tailUnit = unit
    this.#tailAt = at
    this.#tailLength = length
    this.#tailTime = time
    this.#publish(at, length)
  }

  /** Writes bytes that a unit printed, whatever they mean. */
  raw(type: typeof FRAME.out | typeof FRAME.err, unit: number, bytes: Uint8Array): void {
    for (let at = 0; at < bytes.length; at += FULL_FRAME_BYTES) {
      this.frame(type, unit, bytes.subarray(at, at + FULL_FRAME_BYTES))
    }
  }

  /** Writes a frame of another kind. `payload` must be no longer than MAX_RING_PAYLOAD. */
  frame(type: FrameType, unit: number, payload: Uint8Array, time: number = now()): void {
    this.seal()
    this.#lock()
    const at = this.#take(frameBytes(payload.length))
    this.#bytes.set(payload, at + HEADER_BYTES)
    this.#head(at, type, unit, time, payload.length)
    this.#publish(at, payload.length)
  }

  json(type: FrameType, unit: number, value: unknown, time?: number): void {
    this.frame(type, unit, Buffer.from(JSON.stringify(value)), time)
  }

  #head(at: number, type: number, unit: number, time: number, length: number): void {
    this.#words[at >> 2] = type | (length << 8)
    this.#words[(at >> 2) + 1] = unit
    this.#doubles[(at >> 3) + 1] = time
  }

  /** Bytes that can be written from `write` on without a break. */
  #roomAt(write: number): number {
    const read = Atomics.load(this.#ring, RING.read)
    return (write >= read ? RING_BYTES : read) - write - 8
  }

  /** A place for `length` bytes; waits for room with the lock released. Returns with the lock held. */
  #take(length: number): number {
    for (;;) {
      const freed = Atomics.load(this.#ring, RING.freed)
      const write = this.#ring[RING.write] as number
      if (this.#roomAt(write) >= length) return write
      const read = Atomics.load(this.#ring, RING.read)
      if (write >= read && read - 8 >= length) {
        Atomics.store(this.#ring, RING.wrap, write)
        return 0
      }
      this.#tailType = 0
      this.#unlock()
      this.#wake()
      Atomics.store(this.#ring, RING.starved, 1)
      if (Atomics.load(this.#ring, RING.freed) === freed) Atomics.wait(this.#ring, RING.freed, freed)
      Atomics.store(this.#ring, RING.starved, 0)
      this.#lock()
    }
  }

  #publish(at: number, length: number): void {
    // Padding is zeroed: the bytes are sent as they lie here.
    const end = at + HEADER_BYTES + length
    const padded = at + frameBytes(length)
    for (let i = end; i < padded; i++) this.#bytes[i] = 0
    Atomics.store(this.#ring, RING.write, padded)
    this.#unlock()
    if (Atomics.load(this.#cells, HEADER.bell) === 0) this.#wake()
  }

  #wake(): void {
    if (Atomics.exchange(this.#cells, HEADER.bell, 1) === 0) Atomics.notify(this.#cells, HEADER.bell)
  }

  /** The supervisor holds the lock for a few loads and stores only, so spinning is right. */
  #lock(): void {
    while (Atomics.compareExchange(this.#ring, RING.lock, 0, 1) !== 0) continue
  }

  #unlock(): void {
    Atomics.store(this.#ring, RING.lock, 0)
  }
}
