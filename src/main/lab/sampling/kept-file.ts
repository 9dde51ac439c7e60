/**
 * A small file of /proc that is read again and again: kept open, read into one buffer. That is half the cost
 * of opening it each time. When descriptors run out it is opened for each reading instead.
 */
import { closeSync, openSync, readSync } from 'node:fs'

/** `stat` has at most a few hundred bytes; all kept files share the buffer, reading is synchronous. */
const buffer = Buffer.allocUnsafe(4096)

export class KeptFile {
  readonly #path: string
  #fd: number | null = null

  constructor(path: string) {
    this.#path = path
  }

  /** `null`: whatever it told of is gone. */
  read(): string | null {
    try {
      this.#fd ??= openSync(this.#path, 'r')
      return buffer.toString('latin1', 0, readSync(this.#fd, buffer, 0, buffer.length, 0))
    } catch {
      this.close()
      return null
    }
  }

  close(): void {
    if (this.#fd === null) return
    const fd = this.#fd
    this.#fd = null
    closeSync(fd)
  }
}
