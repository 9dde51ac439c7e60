/**
 * The student API of Spindle: Python's `threading`, `multiprocessing`, `queue` and builtins in TypeScript's
 * spelling. All times are seconds, as in Python; all waiting calls really block the calling thread.
 *
 * This file is the API: the agent implements it, the editor completes from it, and students read it.
 */

declare module 'spindle/builtins' {
  /** Prints the values, separated by spaces, and a line end, as one piece. Strings as they are, everything else as `console.log` shows it. */
  export function print(...values: unknown[]): void
  /** Prints with Python's keyword arguments: `end` (default `'\n'`), `sep` (default `' '`), `file` (`'stdout'` or `'stderr'`). */
  export function printWith(
    options: { sep?: string; end?: string; file?: 'stdout' | 'stderr' },
    ...values: unknown[]
  ): void
  /**
   * Prints the prompt and waits until a line is entered for this thread; returns it without its line end.
   * @throws EOFError at the end of the input, and always in a child process (its input is the null device).
   */
  export function input(prompt?: string): string
  /** Blocks this thread for so many seconds of program time (divided by the run's speed). @throws ValueError if negative. */
  export function sleep(seconds: number): void
  /** Seconds on the machine's monotonic clock. Only differences mean something. */
  export function perfCounter(): number
  /**
   * Ends the calling thread by raising SystemExit, as `sys.exit` does. In the main thread of a program the
   * value becomes the exit code (none: 0; a number modulo 256; anything else is printed to stderr and gives 1)
   * once all non-daemon threads have ended. `process.exit(n)` ends the whole process at once, as `os._exit` does.
   */
  export function exit(code?: unknown): never
  /** Arguments of the program, without its name. */
  export const argv: readonly string[]

  export class RuntimeError extends Error {}
  export class ValueError extends Error {}
  export class AssertionError extends Error {}
  export class AttributeError extends Error {}
  export class OSError extends Error {}
  export class BrokenPipeError extends OSError {}
  export class EOFError extends Error {}
  export class OverflowError extends Error {}
  export class SystemExit extends Error {
    readonly code: unknown
  }
  /** Raised in the main thread by Ctrl-C, also out of a wait. */
  export class KeyboardInterrupt extends Error {}
}

declare module 'spindle/threading' {
  export interface ThreadOptions<A extends readonly unknown[] = readonly any[]> {
    /** An exported top-level function of a module of the program; async ones are awaited. */
    target?: ((...args: [...A]) => unknown) | null
    /** Default: `Thread-N (target's name)`. */
    name?: string | null
    /** Copied for the thread (structured clone); locks, queues, values, threads and events stay the same object. */
    args?: A
    /** Default: the flag of the thread that makes it. */
    daemon?: boolean | null
    group?: null
  }

  /** A thread of this process: a real one of the operating system, with JavaScript variables of its own. */
  export class Thread<A extends readonly unknown[] = readonly any[]> {
    constructor(options?: ThreadOptions<A>)
    /**
     * Starts it; returns once it runs. Target, arguments and the fields of a subclass are carried to the new thread.
     * @throws RuntimeError if it was started before, and while the modules of the program are loading
     * @throws TypeError for what cannot be carried; the message names it and says what to write
     */
    start(): void
    /** What the thread does: calls the target. Override it in an exported subclass. */
    run(): unknown
    /** Waits until it has ended, at most `timeout` seconds. @throws RuntimeError before start() and for the current thread. */
    join(timeout?: number | null): void
    isAlive(): boolean
    name: string
    /** A non-zero number unique among live threads; null before start(). */
    readonly ident: number | null
    /**
     * The operating system's thread id (on Linux what `ps -L` calls LWP); null before start() and where the system
     * gives none. That of the main thread is not the PID: the first thread of a process is Spindle's supervisor.
     */
    readonly nativeId: number | null
    /** May be set before start() only. @throws RuntimeError afterwards. */
    daemon: boolean
  }

  export function currentThread(): Thread
  export function mainThread(): Thread
  /** All threads that are alive, the main thread first. */
  export function enumerate(): Thread[]
  export function activeCount(): number
  export function getIdent(): number
  export function getNativeId(): number

  /** What a held lock gives for `using held = lock.hold()`. */
  export interface Held {
    [Symbol.dispose](): void
  }

