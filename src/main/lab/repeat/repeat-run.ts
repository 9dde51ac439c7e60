/**
 * A repetition that is under way: one trial after the other, each started when the one before is over and its
 * books are closed, so that they do not take the CPU from each other.
 */
import type { CommandArgument } from '../../../contract/commands'
import { SpindleError } from '../../../contract/errors'
import { MAX_ORDER_LINES, type Repeat, type RepeatId } from '../../../contract/repeat'
import type { Run, RunId } from '../../../contract/run'
import type { UnitId } from '../../../contract/unit'
import type { Clock } from '../clock'
import type { RunEvents } from '../event-stream'
import type { LiveRun } from '../run/live-run'
import type { RunPicture } from '../run/run-picture'
import type { Answers } from './answers'
import type { RepeatBook } from './repeat-book'
import { Trial } from './trial'

/** Runs that stay as examples of the orders that came. */
export const MAX_EXAMPLES = 20

export interface RepeatRunParts {
  readonly clock: Clock
  readonly answers: Answers
  ready(): Promise<void>
  start(
    argument: CommandArgument<'run.start'>,
    repeat: NonNullable<Run['repeat']>,
    events: RunEvents,
  ): Promise<LiveRun>
  over(run: RunId): Promise<Run>
  picture(run: RunId): Promise<RunPicture>
  answer(run: RunId, unit: UnitId, text: string): boolean
  keep(run: RunId): Promise<void>
  discard(run: RunId): Promise<void>
  changed(changes: Partial<Repeat>): Promise<void>
}

export class RepeatRun {
  readonly #argument: CommandArgument<'run.start'>
  readonly #book: RepeatBook
  readonly #parts: RepeatRunParts
  #trial: Trial | null = null
  #stopped = false

  constructor(argument: CommandArgument<'run.start'>, book: RepeatBook, parts: RepeatRunParts) {
    this.#argument = argument
    this.#book = book
    this.#parts = parts
  }

  get id(): RepeatId {
    return this.#book.repeat.id
  }

  /** Resolves when the last trial is over, or the repetition was stopped or could not go on. */
  async run(): Promise<void> {
    const { changed } = this.#parts
    let failure: Repeat['failure'] = null
    try {
      while (!this.#stopped && this.#book.trials.length < this.#book.repeat.wanted) {
        await this.#parts.ready()
        if (this.#stopped) break
        failure = await this.#next(this.#book.trials.length + 1)
        if (failure) break
      }
    } catch (error) {
      failure = SpindleError.from(error).toEnvelope()
    }
    await changed({ state: 'ended', asks: null, failure })
  }

  /** Ends the trial that is under way; it does not count. */
  async stop(): Promise<void> {
    if (this.#stopped) return
    this.#stopped = true
    this.#trial?.stop()
    await this.#parts.changed({ state: 'stopping', asks: null })
  }

  answer(text: string): void {
    this.#trial?.answer(text)
  }

  async #next(number: number): Promise<Repeat['failure']> {
    const { clock, answers, start, over, picture, answer, discard, changed } = this.#parts
    const trial = new Trial({
      clock,
      answers,
      start: (events) => start(this.#argument, { id: this.id, trial: number }, events),
      over,
      answer,
      onAsk: (asks) => {
        if (this.#stopped) return
        const told = asks && { unit: asks.unit.name, prompt: asks.prompt }
        void changed({ state: asks ? 'asking' : 'running', asks: told })
      },
    })
    this.#trial = trial
    const { run, outcome } = await trial.run()
    this.#trial = null
    if (this.#stopped || run.failure) {
      await discard(run.id)
      return this.#stopped ? null : run.failure
    }
    const seen = await picture(run.id)
    const { lines } = await seen.readLog({}, 0, MAX_ORDER_LINES)
    this.#book.add(run, outcome, [...seen.model.units()], lines)
    await this.#tidy(run.id)
    await changed({ done: number, orders: this.#book.distinct })
    return null
  }

  /** Keeps the run as an example where it is one, and lets go of those that another one stands for now. */
  async #tidy(latest: RunId): Promise<void> {
    const { keep, discard } = this.#parts
    const surplus = this.#book.surplus(MAX_EXAMPLES)
    for (const run of surplus) {
      this.#book.drop(run)
      await discard(run)
    }
    if (!surplus.includes(latest)) await keep(latest)
  }
}
