/**
 * Child processes: each is a supervisor like this one, forked by this one, so that its PPID is true. What it
 * has to do comes over Node's own channel between parent and child; everything else it says to the Lab.
 */
import { fork, type ChildProcess } from 'node:child_process'
import { constants } from 'node:os'
import { FRAME, type AgentAddress } from '../../../contract/frames'
import type { ChildFacts, Job, ProcessFacts } from '../messages'
import type { Arena } from '../memory/arena'
import { PHASE, UNIT } from '../memory/layout'
import { ring } from '../memory/bell'
import { markEnded } from '../memory/units'
import type { Relay } from './relay'
import { settingsFor, type Settings } from './settings'

/** A child that has said goodbye and is still there after this time hangs in a native call of one of its threads. */
const EXIT_PATIENCE_MS = 2000

/** What a child is sent when it is to run. */
export interface Entry {
  readonly address: AgentAddress
  readonly env: Readonly<Record<string, string>>
  readonly process: ProcessFacts
  readonly job: Job
  /** Speed of the run, until the Lab says it. */
  readonly speed: number
}

/** What a child says to its parent: that its code begins, and its exit code before it exits. */
export type ToParent = { readonly begun: true } | { readonly bye: number }

export interface ChildrenOptions {
  readonly arena: Arena
  readonly relay: Relay
  readonly supervisorPath: string
  readonly address: () => AgentAddress
  readonly settings: Settings
  facts(): ProcessFacts
  /** A child has ended. */
  onGone(): void
}

export class Children {
  readonly #options: ChildrenOptions
  readonly #processes = new Map<number, ChildProcess>()
  #spare: ChildProcess | null = null
  /** Children whose own code does not run yet. */
  readonly #begins = new Set<ChildProcess>()
  #daemonsToldToEnd = false

  constructor(options: ChildrenOptions) {
    this.#options = options
  }

  /** Forks a supervisor for the next child, if none is waiting and this process may have children. */
  prepareSpare(): void {
    if (!this.#options.settings.spares || this.#spare || this.#options.facts().daemon) return
    const spare = this.#fork(true)
    this.#spare = spare
    spare.once('exit', () => {
      if (this.#spare === spare) this.#spare = null
    })
    spare.on('error', () => undefined)
  }

  /** Starts a child that a thread has announced. */
  start(record: number, child: ChildFacts, job: Job): void {
    const { arena, relay } = this.#options
    const { cells } = arena
    // What its starter has said so far, that it exists and that it starts, goes before all else.
    relay.drain()
    const spare = this.#spare
    this.#spare = null
    let process: ChildProcess
    try {
      process = spare ?? this.#fork(false)
    } catch {
      return this.#cannotStart(record)
    }
    process.on('error', () => undefined)
    if (process.pid === undefined) return this.#cannotStart(record)
    this.#processes.set(record, process)
    this.#watch(record, process)
    process.send(this.#entry(child, job))
    cells[record + UNIT.pid] = process.pid
    Atomics.store(cells, record + UNIT.phase, PHASE.running)
    relay.sendJson(FRAME.change, cells[record + UNIT.number] as number, { pid: process.pid })
    ring(cells, record + UNIT.news)
    this.#begins.add(process)
  }

  /** Its code runs. The next spare would only have taken the machine from it before. */
  #begun(child: ChildProcess): void {
    if (this.#begins.delete(child)) this.prepareSpare()
  }

  #entry(child: ChildFacts, job: Job): Entry {
    const { address, arena, facts } = this.#options
    const { key, ...rest } = child
    const own = facts()
    return {
      address: { ...address(), key },
      env: { ...process.env } as Record<string, string>,
      process: { ...own, ...rest, key, parent: { name: own.name, pid: process.pid } },
      job,
      speed: arena.speed,
    }
  }

  #cannotStart(record: number): void {
    const { cells } = this.#options.arena
    Atomics.store(cells, record + UNIT.startFailed, 1)
    ring(cells, record + UNIT.news)
  }

  #fork(isSpare: boolean): ChildProcess {
    const { supervisorPath, settings } = this.#options
    return fork(supervisorPath, {
      env: { ...process.env, ...settingsFor({ ...settings, isSpare }) },
      // Input is the null device (semantics P35); output under the agent goes where ours goes.
      stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
      serialization: 'advanced',
    })
  }

  #watch(record: number, process: ChildProcess): void {
    let farewell: number | null = null
    process.on('message', (message: ToParent) => {
      if ('begun' in message) return this.#begun(process)
      farewell = message.bye
      setTimeout(() => process.kill('SIGKILL'), EXIT_PATIENCE_MS).unref()
    })
    process.once('exit', (code, signal) => {
      // One that had to be killed after its goodbye has the exit code that it said.
      const late = signal === 'SIGKILL' && farewell !== null && this.#askedFor(record) !== 'SIGKILL'
      const status = late ? (farewell ?? 0) : (code ?? -(constants.signals[signal as NodeJS.Signals] ?? 0))
      this.#processes.delete(record)
      this.#begins.delete(process)
      this.#ended(record, status)
    })
  }

  #askedFor(record: number): 'SIGTERM' | 'SIGKILL' | null {
    const asked = this.#options.arena.cells[record + UNIT.asked]
    return asked === 1 ? 'SIGTERM' : asked === 2 ? 'SIGKILL' : null
  }

  #ended(record: number, exitCode: number): void {
    const { arena, relay, onGone } = this.#options
    const { cells } = arena
    cells[record + UNIT.exitCode] = exitCode
    const signal = exitCode < 0 ? nameOf(-exitCode) : null
    const state = signal ? 'terminated' : exitCode === 0 ? 'finished' : 'failed'
    const by = !signal || this.#askedFor(record) !== null ? 'program' : 'system'
    relay.sendJson(FRAME.end, cells[record + UNIT.number] as number, { state, exitCode, signal, by })
    markEnded(arena, record)
    onGone()
  }

  /** A child that is alive; the first time it is asked, daemonic ones are told to end (semantics P19–P21). */
  next(): { readonly unit: number; readonly label: string } | null {
    const { arena } = this.#options
    const { cells } = arena
    const alive = [...this.#processes.keys()]
    if (!this.#daemonsToldToEnd) {
      this.#daemonsToldToEnd = true
      for (const record of alive) {
        if (cells[record + UNIT.daemon] === 0) continue
        cells[record + UNIT.asked] = 1
        this.#processes.get(record)?.kill('SIGTERM')
      }
    }
    const record = alive[0]
    if (record === undefined) return null
    return { unit: cells[record + UNIT.number] as number, label: arena.text(record + UNIT.nameAt) }
  }
}

function nameOf(signal: number): string {
  for (const [name, number] of Object.entries(constants.signals)) if (number === signal) return name
  return `signal ${signal}`
}