  export class Lock {
    constructor(options?: { name?: string })
    /** True when acquired. @throws ValueError for a timeout without blocking, or a negative one. */
    acquire(blocking?: boolean, timeout?: number): boolean
    /** Any thread may release it. @throws RuntimeError if it is not held. */
    release(): void
    locked(): boolean
    /** Acquires, calls, releases whatever happens: Python's `with lock:`. */
    with<T>(body: () => T): T
    hold(): Held
  }
  /** Owned by a thread, which may acquire it again and must release it as often. */
  export class RLock {
    constructor(options?: { name?: string })
    acquire(blocking?: boolean, timeout?: number): boolean
    /** @throws RuntimeError by a thread that does not own it. */
    release(): void
    with<T>(body: () => T): T
    hold(): Held
  }
  export class Semaphore {
    /** @throws ValueError if value < 0. */
    constructor(value?: number, options?: { name?: string })
    acquire(blocking?: boolean, timeout?: number): boolean
    release(n?: number): void
    with<T>(body: () => T): T
    hold(): Held
  }
  /** @throws ValueError when released above its initial value. */
  export class BoundedSemaphore extends Semaphore {}
  export class Event {
    constructor(options?: { name?: string })
    isSet(): boolean
    set(): void
    clear(): void
    /** True when set, false when the timeout passed. */
    wait(timeout?: number | null): boolean
  }
  export class Condition {
    constructor(lock?: Lock | RLock | null, options?: { name?: string })
    acquire(blocking?: boolean, timeout?: number): boolean
    release(): void
    /** False when the timeout passed. @throws RuntimeError if the lock is not held. */
    wait(timeout?: number | null): boolean
    waitFor<T>(predicate: () => T, timeout?: number | null): T
    notify(n?: number): void
    notifyAll(): void
    with<T>(body: () => T): T
    hold(): Held
  }
  export class Barrier {
    /** `action` is an exported function that one of the threads calls per round. */
    constructor(parties: number, action?: (() => unknown) | null, timeout?: number | null)
    /** @throws BrokenBarrierError */
    wait(timeout?: number | null): number
    reset(): void
    abort(): void
    readonly parties: number
    readonly nWaiting: number
    readonly broken: boolean
  }
  export class BrokenBarrierError extends Error {}
  /** A thread that calls its function once, after `interval` seconds. */
  export class Timer extends Thread {
    constructor(interval: number, target: (...args: any[]) => unknown, args?: readonly unknown[])
    cancel(): void
  }

  export interface ExceptHookArgs {
    readonly excType: Function
    readonly excValue: unknown
    readonly thread: Thread
  }
  /**
   * What happens with an error nobody catches in a thread; default (null): `Exception in thread NAME:` and the stack
   * on stderr, nothing for SystemExit. Each thread has its own hook: set it at the top level of the program to hold
   * in all of them.
   */
  export function setExceptHook(hook: ((args: ExceptHookArgs) => void) | null): void
}

declare module 'spindle/queue' {
  /** A queue between the threads of one process. Items are copied on the way (structured clone); functions and objects of exported classes arrive as such. */
  export class Queue<T = unknown> {
    /** 0: no limit. */
    constructor(maxsize?: number, options?: { name?: string })
    /** @throws Full */
    put(item: T, block?: boolean, timeout?: number | null): void
    putNowait(item: T): void
    /** @throws Empty */
    get(block?: boolean, timeout?: number | null): T
    getNowait(): T
    qsize(): number
    empty(): boolean
    full(): boolean
    /** @throws ValueError when called more often than there were items. */
    taskDone(): void
    /** Waits until taskDone() was called for every item. */
    join(): void
  }
  export class LifoQueue<T = unknown> extends Queue<T> {}
  /** Smallest item first: numbers, strings, or arrays of them compared item by item. */
  export class PriorityQueue<T = unknown> extends Queue<T> {}
  /** No limit, no join. */
  export class SimpleQueue<T = unknown> {
    put(item: T): void
    get(block?: boolean, timeout?: number | null): T
    getNowait(): T
    qsize(): number
    empty(): boolean
  }
  export class Empty extends Error {}
  export class Full extends Error {}
}

declare module 'spindle/multiprocessing' {
  import type { Held, ThreadOptions } from 'spindle/threading'

  /** A process of the operating system, with a PID and memory of its own. */
  export class Process<A extends readonly unknown[] = readonly any[]> {
    /** As Thread's; default name `Process-N`. Arguments are copied into the other process. */
    constructor(options?: ThreadOptions<A>)
    /**
     * Starts it; returns once it has a PID, before it runs anything.
     * @throws AssertionError if it was started before, or by a daemonic process
     * @throws RuntimeError while the modules of the program are loading
     * @throws TypeError for what cannot be carried; the message names it and says what to write
     */
    start(): void
    run(): unknown
    /** @throws AssertionError before start(). */
    join(timeout?: number | null): void
    isAlive(): boolean
    /** Sends SIGTERM and returns at once; exitCode is known after join(). */
    terminate(): void
    /** Sends SIGKILL. */
    kill(): void
    /** @throws ValueError while it runs. */
    close(): void
    name: string
    daemon: boolean
    readonly pid: number | null
    readonly ident: number | null
    /** null while it runs; −N after death by signal N. */
    readonly exitCode: number | null
  }

