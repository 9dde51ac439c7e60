/**
 * The names of Node that programs meet most, for the editor's check. Not all of Node: its whole declarations
 * are five times as large as the language's own library and would make the first check four times as slow.
 * Modules of Node can be imported; what they export is not checked.
 */

interface Console {
  /** Prints the values to stdout, separated by spaces. In Spindle `print` does the same. */
  log(...values: unknown[]): void
  info(...values: unknown[]): void
  debug(...values: unknown[]): void
  /** Prints the values to stderr. */
  warn(...values: unknown[]): void
  /** Prints the values to stderr. */
  error(...values: unknown[]): void
  /** Prints a list of objects as a table. */
  table(rows: unknown, columns?: readonly string[]): void
  /** Starts a clock with a label; `timeEnd` prints what it shows. */
  time(label?: string): void
  timeEnd(label?: string): void
  timeLog(label?: string, ...values: unknown[]): void
  /** Prints how often it was called with this label. */
  count(label?: string): void
  countReset(label?: string): void
  group(...values: unknown[]): void
  groupEnd(): void
  /** Prints to stderr where it was called. */
  trace(...values: unknown[]): void
  assert(condition?: boolean, ...values: unknown[]): void
  dir(value: unknown, options?: object): void
}
declare var console: Console

interface MemoryUsage {
  /** Memory of the whole process, in bytes. */
  rss: number
  heapTotal: number
  heapUsed: number
  external: number
  arrayBuffers: number
}

interface ProgramProcess {
  /** The PID, the same in every thread of the process. */
  readonly pid: number
  /** The PID of the process that started this one. */
  readonly ppid: number
  readonly argv: string[]
  readonly env: Record<string, string | undefined>
  readonly platform: 'linux' | 'darwin' | 'win32' | (string & {})
  readonly arch: string
  readonly version: string
  readonly versions: Record<string, string>
  exitCode: number | string | null | undefined
  /** Ends the whole process at once, as `os._exit` does in Python. */
  exit(code?: number | string | null): never
  cwd(): string
  /** Seconds since the process began. */
  uptime(): number
  memoryUsage(): MemoryUsage
  /** CPU time used so far, in microseconds. */
  cpuUsage(): { user: number; system: number }
  hrtime: {
    (time?: [number, number]): [number, number]
    /** The monotonic clock in nanoseconds. */
    bigint(): bigint
  }
  nextTick(callback: (...args: any[]) => void, ...args: any[]): void
  /** Sends a signal to a process. */
  kill(pid: number, signal?: string | number): true
  on(event: string, listener: (...args: any[]) => void): this
  once(event: string, listener: (...args: any[]) => void): this
  off(event: string, listener: (...args: any[]) => void): this
  readonly stdout: { write(text: string | Uint8Array): boolean }
  readonly stderr: { write(text: string | Uint8Array): boolean }
  readonly stdin: any
}
declare var process: ProgramProcess

interface Timer {
  ref(): this
  unref(): this
  hasRef(): boolean
  [Symbol.toPrimitive](): number
  [Symbol.dispose](): void
}
/** Calls `callback` once after so many milliseconds, when the event loop of this thread is free. */
declare function setTimeout<A extends any[]>(callback: (...args: A) => void, ms?: number, ...args: A): Timer
declare function clearTimeout(timer: Timer | number | string | null | undefined): void
/** Calls `callback` again and again, every so many milliseconds. */
declare function setInterval<A extends any[]>(callback: (...args: A) => void, ms?: number, ...args: A): Timer
declare function clearInterval(timer: Timer | number | string | null | undefined): void
declare function setImmediate<A extends any[]>(callback: (...args: A) => void, ...args: A): Timer
declare function clearImmediate(timer: Timer | null | undefined): void
declare function queueMicrotask(callback: () => void): void
/** A deep copy, as arguments of threads are copied. */
declare function structuredClone<T>(value: T, options?: { transfer?: any[] }): T

declare var performance: {
  /** Milliseconds since the thread began. */
  now(): number
  readonly timeOrigin: number
}

interface AbortSignal {
  readonly aborted: boolean
  readonly reason: any
  throwIfAborted(): void
  addEventListener(type: 'abort', listener: () => void, options?: { once?: boolean }): void
  removeEventListener(type: 'abort', listener: () => void): void
}
declare var AbortSignal: {
  abort(reason?: any): AbortSignal
  timeout(ms: number): AbortSignal
  any(signals: Iterable<AbortSignal>): AbortSignal
}
interface AbortController {
  readonly signal: AbortSignal
  abort(reason?: any): void
}
declare var AbortController: { new (): AbortController }

interface TextEncoder {
  encode(text?: string): Uint8Array
}
declare var TextEncoder: { new (): TextEncoder }
interface TextDecoder {
  decode(bytes?: ArrayBuffer | SharedArrayBuffer | ArrayBufferView): string
}
declare var TextDecoder: { new (encoding?: string, options?: { fatal?: boolean }): TextDecoder }

interface Buffer extends Uint8Array {
  toString(encoding?: string): string
}
declare var Buffer: {
  from(value: string, encoding?: string): Buffer
  from(value: ArrayBuffer | SharedArrayBuffer | ArrayLike<number> | Iterable<number>): Buffer
  alloc(bytes: number, fill?: string | number): Buffer
  concat(list: readonly Uint8Array[]): Buffer
  byteLength(value: string): number
}

declare var URL: any
declare var URLSearchParams: any
declare var crypto: {
  randomUUID(): string
  getRandomValues<T extends ArrayBufferView>(array: T): T
  readonly subtle: any
}
declare function fetch(resource: any, options?: any): Promise<any>

interface ImportMeta {
  readonly url: string
  readonly filename: string
  readonly dirname: string
  resolve(specifier: string): string
}

declare module 'node:*'
declare module 'assert'
declare module 'child_process'
declare module 'crypto'
declare module 'events'
declare module 'fs'
declare module 'fs/promises'
declare module 'module'
declare module 'os'
declare module 'path'
declare module 'perf_hooks'
declare module 'process'
declare module 'readline'
declare module 'stream'
declare module 'timers/promises'
declare module 'url'
declare module 'util'
declare module 'worker_threads'
