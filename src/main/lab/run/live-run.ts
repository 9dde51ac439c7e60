/**
 * A run that goes on: its processes and what happens to them.
 *
 *   agent ─▶ connection ─▶ LiveProcess ─▶ RunBook: record (file) · log index · model ─▶ patches
 *
 * Bounds: what is read is at once given to the record; when its queue is full, or a listener of the output
 * is not done, the gate closes: nothing is read any more, and in the end the units that print wait.
 */
import { SpindleError } from '../../../contract/errors'
import { PROTOCOL_VERSION } from '../../../contract/frames'
import type { RunId } from '../../../contract/run'
import type { Ns } from '../../../contract/time'
import type { Actor, UnitId } from '../../../contract/unit'
import type { AgentConnection, ConnectionOwner } from '../agent-server/connection'
import type { Claimant, Hello } from '../agent-server/handshake'
import type { Clock } from '../clock'
import type { Family } from '../ending/killer'
import { executableOf } from '../ending/process-table'
import { nameProcess, signalProcess, type ProcessName } from '../ending/signals'
import type { ProgramFile } from '../languages/language'
import type { RunEvents } from '../event-stream'
import type { RunFact } from '../record/facts'
import type { RecordFile } from '../record/record-file'
import type { RecordWriter } from '../record/writer'
import { Arrivals } from './arrivals'
import { Departures } from './departures'
import { Entrance } from './entrance'
import { Gate } from './gate'
import { NOBODY } from './held-back'
import type { HostedProcess } from './hosted-process'
import type { LiveProcess } from './live-process'
import { ProcessNews } from './process-news'
import { RunBook } from './run-book'
import { RunEnd } from './run-end'
import { RunSignals } from './run-signals'
import type { ProcessEntry } from './unit-table'

export interface LiveRunParts {
  readonly clock: Clock
  readonly events: RunEvents
  readonly writer: RecordWriter
  readonly file: RecordFile
  /** Folder that the run's processes may keep shared files in. */
  readonly scratch: string
  /** How often agents must send samples themselves; 0 where the Lab reads them. */
  readonly sampleMs: number
  /** How many connections the agent server has taken in so far. */
  readonly accepted: () => number
  /** All processes are gone. */
  readonly onEmpty: () => void
  readonly onDefect: (error: unknown) => void
}

/** What the first process is told in its welcome; `null` when its command line said it. */
export type WelcomeProgram = Pick<ProgramFile, 'path' | 'args' | 'cwd'> & {
  readonly env: Readonly<Record<string, string>>
}

export class LiveRun implements Claimant {
  readonly book: RunBook
  readonly #parts: LiveRunParts
  readonly #gate: Gate
  readonly #arrivals: Arrivals
  readonly #news: ProcessNews
  readonly #departures: Departures
  readonly #end: RunEnd
  readonly #entrance: Entrance
  readonly #signals: RunSignals
  readonly #onFirst: (() => void)[] = []
  #rawEnded = false
  #isInputOver = false
  #hosted: HostedProcess | null = null
  #leader: ProcessName | null = null
  #executable: string | null = null
  #program: WelcomeProgram | null = null
  #isOver = false

