/**
 * A repetition: the same program run again and again, one run after the other, to see how often each order
 * of lines comes. It goes on in the Lab, whoever looks at it; a page that comes back finds it.
 */
import * as v from 'valibot'
import type { ErrorEnvelope } from './errors'
import type { LogStream } from './log'
import type { Language } from './program'
import { RunIdSchema, type RunId } from './run'
import type { Ns } from './time'
import type { EndState, UnitKind } from './unit'

export const MIN_TRIALS = 2
export const MAX_TRIALS = 200
export const USUAL_TRIALS = 20
export const TrialCountSchema = v.pipe(
  v.number(),
  v.integer(),
  v.minValue(MIN_TRIALS),
  v.maxValue(MAX_TRIALS),
)

/** Lines of each trial that are looked at. What is printed after them does not count for its order. */
export const MAX_ORDER_LINES = 2_000
/** Orders and lines of each that are handed out; the rest is counted. */
export const MAX_SHOWN_ORDERS = 60
export const MAX_SHOWN_LINES = 300

/** Name of a repetition, made as those of runs are. */
export type RepeatId = string
export const RepeatIdSchema = RunIdSchema

/** `asking`: a unit waits for a line that no earlier trial was given. */
export type RepeatState = 'running' | 'asking' | 'stopping' | 'ended'

export interface Repeat {
  readonly id: RepeatId
  readonly language: Language
  /** What the reader knows the program by, as a run's. */
  readonly title: string
  readonly lesson: string | null
  readonly speed: number
  /** Wall-clock time of the start, in ms since 1970 in UTC. */
  readonly startedAtWall: number
  readonly state: RepeatState
  /** How many trials were wished for, and how many are over. */
  readonly wanted: number
  readonly done: number
  /** Distinct orders so far, with the numbers masked that change from trial to trial. */
  readonly orders: number
  /** Who asks for a line, with its prompt. */
  readonly asks: { readonly unit: string; readonly prompt: string | null } | null
  /** Why it could not go on. */
  readonly failure: ErrorEnvelope | null
  /** What the person calls it and whether it is kept; as of runs. */
  readonly name?: string | null
  readonly pinned?: boolean
}

/**
 * How a trial came to its end: by itself; or ended by the Lab, because its units waited for each other in a
 * circle, or because it took longer than TRIAL_LIMIT_MS.
 */
export const TRIAL_OUTCOMES = ['ended', 'deadlock', 'too-long'] as const
export type TrialOutcome = (typeof TRIAL_OUTCOMES)[number]

export interface Trial {
  /** From 1 on. */
  readonly number: number
  readonly outcome: TrialOutcome
  readonly tookNs: Ns
  readonly exitCode: number | null
  readonly lines: number
  /** Place of its order in `RepeatResult.orders`. */
  readonly order: number
  /** Where it is kept as an example. */
  readonly run: RunId | null
}

export interface OrderLine {
  readonly unit: string
  readonly kind: UnitKind
  readonly stream: LogStream
  /** With `#` in place of what is masked. */
  readonly text: string
}

export interface LineOrder {
  /** Trials that had it. */
  readonly count: number
  /** Number of the first of them, and of the one that is kept, with its run. */
  readonly first: number
  readonly example: number | null
  readonly run: RunId | null
  /** The first MAX_SHOWN_LINES of them. */
  readonly lines: readonly OrderLine[]
  readonly total: number
}

export interface UnitEnds {
  readonly unit: string
  readonly kind: UnitKind
  /** The commonest first. */
  readonly ends: readonly {
    readonly state: EndState
    readonly exitCode: number | null
    readonly signal: string | null
    readonly count: number
  }[]
}

/** What came out so far. */
export interface RepeatResult {
  readonly trials: readonly Trial[]
  /** The commonest first; at most MAX_SHOWN_ORDERS. */
  readonly orders: readonly LineOrder[]
  /** How many there are in all. */
  readonly distinct: number
  readonly units: readonly UnitEnds[]
}
