/** One trial: starts the run, answers what it asks for, and ends it when it would never end by itself. */
import type { TrialOutcome } from '../../../contract/repeat'
import type { Run, RunId } from '../../../contract/run'
import { nameUnits, type UnitName } from '../../../contract/same-lines'
import type { Unit, UnitId, UnitState } from '../../../contract/unit'
import type { Clock } from '../clock'
import type { RunEvents } from '../event-stream'
import type { LiveRun } from '../run/live-run'
import type { Answers } from './answers'
import { TrialWatch } from './trial-watch'

/** What a program may take once; time that a person takes to answer does not count. */
export const TRIAL_LIMIT_MS = 120_000
/** A circle may be broken by a wait that has a limit of its own. */
export const STUCK_MS = 1_000

/** States out of which a unit comes without the help of one that is stuck. */
const BUSY: ReadonlySet<UnitState> = new Set(['starting', 'running', 'sleeping', 'input'])

export interface TrialParts {
  readonly clock: Clock
  readonly answers: Answers
  /** Starts the run so that it tells `events` of itself. */
  start(events: RunEvents): Promise<LiveRun>
  /** Settles when the run is over and its books are closed. */
  over(run: RunId): Promise<Run>
  /** Gives a line to a unit that waits for one; `false` when it does not wait any longer. */
  answer(run: RunId, unit: UnitId, text: string): boolean
  /** Somebody has to be asked; `null`: not any longer. */
  onAsk(asks: { readonly unit: UnitName; readonly prompt: string | null } | null): void
}

export interface TrialEnd {
  readonly run: Run
  readonly outcome: TrialOutcome
}

export class Trial {
  readonly #parts: TrialParts
  #live: LiveRun | null = null
  #outcome: TrialOutcome = 'ended'
  #stopped = false
  /** Questions so far, by unit. */
  readonly #asked = new Map<UnitId, number>()
  /** Who waits for a line that nobody knows yet, the one who waits longest first. */
  #open: { readonly unit: UnitId; readonly name: UnitName; readonly prompt: string | null; nth: number }[] =
    []
  #cancelLimit: (() => void) | null = null
  #cancelStuck: (() => void) | null = null

  constructor(parts: TrialParts) {
    this.#parts = parts
  }

  /** Rejects as `startRun` does. */
  async run(): Promise<TrialEnd> {
    const { clock } = this.#parts
    const watch = new TrialWatch({
      asks: (unit, prompt) => void clock.after(0, () => this.#asks(unit, prompt)),
      stuck: (isStuck) => this.#stuck(isStuck),
    })
    try {
      const live = await this.#parts.start(watch)
      this.#live = live
      this.#limit()
      if (this.#stopped) live.stop('person', true)
      return { run: await this.#parts.over(live.id), outcome: this.#outcome }
    } finally {
      this.#cancelLimit?.()
      this.#cancelStuck?.()
      if (this.#open.length > 0) this.#parts.onAsk(null)
      this.#live = null
    }
  }

  stop(): void {
    this.#stopped = true
    this.#live?.stop('person', true)
  }

  /** Gives the line that was asked for to the unit that waits longest; it is remembered. */
  answer(text: string): void {
    const first = this.#open.shift()
    if (!first || !this.#live) return
    this.#parts.answers.give(first.name, text)
    this.#parts.answer(this.#live.id, first.unit, text)
    this.#askNext()
  }

  #asks(unit: UnitId, prompt: string | null): void {
    if (!this.#live) return
    const units: Unit[] = [...this.#live.book.model.units()]
    // It may have gone on since: then it will ask again.
    if (units.find(({ id }) => id === unit)?.state !== 'input') return
    const name = nameUnits(units).get(unit)
    if (!name) return
    const nth = this.#asked.get(unit) ?? 0
    this.#asked.set(unit, nth + 1)
    const known = this.#parts.answers.for(name, nth)
    if (known !== null) {
      this.#parts.answer(this.#live.id, unit, known)
      return
    }
    this.#open.push({ unit, name, prompt, nth })
    if (this.#open.length === 1) this.#askNext()
  }

  #askNext(): void {
    const first = this.#open[0]
    this.#parts.onAsk(first ? { unit: first.name, prompt: first.prompt } : null)
    this.#limit()
  }

  /** Counts from the last answer on, and not while a person is asked. */
  #limit(): void {
    this.#cancelLimit?.()
    this.#cancelLimit =
      this.#open.length > 0 ? null : this.#parts.clock.after(TRIAL_LIMIT_MS, () => this.#end('too-long'))
  }

  #stuck(isStuck: boolean): void {
    this.#cancelStuck?.()
    this.#cancelStuck = isStuck ? this.#parts.clock.after(STUCK_MS, () => this.#lookAtStuck()) : null
  }

  /** As long as somebody outside of the circle does something, the trial has more to tell. */
  #lookAtStuck(): void {
    const units = this.#live ? [...this.#live.book.model.units()] : []
    const isBusy = ({ kind, state }: Unit): boolean => kind !== 'process' && BUSY.has(state)
    if (units.some(isBusy)) this.#stuck(true)
    else this.#end('deadlock')
  }

  #end(outcome: TrialOutcome): void {
    this.#outcome = outcome
    this.#live?.stop('lab', true)
  }
}
