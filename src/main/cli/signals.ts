/**
 * Signals to us are meant for the program. It runs in a session of its own, so the terminal's keys reach
 * nobody but us: we hand them on to whom the terminal would have given them.
 */
import { constants } from 'node:os'

/** A key of the terminal goes to every process of the foreground; `kill` goes to the one process that was named. */
const HANDED_ON = {
  SIGINT: 'everybody',
  SIGQUIT: 'everybody',
  SIGHUP: 'everybody',
  SIGTERM: 'first',
} as const satisfies Partial<Record<NodeJS.Signals, 'everybody' | 'first'>>

/** A part of `process`, so that tests can hand in another. */
export interface SignalHost {
  on(signal: NodeJS.Signals, listener: () => void): unknown
  off(signal: NodeJS.Signals, listener: () => void): unknown
  kill(pid: number, signal: NodeJS.Signals): unknown
}

export class SignalRelay {
  readonly #host: SignalHost
  readonly #listeners = new Map<NodeJS.Signals, () => void>()
  #pid: number | null = null
  #early: NodeJS.Signals[] = []

  /** Takes the signals over from here on. */
  constructor(host: SignalHost) {
    this.#host = host
    for (const signal of Object.keys(HANDED_ON) as (keyof typeof HANDED_ON)[]) {
      this.#listen(signal, () => this.#handOn(signal))
    }
    // Ctrl-Z stops the program and then us; the shell's `fg` wakes us, and we wake the program.
    this.#listen('SIGTSTP', () => {
      this.#send('SIGSTOP', 'everybody')
      this.#host.kill(process.pid, 'SIGSTOP')
    })
    this.#listen('SIGCONT', () => this.#send('SIGCONT', 'everybody'))
  }

  /** The run's first process is known; it leads the group of the others. */
  started(pid: number): void {
    this.#pid = pid
    for (const signal of this.#early.splice(0)) this.#handOn(signal)
  }

  close(): void {
    for (const [signal, listener] of this.#listeners) this.#host.off(signal, listener)
    this.#listeners.clear()
  }

  #listen(signal: NodeJS.Signals, listener: () => void): void {
    this.#listeners.set(signal, listener)
    this.#host.on(signal, listener)
  }

  #handOn(signal: NodeJS.Signals): void {
    if (this.#pid === null) this.#early.push(signal)
    else this.#send(signal, HANDED_ON[signal as keyof typeof HANDED_ON])
  }

  #send(signal: NodeJS.Signals, to: 'everybody' | 'first'): void {
    if (this.#pid === null) return
    try {
      this.#host.kill(to === 'everybody' ? -this.#pid : this.#pid, signal)
    } catch {
      // It has ended between the signal and now (ESRCH): there is nobody left to tell.
    }
  }
}

/** `SIGTERM` for 15, `null` for a number that is none. */
export function signalName(number: number): NodeJS.Signals | null {
  const found = Object.entries(constants.signals).find(([, value]) => value === number)
  return found ? (found[0] as NodeJS.Signals) : null
}
