/**
 * The way up: from the rings of all threads, in the order of their times, to the socket.
 *
 * Ring space is given back when the socket has really taken it, so a Lab that stops reading stops the
 * threads that print, and nothing is kept here. The supervisor's own frames (about threads that cannot speak
 * any more, about child processes) are written in between, after all that was said before them.
 */
import type { Socket } from 'node:net'
import { encodeFrame, encodeJson, type FrameType } from '../../../contract/frames'
import { now } from '../clock'
import type { Arena } from '../memory/arena'
import { HEADER } from '../memory/layout'
import { RingReader } from '../ring/reader'

/** After the last data, look once more after this time before going to sleep: a line seldom comes alone. */
const LINGER_MS = 1
/** How often, a millisecond apart, to look again for a thread that is writing when all is to be handed on. */
const CLOSE_TRIES = 50

export class Relay {
  readonly #cells: Int32Array<SharedArrayBuffer>
  readonly #readers = new Set<RingReader>()
  readonly #retired = new Map<RingReader, () => void>()
  readonly #opened = Promise.withResolvers<void>()
  #socket: Socket | null = null
  #timer: NodeJS.Timeout | null = null
  /** Whether a wait for the bell is under way. */
  #isArmed = false
  /** How many calls had been made at the last look. */
  #calls = 0
  #asleep = false
  #busy = false
  #closed = false

  constructor(arena: Arena) {
    this.#cells = arena.cells
    // Nobody needs to ring before there is somewhere to send to.
    Atomics.store(this.#cells, HEADER.bell, 1)
  }

  /** The line is there; what is said waits until the Lab has said welcome. */
  connect(socket: Socket): void {
    this.#socket = socket
    socket.cork()
    this.#sleep()
  }

  /** The Lab has said welcome: from here on what is said is sent. */
  open(): void {
    this.#socket?.uncork()
    this.#opened.resolve()
  }

  /** Resolves when the Lab has said welcome. */
  get opened(): Promise<void> {
    return this.#opened.promise
  }

  add(ring: SharedArrayBuffer): RingReader {
    const reader = new RingReader(ring)
    this.#readers.add(reader)
    return reader
  }

  /** The thread of this ring is gone: calls `done` once all it had said was handed on. */
  retire(reader: RingReader, done: () => void): void {
    reader.orphan()
    this.#retired.set(reader, done)
    this.#turn()
  }

  /** Hands on what has been said up to now, and nothing of what is said later. */
  close(): void {
    this.drain()
    // A thread that stands in the middle of a line holds up what others have said; it is done in a moment.
    const cell = new Int32Array(new SharedArrayBuffer(4))
    for (let tries = 0; this.#busy && tries < CLOSE_TRIES; tries++) {
      Atomics.wait(cell, 0, 0, 1)
      this.drain()
    }
    this.#closed = true
  }

  /** A frame before everything that threads say, even if one has said something already. */
  first(type: FrameType, unit: number, value: unknown, at: number): void {
    this.#socket?.write(encodeJson(type, unit, at, value))
  }

  /** A frame of the supervisor's own, after everything that threads have said so far. */
  send(type: FrameType, unit: number, payload: Uint8Array): void {
    this.drain()
    // A closed relay still carries the supervisor's last words.
    this.#socket?.write(encodeFrame(type, unit, now(), payload))
  }

  sendJson(type: FrameType, unit: number, value: unknown): void {
    this.drain()
    this.#socket?.write(encodeJson(type, unit, now(), value))
  }

  /**
   * Hands everything that threads have said up to now to the socket.
   * @returns whether there was anything
   */
  drain(): boolean {
    const socket = this.#socket
    if (!socket || this.#closed) return false
    this.#busy = false
    // What is said after this moment stays: it may be the consequence of something in a ring already passed.
    const until = now()
    let found = false
    socket.cork()
    for (;;) {
      let first: RingReader | null = null
      let firstTime = Infinity
      let secondTime = Infinity
      for (const reader of this.#readers) {
        if (!reader.hasData) continue
        const time = reader.nextTime
        if (time < firstTime) {
          secondTime = firstTime
          firstTime = time
          first = reader
        } else if (time < secondTime) {
          secondTime = time
        }
      }
      if (!first || firstTime > until) break
      const slices = first.claim(this.#readers.size === 1 ? Infinity : until, secondTime)
      if (slices.length === 0) {
        this.#busy = true
        break
      }
      found = true
      this.#hand(socket, first, slices)
    }
    socket.uncork()
    this.#letGo()
    return found
  }

  #letGo(): void {
    for (const [reader, done] of this.#retired) {
      if (reader.hasData) continue
      this.#retired.delete(reader)
      this.#readers.delete(reader)
      done()
    }
  }

  #hand(socket: Socket, reader: RingReader, slices: { bytes: Buffer; end: number }[]): void {
    for (const { bytes, end } of slices) {
      socket.write(bytes, () => {
        reader.free(end)
        // There is room again, so there will be more: go on at once instead of waiting to be woken.
        if (reader.hasData) this.#turn()
      })
    }
  }

  /** One look at the rings; afterwards, sooner or later, sleep. */
  #turn(): void {
    this.#asleep = false
    const found = this.drain()
    if (this.#busy) {
      setImmediate(() => this.#turn())
      return
    }
    // Who calls the broker waits for the answer and will ring again: lingering would only delay the next call.
    const calls = Atomics.load(this.#cells, HEADER.calls)
    const hasCalled = calls !== this.#calls
    this.#calls = calls
    if (hasCalled) this.#sleep()
    else if (this.#timer) return
    else if (found) {
      this.#timer = setTimeout(() => {
        this.#timer = null
        this.#turn()
      }, LINGER_MS)
    } else this.#sleep()
  }

  /** Waits for the bell. Threads ring it only when it says that the supervisor sleeps. */
  #sleep(): void {
    if (this.#asleep) return
    this.#asleep = true
    Atomics.store(this.#cells, HEADER.bell, 0)
    for (const reader of this.#readers) {
      if (reader.hasData) {
        Atomics.store(this.#cells, HEADER.bell, 1)
        this.#asleep = false
        setImmediate(() => this.#turn())
        return
      }
    }
    // The wait of an earlier sleep that nobody has ended yet will do.
    if (this.#isArmed) return
    const news = Atomics.waitAsync(this.#cells, HEADER.bell, 0)
    if (!news.async) {
      setImmediate(() => this.#turn())
      return
    }
    this.#isArmed = true
    void news.value.then(() => {
      this.#isArmed = false
      this.#turn()
    })
  }
}
