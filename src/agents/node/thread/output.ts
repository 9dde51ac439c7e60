/**
 * Standard output and error of a thread: every way in which a program prints ends in the thread's ring, at
 * once and in order, so that nothing that was printed is lost when the thread ends in whatever way.
 */
import { Console } from 'node:console'
import { Writable } from 'node:stream'
import { FRAME } from '../../../contract/frames'
import { self } from './self'

export type OutputName = 'stdout' | 'stderr'
const TYPES = { stdout: FRAME.out, stderr: FRAME.err } as const

export function write(name: OutputName, text: string): void {
  const { writer, number } = self()
  writer.text(TYPES[name], number, text)
}

/** What `process.stdout` and `process.stderr` are: written to synchronously, never full. */
class RingStream extends Writable {
  readonly fd: number
  readonly isTTY = false
  readonly #name: OutputName

  constructor(name: OutputName) {
    super({ decodeStrings: false })
    this.#name = name
    this.fd = name === 'stdout' ? 1 : 2
  }

  override _write(chunk: string | Uint8Array, encoding: BufferEncoding, done: () => void): void {
    if (typeof chunk !== 'string') {
      const { writer, number } = self()
      writer.raw(TYPES[this.#name], number, chunk)
    } else if (encoding === 'utf8' || encoding === 'utf-8') write(this.#name, chunk)
    else this._write(Buffer.from(chunk, encoding), encoding, () => undefined)
    done()
  }

  override _destroy(_error: Error | null, done: () => void): void {
    // As Node's own: standard output cannot be closed.
    done()
  }
}

/** Puts our streams under `process.stdout`, `process.stderr` and the global console. */
export function installOutput(): void {
  const stdout = new RingStream('stdout')
  const stderr = new RingStream('stderr')
  Object.defineProperty(process, 'stdout', { configurable: true, enumerable: true, get: () => stdout })
  Object.defineProperty(process, 'stderr', { configurable: true, enumerable: true, get: () => stderr })
  const ours = new Console({ stdout, stderr })
  const target = console as unknown as Record<string, unknown>
  for (const [name, method] of Object.entries(ours)) {
    if (typeof method === 'function') target[name] = method
  }
  shortenTheWay(ours)
}

/** One string outside of any group is by far the most common: it goes straight to the ring (0.5× of Node's own console). */
function shortenTheWay(ours: Console): void {
  let groups = 0
  const open =
    (method: (...labels: unknown[]) => void) =>
    (...labels: unknown[]) => {
      groups += 1
      method(...labels)
    }
  console.group = open(ours.group)
  console.groupCollapsed = open(ours.groupCollapsed)
  console.groupEnd = () => {
    if (groups > 0) groups -= 1
    ours.groupEnd()
  }
  const short =
    (name: OutputName, method: (...values: unknown[]) => void) =>
    (...values: unknown[]) => {
      if (groups === 0 && values.length === 1 && typeof values[0] === 'string') write(name, `${values[0]}\n`)
      else method(...values)
    }
  console.log = short('stdout', ours.log)
  console.info = short('stdout', ours.info)
  console.debug = short('stdout', ours.debug)
  console.error = short('stderr', ours.error)
  console.warn = short('stderr', ours.warn)
}
