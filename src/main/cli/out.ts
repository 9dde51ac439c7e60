/**
 * Our own stdout and stderr:
 *
 *   pieces ──▶ queue (at most HIGH_BYTES, then `write` answers a promise) ──▶ one write at a time
 *
 * One queue for both, so that on one terminal they keep their order. Writing happens off the main thread:
 * Node writes to pipes synchronously, and a reader that is slow would stop the Lab with it.
 */
import { write } from 'node:fs'

/** So much may wait. Whoever writes more is asked to wait, which slows the program that prints. */
const HIGH_BYTES = 256 * 1024
/** A descriptor that others made non-blocking and that is full is tried again after so long. */
const RETRY_MS = 5

export type Descriptor = 1 | 2

export interface OutOptions {
  /** Called once when nobody reads stdout any more. */
  readonly onClosed: () => void
  readonly write?: typeof write
}

interface Segment {
  readonly fd: Descriptor
  readonly parts: Uint8Array[]
  bytes: number
}

export class Out {
  readonly #onClosed: () => void
  readonly #write: typeof write
  readonly #closed = new Set<Descriptor>()
  #segments: Segment[] = []
  #waiting = 0
  #writing = false
  #calm: { promise: Promise<void>; resolve: () => void } | null = null
  #idle: { promise: Promise<void>; resolve: () => void } | null = null

  constructor({ onClosed, write: writeTo = write }: OutOptions) {
    this.#onClosed = onClosed
    this.#write = writeTo
  }

  /** Takes the bytes (copied). Answers a promise when the writer should wait before it gives more. */
  write(fd: Descriptor, bytes: Uint8Array): void | Promise<void> {
    if (bytes.length === 0 || this.#closed.has(fd)) return
    let last = this.#segments.at(-1)
    if (last?.fd !== fd) this.#segments.push((last = { fd, parts: [], bytes: 0 }))
    last.parts.push(Buffer.from(bytes)) // not `slice`, which does not copy a Buffer
    last.bytes += bytes.length
    this.#waiting += bytes.length
    this.#next()
    if (this.#waiting < HIGH_BYTES) return
    this.#calm ??= Promise.withResolvers<void>()
    return this.#calm.promise
  }

  text(fd: Descriptor, text: string): void | Promise<void> {
    return this.write(fd, Buffer.from(text))
  }

  /** Settles when everything has been written, or cannot be. */
  flushed(): Promise<void> {
    if (!this.#writing && this.#segments.length === 0) return Promise.resolve()
    this.#idle ??= Promise.withResolvers<void>()
    return this.#idle.promise
  }

  #next(): void {
    if (this.#writing) return
    const segment = this.#segments.shift()
    if (!segment) {
      this.#idle?.resolve()
      this.#idle = null
      return
    }
    this.#writing = true
    const all = segment.parts.length === 1 ? segment.parts[0] : Buffer.concat(segment.parts)
    this.#writeAll(segment.fd, all ?? new Uint8Array(0), () => {
      this.#writing = false
      this.#waiting -= segment.bytes
      if (this.#waiting < HIGH_BYTES) {
        this.#calm?.resolve()
        this.#calm = null
      }
      this.#next()
    })
  }

  #writeAll(fd: Descriptor, bytes: Uint8Array, done: () => void): void {
    if (bytes.length === 0 || this.#closed.has(fd)) return done()
    this.#write(fd, bytes, (error, written) => {
      if (error?.code === 'EAGAIN') setTimeout(() => this.#writeAll(fd, bytes, done), RETRY_MS)
      else if (error) {
        this.#lose(fd)
        done()
      } else this.#writeAll(fd, bytes.subarray(written), done)
    })
  }

  /** The other end is gone (EPIPE), the disk is full …: nothing more can be said there. */
  #lose(fd: Descriptor): void {
    this.#closed.add(fd)
    if (fd === 1) this.#onClosed()
  }
}
