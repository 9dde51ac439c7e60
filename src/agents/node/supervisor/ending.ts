/**
 * How a process ends (semantics M02–M10, P19–P23): main's code is over, then the threads that are no
 * daemons, then daemonic children are terminated, then all children are waited for, then what was put into
 * queues must be in reach of readers, then the daemon threads are left behind, and the process exits.
 * A child process waits for its children before its threads (P44; CPython, multiprocessing/process.py,
 * BaseProcess._bootstrap).
 */
import type { Socket } from 'node:net'
import { constants } from 'node:os'
import { FRAME } from '../../../contract/frames'
import type { ProgramError } from '../../../contract/unit'
import type { Relay } from './relay'

/**
 * How long to wait until the Lab has read what the system has taken of our last words; it usually takes less
 * than one millisecond. A process that dies by a signal waits no longer in all.
 */
const LAST_WORDS_MS = 400
/** The same for a process that dies by a signal, which should be at once. */
const LAST_GASP_MS = 50
/** How long the wait for readers of queues must last to be told. */
const TELL_FLUSH_MS = 5

export type ExitSignal = 'SIGINT' | 'SIGTERM'

/** How main's code came to its end. */
export interface MainEnd {
  readonly code: number
  readonly signal: ExitSignal | null
  readonly error: ProgramError | null
}

/** Something that must end before the process does, and what to show for it. */
export interface Awaited {
  readonly unit: number
  readonly label: string
}

export interface EndingOptions {
  readonly relay: Relay
  /** Whether this process is a child of a process of the program. */
  readonly isChild: boolean
  readonly socket: Socket
  /** A thread that is no daemon and alive; null when there is none. */
  nextThread(): Awaited | null
  /** A child process that is alive. The first call ends the daemonic ones. */
  nextChild(): Awaited | null
  /** Resolves when what was put into queues is in reach of readers. */
  flushQueues(): Promise<void>
  /** Numbers of threads that are left behind. */
  leftBehind(): readonly number[]
  /** Told at the last moment with the exit code, for the parent. */
  onBye(code: number): void
}

export class Ending {
  readonly #options: EndingOptions
  /** What is waited for, in this order; a stage that is over does not come again. */
  readonly #stages: (() => Awaited | null)[]
  #main: MainEnd | null = null
  #shown: number | null = null
  #flushing = false
  #leaving = false

  constructor(options: EndingOptions) {
    this.#options = options
    const stages = [() => options.nextThread(), () => options.nextChild()]
    this.#stages = options.isChild ? stages.reverse() : stages
  }

  get mainIsOver(): boolean {
    return this.#main !== null
  }

  get isLeaving(): boolean {
    return this.#leaving
  }

  mainEnded(end: MainEnd): void {
    this.#main ??= end
    this.look()
  }

  /** To be called whenever a thread or child of this process has ended. */
  look(): void {
    if (!this.#main || this.#flushing || this.#leaving) return
    for (let stage = this.#stages[0]; stage; stage = this.#stages[0]) {
      const next = stage()
      if (next) return this.#showWait(next)
      this.#stages.shift()
    }
    const main = this.#main
    this.#flushing = true
    const told = setTimeout(() => this.#tellFlush(), TELL_FLUSH_MS)
    void this.#options.flushQueues().then(() => {
      clearTimeout(told)
      this.#leave(main)
    })
  }

  /** Somebody must read a queue before this process may end (semantics Q10). */
  #tellFlush(): void {
    this.#options.relay.sendJson(FRAME.state, 1, { state: 'exit', wait: { side: 'put' } })
  }

  /** Ctrl-C after main's code is over: the threads (or children) that are left are not waited for (M26). */
  interrupted(): void {
    this.#stages.shift()
    this.#options.relay.send(FRAME.err, 1, Buffer.from('KeyboardInterrupt\n'))
    // What is still in the queues is left behind, as in Python.
    if (this.#flushing && this.#main) this.#leave(this.#main)
    else this.look()
  }

  #showWait({ unit, label }: Awaited): void {
    if (this.#shown === unit) return
    this.#shown = unit
    this.#options.relay.sendJson(FRAME.state, 1, { state: 'exit', wait: { unit: String(unit), label } })
  }

  #leave(main: MainEnd): void {
    if (this.#leaving) return
    this.#leaving = true
    const { relay, leftBehind } = this.#options
    relay.close()
    for (const unit of leftBehind()) relay.sendJson(FRAME.end, unit, { state: 'abandoned' })
    relay.sendJson(FRAME.end, 1, endOfMain(main))
    this.#goodbye(main.code, main.signal)
  }

  /** The process ends now, whoever is still at work: process.exit(), or a signal. */
  abruptly(code: number, signal: ExitSignal | null): void {
    if (this.#main === null) this.#main = { code, signal, error: null }
    this.#leaving = true
    this.#options.relay.close()
    this.#goodbye(code, signal)
  }

  #goodbye(code: number, signal: ExitSignal | null): void {
    const { relay, socket } = this.#options
    const status = signal === null ? code : -constants.signals[signal]
    const { user, system } = process.cpuUsage()
    relay.sendJson(FRAME.bye, 0, { code: status, cpuNs: (user + system) * 1000 })
    const leave = (): void => (signal === null ? process.exit(code) : dieBy(signal))
    // The Lab closes its side when it has read everything: so nobody can see our exit before our output.
    socket.once('close', leave)
    if (signal !== null) setTimeout(leave, LAST_WORDS_MS)
    // Nobody listens to a process that is not welcome yet.
    void relay.opened.then(() => this.#hangUp(status, signal === null ? LAST_WORDS_MS : LAST_GASP_MS, leave))
  }

  #hangUp(status: number, patienceMs: number, leave: () => void): void {
    const { socket, onBye } = this.#options
    // What the system has taken arrives even if we are gone. Until then a Lab that does not read (somebody has
    // stopped it, its disk is slow) holds us up, as any reader of a pipe does; a signal has less patience.
    socket.end(() => {
      onBye(status)
      setTimeout(leave, patienceMs)
    })
  }
}

function endOfMain({ code, signal, error }: MainEnd): object {
  if (error) return { state: 'failed', exitCode: code, error }
  if (signal) return { state: 'terminated', exitCode: -constants.signals[signal], signal }
  return { state: code === 0 ? 'finished' : 'failed', exitCode: code }
}

/** Lets the signal do what it does to a process that has no handler for it. */
export function dieBy(signal: ExitSignal): void {
  process.removeAllListeners(signal)
  process.kill(process.pid, signal)
}
