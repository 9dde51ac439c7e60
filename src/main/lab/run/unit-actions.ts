/** What a person can do to the units of a live run; refused for the reasons that the contract lists. */
import { REFUSALS, whyNot, type Refusal, type UnitAction } from '../../../contract/actions'
import { SpindleError } from '../../../contract/errors'
import type { AgentCommand } from '../../../contract/frames'
import type { Unit, UnitId } from '../../../contract/unit'
import type { LiveProcess } from './live-process'
import type { LiveRun } from './live-run'

export class UnitActions {
  readonly #run: LiveRun
  /** Lines and ends of input that came before the first process was there. */
  #early: AgentCommand[] = []
  /** When the wait began that was answered last, by unit. */
  readonly #answered = new Map<UnitId, number>()
  #isInputOver = false

  constructor(run: LiveRun) {
    this.#run = run
  }

  /** Rejects with `no-such-unit`, `action-refused` or `agent-did-not-answer`. */
  async act(id: UnitId, action: UnitAction): Promise<void> {
    const { model } = this.#run.book
    const unit = this.#unit(id)
    const reason = whyNot(action, { run: model.run, unit, main: this.#mainThatMade(unit) })
    if (reason !== null) throw refused(action, id, reason)
    if (unit.kind === 'process' && (action === 'terminate' || action === 'kill')) {
      const signal = action === 'kill' ? 'SIGKILL' : 'SIGTERM'
      this.#run.book.tell({ fact: 'asked', unit: id, by: 'person', signal, forced: false })
      return this.#run.signal(id, signal)
    }
    const { process, number } = this.#owner(unit, action)
    if (action === 'terminate' || action === 'kill') {
      this.#run.book.tell({ fact: 'asked', unit: id, by: 'person', signal: null, forced: action === 'kill' })
    }
    const reply = await process.connection.ask(number, commandFor(action, unit))
    if (!reply.ok) throw refused(action, id, asRefusal(reply.why), reply.why)
  }

  /** Rejects with `no-such-unit` or `not-waiting-for-input`. */
  input(id: UnitId | undefined, text: string): void {
    if (id !== undefined) {
      const unit = this.#unit(id)
      if (!this.#isAsking(unit)) throw new SpindleError('not-waiting-for-input', { unit: id })
      return this.#answer(unit, text)
    }
    const asking = this.#longestAsking()
    if (asking) return this.#answer(asking, text)
    // Typed ahead: the agent keeps it for whoever asks next.
    this.#run.book.input(1, 0, text)
    this.#toFirst({ name: 'input', text })
  }

  endInput(): void {
    if (this.#isInputOver) return
    this.#isInputOver = true
    this.#toFirst({ name: 'endInput' })
    this.#run.endInputOfOthers()
  }

  setSpeed(speed: number): void {
    this.#run.book.tell({ fact: 'speed', speed })
    for (const { connection } of this.#run.processes.values()) {
      if (connection.isOpen) connection.command(0, { name: 'speed', speed })
    }
  }

  #unit(id: UnitId): Unit {
    const unit = this.#run.book.model.table.lives.get(id)?.unit
    if (!unit) throw new SpindleError('no-such-unit', { run: this.#run.id, unit: id })
    return unit
  }

  /** The thread that has to start or join it: the main thread of the process that made it. */
  #mainThatMade({ parent }: Unit): Unit | null {
    const { table } = this.#run.book.model
    const maker = parent === null ? undefined : table.lives.get(parent)?.unit
    return maker ? (table.lives.get(`${maker.process}.1`)?.unit ?? null) : null
  }

  /** Whose agent knows the unit, and by which number: a thread's own process, a process's maker. */
  #owner(unit: Unit, action: UnitAction): { process: LiveProcess; number: number } {
    const { table } = this.#run.book.model
    const own = table.process(unit.process)
    const place =
      unit.kind === 'process'
        ? own?.announced && { process: own.announced.by, number: own.announced.unit }
        : own && { process: own.number, number: Number(unit.id.slice(unit.process.length + 1)) }
    const process = place ? this.#run.processes.get(place.process) : undefined
    if (!place || !process?.connection.isOpen) throw refused(action, unit.id, 'main-is-over')
    return { process, number: place.number }
  }

  #isAsking({ id, state, since }: Unit): boolean {
    return state === 'input' && this.#answered.get(id) !== since
  }

  /**
   * Input is the first process's: in those of multiprocessing it meets the null device (semantics P35). A child
   * of os.fork(), or one that opens the standard input anew, has it in common with its parent.
   */
  #longestAsking(): Unit | undefined {
    const asking = [...this.#run.book.model.units()].filter((unit) => this.#isAsking(unit))
    return asking.sort((a, b) => a.since - b.since)[0]
  }

  #answer(unit: Unit, text: string): void {
    const { process, number } = this.#owner(unit, 'start')
    this.#answered.set(unit.id, unit.since)
    this.#run.book.input(process.number, number, text)
    process.connection.command(number, { name: 'input', text })
  }

  #toFirst(command: AgentCommand): void {
    this.#early.push(command)
    this.#run.whenReady(() => {
      const first = this.#run.processes.get(1)
      for (const early of this.#early) first?.connection.command(0, early)
      this.#early = []
    })
  }
}

function commandFor(action: UnitAction, unit: Unit): AgentCommand {
  switch (action) {
    case 'daemon':
      return { name: 'daemon', daemon: !unit.daemon }
    case 'kill':
      return { name: 'terminate' }
    default:
      return { name: action }
  }
}

/** An agent says why in one of the contract's words, or in words of its own. */
const asRefusal = (why: string | undefined): Refusal =>
  REFUSALS.find((refusal) => refusal === why) ?? 'main-is-busy'

function refused(action: UnitAction, unit: UnitId, reason: Refusal, why: string = reason): SpindleError {
  return new SpindleError('action-refused', { action, unit, reason, why }, `${action} of ${unit}: ${why}`)
}
