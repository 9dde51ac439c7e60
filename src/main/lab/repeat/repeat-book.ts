/** What came out of a repetition: its trials, their orders of lines, and how its units ended. */
import * as v from 'valibot'
import { ErrorEnvelopeSchema } from '../../../contract/errors'
import { LOG_STREAMS, type LogLine } from '../../../contract/log'
import { LanguageSchema } from '../../../contract/program'
import {
  MAX_SHOWN_LINES,
  MAX_SHOWN_ORDERS,
  RepeatIdSchema,
  TRIAL_OUTCOMES,
  type Repeat,
  type RepeatResult,
  type TrialOutcome,
  type UnitEnds,
} from '../../../contract/repeat'
import { RunIdSchema, type Run, type RunId } from '../../../contract/run'
import { nameUnits } from '../../../contract/same-lines'
import { END_STATES, UNIT_KINDS, type Unit } from '../../../contract/unit'
import { LineOrders } from './line-orders'

const Count = v.pipe(v.number(), v.integer(), v.minValue(0))
const Maybe = v.nullable(v.number())

const EndSchema = v.object({
  state: v.picklist(END_STATES),
  exitCode: Maybe,
  signal: v.nullable(v.string()),
})
type End = v.InferOutput<typeof EndSchema>

const KeptTrialSchema = v.object({
  outcome: v.picklist(TRIAL_OUTCOMES),
  tookNs: v.number(),
  exitCode: Maybe,
  /** All that it printed, also what is not looked at. */
  total: Count,
  run: v.nullable(RunIdSchema),
  /** Numbers of its lines. */
  lines: v.array(Count),
  ends: v.array(v.object({ unit: v.string(), kind: v.picklist(UNIT_KINDS), end: EndSchema })),
})
type KeptTrial = v.InferOutput<typeof KeptTrialSchema>

/** What is kept of a repetition between sessions. */
export const KeptRepeatSchema = v.object({
  version: v.literal(1),
  repeat: v.object({
    id: RepeatIdSchema,
    language: LanguageSchema,
    title: v.string(),
    lesson: v.nullable(v.string()),
    speed: v.number(),
    startedAtWall: v.number(),
    state: v.picklist(['running', 'asking', 'stopping', 'ended']),
    wanted: Count,
    done: Count,
    orders: Count,
    failure: v.nullable(ErrorEnvelopeSchema),
    name: v.optional(v.nullable(v.string())),
    pinned: v.optional(v.boolean()),
  }),
  lines: v.array(
    v.object({
      unit: v.string(),
      kind: v.picklist(UNIT_KINDS),
      stream: v.picklist(LOG_STREAMS),
      text: v.string(),
    }),
  ),
  trials: v.array(KeptTrialSchema),
})
export type KeptRepeat = v.InferOutput<typeof KeptRepeatSchema>

export class RepeatBook {
  repeat: Repeat
  readonly #orders: LineOrders
  readonly #trials: Omit<KeptTrial, 'lines'>[]

  constructor(repeat: Repeat, kept?: KeptRepeat) {
    this.repeat = repeat
    this.#trials = kept?.trials ?? []
    this.#orders = new LineOrders(
      kept?.lines,
      kept?.trials.map(({ lines }) => lines),
    )
  }

  get trials(): readonly Omit<KeptTrial, 'lines'>[] {
    return this.#trials
  }

  /** Distinct orders so far, with changing numbers masked. */
  get distinct(): number {
    return this.#orders.orders(false).orders.length
  }

  /** Takes a trial that is over, with its first lines. */
  add(run: Run, outcome: TrialOutcome, units: readonly Unit[], lines: readonly LogLine[]): void {
    this.#orders.add(units, lines)
    this.#trials.push({
      outcome,
      tookNs: (run.endedAt ?? run.startedAt) - run.startedAt,
      exitCode: run.exitCode,
      total: run.logLines,
      run: run.id,
      ends: endsOf(units),
    })
  }

  /** The run of a trial is not kept, or not any longer. */
  drop(run: RunId): void {
    const at = this.#trials.findIndex((trial) => trial.run === run)
    const trial = this.#trials[at]
    if (trial) this.#trials[at] = { ...trial, run: null }
  }

  /**
   * Runs that are kept so far and not needed any longer when `most` may stay: first to stay is one of each
   * masked order, then one of each exact one, the earlier ones before the later.
   */
  surplus(most: number): RunId[] {
    const wanted: RunId[] = []
    for (const exact of [false, true]) {
      for (const { trials } of this.#orders.orders(exact).orders) {
        const runs = trials.flatMap((trial) => this.#trials[trial]?.run ?? [])
        if (runs[0] !== undefined && !runs.some((run) => wanted.includes(run))) wanted.push(runs[0])
      }
    }
    const stay = new Set(wanted.slice(0, most))
    return this.#trials.flatMap(({ run }) => (run !== null && !stay.has(run) ? [run] : []))
  }

  read(exact: boolean): RepeatResult {
    const { ofTrials, orders } = this.#orders.orders(exact)
    return {
      trials: this.#trials.map(({ outcome, tookNs, exitCode, total, run }, index) => ({
        number: index + 1,
        outcome,
        tookNs,
        exitCode,
        lines: total,
        order: ofTrials[index] ?? 0,
        run,
      })),
      orders: orders.slice(0, MAX_SHOWN_ORDERS).map(({ trials, lines }) => {
        const example = trials.find((trial) => this.#trials[trial]?.run) ?? null
        return {
          count: trials.length,
          first: (trials[0] ?? 0) + 1,
          example: example === null ? null : example + 1,
          run: example === null ? null : (this.#trials[example]?.run ?? null),
          lines: lines.slice(0, MAX_SHOWN_LINES),
          total: lines.length,
        }
      }),
      distinct: orders.length,
      units: this.#unitEnds(),
    }
  }

  /** All of it, to be kept. */
  kept(): KeptRepeat {
    const { asks: _asks, ...repeat } = this.repeat
    const trials = this.#trials.map((trial, index) => ({
      ...trial,
      lines: [...(this.#orders.trials[index] ?? [])],
    }))
    return { version: 1, repeat, lines: [...this.#orders.lines], trials }
  }

  #unitEnds(): UnitEnds[] {
    const units = new Map<string, { unit: string; kind: Unit['kind']; counts: Map<string, [End, number]> }>()
    for (const { ends } of this.#trials) {
      for (const { unit, kind, end } of ends) {
        const key = `${kind} ${unit}`
        const known = units.get(key) ?? { unit, kind, counts: new Map<string, [End, number]>() }
        units.set(key, known)
        const endKey = `${end.state} ${end.exitCode} ${end.signal}`
        known.counts.set(endKey, [end, (known.counts.get(endKey)?.[1] ?? 0) + 1])
      }
    }
    return [...units.values()].map(({ unit, kind, counts }) => ({
      unit,
      kind,
      ends: [...counts.values()].map(([end, count]) => ({ ...end, count })).sort((a, b) => b.count - a.count),
    }))
  }
}

/** A main thread ends with its process, which says more. */
function endsOf(units: readonly Unit[]): KeptTrial['ends'] {
  const names = nameUnits(units)
  return units.flatMap(({ id, kind, helper, end }) => {
    const unit = names.get(id)
    if (!unit || !end || helper || kind === 'main') return []
    const { state, exitCode, signal } = end
    return [{ unit: unit.name, kind, end: { state, exitCode, signal } }]
  })
}