  export interface ParentProcess {
    readonly name: string
    readonly pid: number
    isAlive(): boolean
  }
  export function currentProcess(): Process
  /** null in the program's first process. */
  export function parentProcess(): ParentProcess | null
  /** Live children of this process. Reaps those that have ended. */
  export function activeChildren(): Process[]
  export function cpuCount(): number

  export class Lock {
    acquire(block?: boolean, timeout?: number | null): boolean
    /** @throws ValueError if it is not held. */
    release(): void
    with<T>(body: () => T): T
    hold(): Held
  }
  export class RLock extends Lock {}
  export class Semaphore extends Lock {
    constructor(value?: number)
    getValue(): number
  }
  export class BoundedSemaphore extends Semaphore {}
  export class Event {
    isSet(): boolean
    set(): void
    clear(): void
    wait(timeout?: number | null): boolean
  }
  export class Condition {
    constructor(lock?: Lock | RLock | null)
    acquire(block?: boolean, timeout?: number | null): boolean
    release(): void
    wait(timeout?: number | null): boolean
    waitFor<T>(predicate: () => T, timeout?: number | null): T
    notify(n?: number): void
    notifyAll(): void
    with<T>(body: () => T): T
  }
  export class Barrier {
    constructor(parties: number, action?: (() => unknown) | null, timeout?: number | null)
    wait(timeout?: number | null): number
    reset(): void
    abort(): void
    readonly parties: number
    readonly nWaiting: number
    readonly broken: boolean
  }

  /**
   * A queue between processes. Full and Empty are those of spindle/queue. A process that has put more than a pipe
   * holds (64 KiB) does not exit until somebody has read it. @throws ValueError for an item of more than 8 MB
   */
  export class Queue<T = unknown> {
    constructor(maxsize?: number)
    put(item: T, block?: boolean, timeout?: number | null): void
    putNowait(item: T): void
    get(block?: boolean, timeout?: number | null): T
    getNowait(): T
    qsize(): number
    empty(): boolean
    full(): boolean
    /** @throws ValueError for put and get afterwards. */
    close(): void
  }
  export class JoinableQueue<T = unknown> extends Queue<T> {
    taskDone(): void
    join(): void
  }
  export class SimpleQueue<T = unknown> {
    put(item: T): void
    get(): T
    empty(): boolean
    close(): void
  }

  export class Connection {
    /** @throws BrokenPipeError when nobody is left to receive; OSError in the wrong direction or after close(). */
    send(value: unknown): void
    /** @throws EOFError when everything was received and nobody is left to send. */
    recv(): any
    poll(timeout?: number | null): boolean
    close(): void
    readonly closed: boolean
    readonly readable: boolean
    readonly writable: boolean
  }
  /** Two ends of a pipe; with `duplex` false the first only receives and the second only sends. */
  export function Pipe(duplex?: boolean): [Connection, Connection]

  /** C types by letter: `i` 32-bit integer, `d` double, `b` byte, `q` 64-bit integer (as a number). */
  export type TypeCode = 'i' | 'd' | 'b' | 'q'
  /** A number in memory that processes really share. `value = value + 1` is not atomic: hold getLock(). */
  export class Value {
    constructor(type: TypeCode, value?: number)
    value: number
    getLock(): RLock
  }
  /** Numbers in memory that processes really share. */
  export class Array {
    constructor(type: TypeCode, sizeOrValues: number | readonly number[])
    readonly length: number
    get(index: number): number
    set(index: number, value: number): void
    slice(from?: number, to?: number): number[]
    getLock(): RLock
    [Symbol.iterator](): IterableIterator<number>
  }
}

declare module 'spindle/signal' {
  export type SignalName = 'SIGINT' | 'SIGTERM'
  /** Called in the main thread, at its next call of Spindle's API or at once out of a wait, which then goes on. */
  export type SignalHandler = 'default' | 'ignore' | ((signal: SignalName) => unknown)

  /** Ctrl-C. */
  export const SIGINT: 'SIGINT'
  /** What `terminate()` of a process sends. */
  export const SIGTERM: 'SIGTERM'

  /**
   * Says what becomes of a signal to this process. `default`: SIGTERM ends it at once, without `finally`; SIGINT
   * (Ctrl-C) raises KeyboardInterrupt in the main thread. Child processes begin with the default.
   * `process.on('SIGTERM', …)` in the main thread works as well.
   * @returns what was set before
   * @throws ValueError outside of the main thread, and for any other signal
   */
  export function signal(name: SignalName, handler: SignalHandler): SignalHandler
}
