/**
 * Decides when a process of a run is over. Its connection must have ended (so all it printed is here), and
 * how it ended should be known: from the system if it was our child, else from its parent, which waited for
 * it, else from its own `bye`. Whoever does not come to an end by himself is helped, with patience.
 */
import type { Language } from '../../../contract/program'
import type { Ns } from '../../../contract/time'
import type { Clock } from '../clock'
import { isRunning, signalProcess } from '../ending/signals'
import type { HostedProcess } from './hosted-process'
import type { LiveProcess } from './live-process'
import type { ProcessEntry, UnitTable } from './unit-table'

/**
 * How long a process may take to leave after its `bye` or the end of its connection. Node was seen to hang in
 * its exit once in 900 times; its agent's parent knows the exit code from elsewhere, so it can be helped out
 * soon. Python may take its time to take a large heap apart, and its parent would see the signal.
 */
export const LEAVE_MS: Readonly<Record<Language, number>> = { typescript: 2_000, python: 30_000 }
/** How long a living parent's word is waited for after a process is gone; usually it comes within a tenth of a second. */
export const PARENT_MS = 10_000
/**
 * How long its word is waited for when the process has said itself how it ends, and nobody stands in its join: the
 * word says when at the latest the end was there, and the Lab may have seen it later.
 */
export const NOTE_MS = 100
/** How long a child that was started and is told to have ended may take to be heard all the same. */
export const LATE_HELLO_MS = 500
/** How long the child of a dead parent may take to say hello. */
export const ORPHAN_HELLO_MS = 10_000
/** How long a connection may stay open after its process, our child, is gone: somebody else inherited it. */
export const DRAIN_MS = 2_000

export interface DepartureRun {
  readonly clock: Clock
  readonly table: UnitTable
  /** The connected (or formerly connected) half of a process. */
  live(number: number): LiveProcess | undefined
  /** The first process. */
  hosted(): HostedProcess | null
  /** The process is over. */
  gone(entry: ProcessEntry, at: Ns, exitCode: number | null, signal: string | null): void
}

export class Departures {
  readonly #run: DepartureRun
  readonly #timers = new Map<string, () => void>()

  constructor(run: DepartureRun) {
    this.#run = run
  }

  /** The connection of a process has ended. */
  closed(process: LiveProcess): void {
    process.closedAt ??= this.#run.clock.now()
    this.#once(`leave ${process.number}`, LEAVE_MS[process.language], () => this.#helpOut(process))
    this.settle(process.entry)
    // Its children lose the one who would tell how they ended.
    for (const child of this.#run.table.childrenOf(process.entry)) this.settle(child)
  }

  /** The process has said that it leaves. */
  saidBye(process: LiveProcess): void {
    this.#once(`bye ${process.number}`, LEAVE_MS[process.language], () => {
      if (process.closedAt === null) this.#helpOut(process)
    })
  }

  /** The first process has ended, as the system says. */
  hostedExited(): void {
    const first = this.#run.live(1)
    if (first && first.closedAt === null) {
      this.#once('drain', DRAIN_MS, () => first.connection.destroy())
    }
    const entry = this.#run.table.processes.get(1)
    if (entry) this.settle(entry)
  }

  /** Looks whether a process is over now, and when to look again. */
  settle(entry: ProcessEntry): void {
    if (entry.gone) return
    const process = this.#run.live(entry.number)
    if (entry.number === 1) this.#settleFirst(entry, process)
    else if (process) this.#settleConnected(entry, process)
    else this.#settleUnheard(entry)
  }

  close(): void {
    for (const cancel of this.#timers.values()) cancel()
    this.#timers.clear()
  }

  #settleFirst(entry: ProcessEntry, process: LiveProcess | undefined): void {
    const status = this.#run.hosted()?.status
    if (!status || (process && process.closedAt === null)) return
    this.#run.gone(entry, process?.closedAt ?? this.#run.clock.now(), status.exitCode, status.signal)
  }

  #settleConnected(entry: ProcessEntry, process: LiveProcess): void {
    const { closedAt } = process
    if (closedAt === null) return
    const over = (): void => this.#run.gone(entry, closedAt, null, null)
    // What SIGKILL does need not be told.
    const isKilled = entry.life.asked?.signal === 'SIGKILL'
    // A death by another signal has somebody who sent it: only the parent knows whether that was the program.
    if (entry.told || isKilled || !this.#hasParent(entry)) return over()
    const saysHow = entry.bye !== null && entry.bye >= 0
    const patienceMs = saysHow && !this.#isJoined(entry) ? NOTE_MS : PARENT_MS
    this.#once(`parent ${entry.number}`, patienceMs, over)
  }

  /** A child that was started by its parent and has not said hello. */
  #settleUnheard(entry: ProcessEntry): void {
    if (entry.life.unit.state === 'new') return
    const over = (): void => {
      if (!entry.joined) this.#run.gone(entry, this.#run.clock.now(), null, null)
    }
    if (entry.told) this.#once(`late ${entry.number}`, LATE_HELLO_MS, over)
    else if (!this.#hasParent(entry)) this.#once(`orphan ${entry.number}`, ORPHAN_HELLO_MS, over)
  }

  /** Whether somebody is left who will tell how it ended. */
  #hasParent({ announced }: ProcessEntry): boolean {
    const parent = announced && this.#run.live(announced.by)
    return parent?.closedAt === null
  }

  /** Whether somebody stands in its join, and will go on when it has ended. */
  #isJoined({ life }: ProcessEntry): boolean {
    return [...this.#run.table.lives.values()].some(
      ({ unit }) => unit.state === 'join' && unit.wait?.unit === life.unit.id,
    )
  }

  /** It should be gone by now. */
  #helpOut(process: LiveProcess): void {
    const hosted = process.number === 1 ? this.#run.hosted() : null
    if (hosted) {
      if (!hosted.status) hosted.kill()
    } else if (process.name.start !== null && isRunning(process.name)) {
      signalProcess(process.name, 'SIGKILL')
    }
  }

  #once(name: string, ms: number, callback: () => void): void {
    if (this.#timers.has(name)) return
    this.#timers.set(name, this.#run.clock.after(ms, callback))
  }
}