  constructor(fact: RunFact, parts: LiveRunParts) {
    this.#parts = parts
    const { clock } = parts
    this.#gate = new Gate((isOpen) => this.#gateChanged(isOpen))
    this.#arrivals = new Arrivals(parts)
    this.book = new RunBook(fact, clock.now(), { ...parts, hold: () => this.#gate.hold() })
    this.#listenToWriter(parts.writer)
    const { model } = this.book
    this.#signals = new RunSignals({
      table: model.table,
      live: (number) => this.processes.get(number),
      leader: () => this.#leader,
    })
    this.#departures = new Departures({
      clock,
      table: model.table,
      live: (number) => this.processes.get(number),
      hosted: () => this.#hosted,
      gone: (entry, at, exitCode, signal) => this.#gone(entry, at, exitCode, signal),
    })
    const news = new ProcessNews({
      clock,
      book: this.book,
      arrivals: this.#arrivals,
      departures: this.#departures,
      signals: this.#signals,
      entrance: () => this.#entrance,
    })
    this.#news = news
    this.#entrance = new Entrance({
      book: this.book,
      arrivals: this.#arrivals,
      run: news,
      joined: (process) => this.#joined(process),
    })
    this.#end = new RunEnd({
      clock,
      family: () => this.#family(),
      isEmpty: () => this.#isEmpty(),
      asked: (by, signal, forced) => this.book.tell({ fact: 'asked', unit: null, by, signal, forced }),
      giveUp: () => this.#giveUp(),
      end: () => this.#over(),
    })
  }

  get id(): RunId {
    return this.book.model.run.id
  }

  /** Those that have said hello, by number. */
  get processes(): ReadonlyMap<number, LiveProcess> {
    return this.#entrance.processes
  }

  get isOver(): boolean {
    return this.#isOver
  }

  get hosted(): HostedProcess | null {
    return this.#hosted
  }

  /** The run's first process is this one. `program`: what to tell it when it says hello. */
  adopt(hosted: HostedProcess, program: WelcomeProgram | null, facts: RunFact['facts']): void {
    if (this.#isOver) return hosted.kill()
    this.#hosted = hosted
    this.#leader = nameProcess(hosted.pid)
    this.#program = program
    this.book.tell({ fact: 'spawned', pid: hosted.pid, facts })
    hosted.readRaw(
      (fd, bytes) => this.#raw(fd, bytes),
      () => (this.#rawEnded = true),
    )
    if (!this.#gate.isOpen) hosted.pauseRaw()
    if (this.#end.stopping) signalProcess(this.#leader, this.#end.stopping)
    void hosted.exited.then(() => {
      this.#departures.hostedExited()
      this.#end.look()
    })
  }

  /** The run cannot be started, or not go on. */
  fail(error: SpindleError): void {
    if (this.#isOver) return
    this.book.tell({ fact: 'failure', error: error.toEnvelope() })
    if (this.#hosted) this.#end.stop('lab', true)
    else {
      const first = this.book.model.table.processes.get(1)
      if (first) this.#gone(first, this.#parts.clock.now(), null, null)
    }
  }

  /** Ends everything the run has started. */
  stop(by: Actor, force: boolean): void {
    this.#end.stop(by, force)
  }

  /** The end of the input for every process but the first, for those that come later too. */
  endInputOfOthers(): void {
    this.#isInputOver = true
    for (const process of this.processes.values()) this.#tellInputIsOver(process)
  }

  #tellInputIsOver({ number, connection }: LiveProcess): void {
    if (number !== 1 && connection.isOpen) connection.command(0, { name: 'endInput' })
  }

  /** Whether nothing is read from this run now. */
  get isHeld(): boolean {
    return !this.#gate.isOpen
  }

  /** Whether everybody who could write past an agent is gone. */
  get hasRawEnded(): boolean {
    return this.#rawEnded || this.#hosted === null
  }

  /** Whatever waits for its turn has it now. */
  flush(): void {
    this.#arrivals.flush()
  }

  /** Calls back as soon as the first process can take commands; at once if it can. */
  whenReady(callback: () => void): void {
    if (this.processes.has(1)) callback()
    else this.#onFirst.push(callback)
  }

  /** Sends a signal to one process, or as soon as its PID is known. */
  signal(unit: UnitId, signal: 'SIGTERM' | 'SIGKILL'): void {
    this.#signals.send(unit, signal)
  }

  // --- Claimant: connections of its processes ------------------------------------------------------------

  claimed(connection: AgentConnection, hello: Hello, at: Ns): ConnectionOwner {
    if (this.#isOver) {
      connection.destroy() // which is the order to kill its process
      return NOBODY
    }
    return this.#entrance.claimed(connection, hello, at)
  }

  mismatched(theirs: number): void {
    this.fail(new SpindleError('protocol-mismatch', { ours: PROTOCOL_VERSION, theirs }))
  }

  #raw(fd: 1 | 2, bytes: Buffer): void {
    const at = this.#parts.clock.now()
    this.#arrivals.inTurn(at, () => this.book.raw(this.#rawProcess, fd, bytes, at))
  }

  /**
   * Who writes past the agents. All processes of a run inherit the same two descriptors, so as soon as there
   * has been a second one nobody can tell; what programs without an agent write is their parent's then.
   */
  get #rawProcess(): number {
    for (const { number, joined, life } of this.book.model.table.processes.values()) {
      if (number !== 1 && (joined || life.unit.state !== 'new')) return 0
    }
    return 1
  }

  #joined(process: LiveProcess): void {
    this.#sayWelcome(process)
    if (this.#isInputOver) this.#tellInputIsOver(process)
    this.#signals.sendDue(process.entry.id)
    if (this.#end.stopping) signalProcess(process.name, this.#end.stopping)
    if (process.number === 1) {
      this.#executable = executableOf(process.name.pid)
      for (const ready of this.#onFirst.splice(0)) ready()
    }
    this.#end.look()
  }

  #sayWelcome({ number, connection }: LiveProcess): void {
    const program = number === 1 ? this.#program : null
    connection.welcome({
      protocol: PROTOCOL_VERSION,
      run: this.id,
      process: number,
      speed: this.book.model.run.speed,
      sampleMs: this.#parts.sampleMs,
      scratch: this.#parts.scratch,
      ...(program && { program: { ...program, args: [...program.args] } }),
    })
  }

  #gone(entry: ProcessEntry, at: Ns, exitCode: number | null, signal: string | null): void {
    if (entry.gone) return
    this.#arrivals.unexpect(entry.number)
    this.book.tell({ fact: 'gone', process: entry.number, exitCode, signal }, at)
    if (!entry.joined && entry.key !== null) this.#news.neverHeard(entry.key)
    for (const child of this.book.model.table.childrenOf(entry)) this.#departures.settle(child)
    this.#end.look()
  }

  /** Every process that was started is gone, and none is about to come. */
  #isEmpty(): boolean {
    for (const entry of this.book.model.table.processes.values()) {
      const isStarted = entry.joined || entry.life.unit.state === 'starting'
      if (!entry.gone && isStarted) return false
    }
    return true
  }

  #family(): Family | null {
    if (!this.#hosted || !this.#leader) return null
    const members = this.#entrance.names
    return {
      leader: this.#leader,
      leaderEnded: this.#hosted.status !== null,
      members,
      mark: this.#hosted.mark,
      program: this.#executable,
    }
  }

  /** What SIGKILL has not ended hangs in the kernel: it is shown as killed. */
  #giveUp(): void {
    for (const process of this.processes.values()) {
      process.connection.destroy()
    }
    this.#arrivals.flush()
    for (const entry of this.book.model.table.processes.values()) {
      if (!entry.gone && entry.life.unit.state !== 'new') {
        this.#gone(entry, this.#parts.clock.now(), null, 'SIGKILL')
      }
    }
  }

  #over(): void {
    if (this.#isOver) return
    this.#isOver = true
    this.#entrance.close()
    this.#departures.close()
    this.#parts.onEmpty()
  }

  #listenToWriter(writer: RecordWriter): void {
    let release: (() => void) | null = null
    writer.listen({
      onFull: () => (release = this.#gate.hold()),
      onDrained: () => release?.(),
      onError: (cause) => {
        const facts = { name: this.id, why: cause.code ?? cause.message }
        this.fail(new SpindleError('cannot-write-file', facts, facts.why, { cause }))
      },
    })
  }

  #gateChanged(isOpen: boolean): void {
    if (isOpen) {
      this.#entrance.resume()
      this.#hosted?.resumeRaw()
      this.#arrivals.release()
    } else {
      this.#entrance.pause()
      this.#hosted?.pauseRaw()
      this.#arrivals.hold()
    }
  }
}
