/** Sends signals to single processes of a run, to some of them before their PID is known. */
import type { UnitId } from '../../../contract/unit'
import { nameProcess, signalProcess, type ProcessName } from '../ending/signals'
import type { LiveProcess } from './live-process'
import type { UnitTable } from './unit-table'

type Signal = 'SIGTERM' | 'SIGKILL'

export interface SignalledRun {
  readonly table: UnitTable
  live(number: number): LiveProcess | undefined
  /** The first process, which the Lab has spawned. */
  leader(): ProcessName | null
}

export class RunSignals {
  readonly #run: SignalledRun
  /** Signals for processes whose PID is not known yet. */
  readonly #due = new Map<UnitId, Signal>()

  constructor(run: SignalledRun) {
    this.#run = run
  }

  /** Sends a signal to one process, or as soon as its PID is known. */
  send(unit: UnitId, signal: Signal): void {
    const name = this.#nameOf(unit)
    if (name) signalProcess(name, signal)
    else this.#due.set(unit, signal)
  }

  /** More is known of a unit. */
  sendDue(unit: UnitId | undefined): void {
    const signal = unit === undefined ? undefined : this.#due.get(unit)
    const name = signal && unit !== undefined ? this.#nameOf(unit) : null
    if (!signal || unit === undefined || !name) return
    this.#due.delete(unit)
    signalProcess(name, signal)
  }

  #nameOf(unit: UnitId): ProcessName | null {
    const entry = this.#run.table.process(unit)
    const known = entry && this.#run.live(entry.number)
    if (known) return known.name
    if (entry?.number === 1) return this.#run.leader()
    const pid = entry?.life.unit.pid ?? null
    return pid === null ? null : nameProcess(pid)
  }
}
