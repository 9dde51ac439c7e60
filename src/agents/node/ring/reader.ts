/** The supervisor's end of a thread's ring. See layout.ts for who owns what. */
import { frameBytes } from '../../../contract/frames'
import { RING, RING_BYTES, RING_HEADER_BYTES } from './layout'

/** How often to try for the lock before coming back later: its holder may have been put off the core. */
const TRIES = 200

/** Bytes handed to the socket, and where reading is once the socket has taken them. */
export interface Slice {
  readonly bytes: Buffer
  readonly end: number
}

export class RingReader {
  readonly #ring: Int32Array<SharedArrayBuffer>
  readonly #bytes: Buffer
  readonly #words: Uint32Array
  readonly #doubles: Float64Array
  /** The writer is gone and may have died with the lock. */
  #orphaned = false

  constructor(ring: SharedArrayBuffer) {
    this.#ring = new Int32Array(ring, 0, RING_HEADER_BYTES / 4)
    this.#bytes = Buffer.from(ring, RING_HEADER_BYTES, RING_BYTES)
    this.#words = new Uint32Array(ring, RING_HEADER_BYTES, RING_BYTES / 4)
    this.#doubles = new Float64Array(ring, RING_HEADER_BYTES, RING_BYTES / 8)
  }

  /** To be called when the thread has ended: nobody writes any more. */
  orphan(): void {
    this.#orphaned = true
  }

  /** The thread's id in the system, once it has booted and where it can be found out. */
  get thread(): number | null {
    return Atomics.load(this.#ring, RING.thread) || null
  }

  get hasData(): boolean {
    return Atomics.load(this.#ring, RING.write) !== (this.#ring[RING.claim] as number)
  }

  /** All that was claimed has left. */
  get isEmpty(): boolean {
    return Atomics.load(this.#ring, RING.write) === Atomics.load(this.#ring, RING.read)
  }

  /** Time of the next frame. Only when there are data. */
  get nextTime(): number {
    const claim = this.#start()
    return this.#doubles[(claim >> 3) + 1] as number
  }

  /** Where the next frame begins: after the last one of a lap, that is at 0. */
  #start(): number {
    const claim = this.#ring[RING.claim] as number
    const write = Atomics.load(this.#ring, RING.write)
    return write < claim && claim === (this.#ring[RING.wrap] as number) ? 0 : claim
  }

  /**
   * Claims the frames up to the time `until` and before `other`, the next frame of another ring.
   * Empty when the writer is just busy at the tail: come back later.
   */
  claim(until: number, before = Infinity): Slice[] {
    if (!this.#lock()) return []
    try {
      return this.#claimUpTo(Math.min(until, before))
    } finally {
      Atomics.store(this.#ring, RING.lock, 0)
    }
  }

  #claimUpTo(until: number): Slice[] {
    const slices: Slice[] = []
    const write = Atomics.load(this.#ring, RING.write)
    let at = this.#start()
    if (write < at) {
      const wrap = this.#ring[RING.wrap] as number
      const end = until === Infinity ? wrap : this.#walk(at, wrap, until)
      if (end > at) slices.push({ bytes: this.#bytes.subarray(at, end), end })
      at = end
      if (end === wrap) at = 0
      else {
        Atomics.store(this.#ring, RING.claim, at)
        return slices
      }
    }
    const end = until === Infinity ? write : this.#walk(at, write, until)
    if (end > at) slices.push({ bytes: this.#bytes.subarray(at, end), end })
    // Nothing claimed after a wrap: stay at the end of the lap, so that claim ≠ write holds there too.
    if (end > 0 || at > 0) Atomics.store(this.#ring, RING.claim, end)
    else if (slices.length > 0) Atomics.store(this.#ring, RING.claim, this.#ring[RING.wrap] as number)
    return slices
  }

  /** End of the last frame from `at` whose time is not after `until`. */
  #walk(at: number, end: number, until: number): number {
    while (at < end && (this.#doubles[(at >> 3) + 1] as number) <= until) {
      at += frameBytes((this.#words[at >> 2] as number) >>> 8)
    }
    return at
  }

  /** The socket has taken everything up to `end`. */
  free(end: number): void {
    Atomics.store(this.#ring, RING.read, end)
    Atomics.add(this.#ring, RING.freed, 1)
    if (Atomics.load(this.#ring, RING.starved) === 1) Atomics.notify(this.#ring, RING.freed)
  }

  #lock(): boolean {
    if (this.#orphaned) return true
    for (let i = 0; i < TRIES; i++) {
      if (Atomics.compareExchange(this.#ring, RING.lock, 0, 1) === 0) return true
    }
    return false
  }
}
