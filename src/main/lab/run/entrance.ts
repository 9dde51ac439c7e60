/**
 * Lets the processes of a run in: each says hello over a connection of its own, is found among those that were
 * announced or gets a place of its own, and is welcomed.
 */
import type { Ns } from '../../../contract/time'
import type { AgentConnection, ConnectionOwner } from '../agent-server/connection'
import type { Hello } from '../agent-server/handshake'
import { nameProcess, type ProcessName } from '../ending/signals'
import type { Arrivals } from './arrivals'
import { HeldBack } from './held-back'
import { LiveProcess, type ProcessRun } from './live-process'
import type { RunBook } from './run-book'

export interface EntranceParts {
  readonly book: RunBook
  readonly arrivals: Arrivals
  /** Whom its processes tell. */
  readonly run: ProcessRun
  /** A process is here: time to welcome it. */
  readonly joined: (process: LiveProcess) => void
}

export class Entrance {
  readonly processes = new Map<number, LiveProcess>()
  readonly #parts: EntranceParts
  readonly #held: HeldBack
  /** Those that have said hello and wait for their turn. */
  readonly #coming = new Map<AgentConnection, ProcessName>()
  #isPaused = false

  constructor(parts: EntranceParts) {
    this.#parts = parts
    this.#held = new HeldBack(
      (connection, hello) => this.#enter(connection, hello),
      (what) => parts.run.defect(null, what),
    )
  }

  /** Every process that has said hello. */
  get names(): ProcessName[] {
    const known = [...this.processes.values()].map(({ name }) => name)
    return known.concat(this.#held.names, [...this.#coming.values()])
  }

  claimed(connection: AgentConnection, hello: Hello, at: Ns): ConnectionOwner {
    const { book, arrivals } = this.#parts
    if (book.model.table.processByKey(hello.key)) return this.#enter(connection, hello)
    if (hello.language === 'typescript') return this.#held.hold(connection, hello)
    // Its parent may have announced it in what waits for its turn.
    this.#coming.set(connection, nameProcess(hello.pid))
    if (this.#isPaused) connection.pause()
    const make = (): LiveProcess => this.#join(connection, hello)
    return arrivals.laneLater(at, make, (error) => connection.cutFor(error))
  }

  /** A process has told of a unit: somebody who waits may be that one. */
  admit(): void {
    this.#held.admit((key) => this.#parts.book.model.table.processByKey(key) !== undefined)
  }

  /** Nobody will announce the children of this process any more. */
  parentGone(pid: number): void {
    this.#held.parentGone(pid)
  }

  pause(): void {
    this.#isPaused = true
    for (const connection of this.#connections()) connection.pause()
  }

  resume(): void {
    this.#isPaused = false
    for (const connection of this.#connections()) connection.resume()
  }

  /** Nobody comes any more; who has not been welcomed is told to go. */
  close(): void {
    this.#held.close()
    for (const connection of this.#coming.keys()) connection.destroy()
  }

  #enter(connection: AgentConnection, hello: Hello): ConnectionOwner {
    const process = this.#join(connection, hello)
    return this.#parts.arrivals.lane(process, (error) => connection.cutFor(error))
  }

  #join(connection: AgentConnection, hello: Hello): LiveProcess {
    const { book, run } = this.#parts
    const { table } = book.model
    const announced = table.processByKey(hello.key)
    const isExpected = announced !== undefined && !announced.joined && !announced.gone
    const number = isExpected ? announced.number : table.nextProcess
    const parent = isExpected ? null : (table.processByPid(hello.ppid)?.number ?? null)
    const { pid, ppid, name, facts } = hello
    const key = isExpected || announced === undefined ? hello.key : null
    book.tell({ fact: 'joined', process: number, key, parent, pid, ppid, ...(name && { name }), facts })
    const entry = table.processes.get(number)
    if (!entry) throw new Error(`process ${number} did not join`)
    const process = new LiveProcess(entry, connection, hello, run)
    this.#coming.delete(connection)
    this.processes.set(number, process)
    if (this.#isPaused) connection.pause()
    this.#parts.arrivals.unexpect(number)
    this.#parts.joined(process)
    return process
  }

  *#connections(): Generator<AgentConnection> {
    for (const { connection } of this.processes.values()) yield connection
    yield* this.#coming.keys()
  }
}
