/** A run: one execution of a program, which owns a tree of processes. */
import * as v from 'valibot'
import type { Ns } from './time'
import type { Language } from './program'
import type { ErrorEnvelope } from './errors'

/** Name of a run, unique in this installation and usable as a folder name. */
export type RunId = string
export const RunIdSchema = v.pipe(v.string(), v.regex(/^[a-z0-9][a-z0-9-]{0,63}$/))

/** Runs that are kept, the newest; a repetition with its examples counts as one, what is pinned does not count. */
export const KEPT_RUNS = 50
/** What the records of all runs may take on the disk; the oldest go first, what is pinned stays. */
export const KEPT_BYTES = 2 * 1024 ** 3
/** How long a removed run can be brought back. */
export const UNDO_MS = 60_000
export const RunNameSchema = v.nullable(v.pipe(v.string(), v.trim(), v.minLength(1), v.maxLength(100)))

/** `stopping`: the person asked for the end of all of it and the Lab is being patient. */
export type RunState = 'starting' | 'running' | 'stopping' | 'ended'

export interface Run {
  readonly id: RunId
  readonly language: Language
  /** What the reader knows the program by: a file name without its folder, or a lesson's. */
  readonly title: string
  readonly lesson: string | null
  readonly state: RunState
  /** Divisor of every sleep and of every time limit of a wait: 1, 5, 20 … */
  readonly speed: number
  /** Wall-clock time of the start, in ms since 1970 in UTC. */
  readonly startedAtWall: number
  /** Origin of the run's time axis on the monotonic clock. */
  readonly startedAt: Ns
  readonly endedAt: Ns | null
  /** Exit code of the run's first process, as in `UnitEnd`. */
  readonly exitCode: number | null
  /** Facts of this machine that results depend on: `node` or `python` version, GIL, start method, cores. */
  readonly facts: Readonly<Record<string, string | number | boolean>>
  /** Set when the program could not be started at all. */
  readonly failure: ErrorEnvelope | null
  readonly logLines: number
  readonly logBytes: number
  /** What the person calls it; left out and `null`: nothing but its title. */
  readonly name?: string | null
  /** Whether it is kept when it is old. */
  readonly pinned?: boolean
  /** The Lab that ran it died before its end: its record was cut off, and what lived then was killed. */
  readonly cutOff?: boolean
  /** What its record takes on the disk; left out while it goes on. */
  readonly recordBytes?: number
  /** The repetition it is kept as an example of, and which of its trials it was. */
  readonly repeat?: { readonly id: string; readonly trial: number } | null
  /** What it used so far, as far as it was measured; left out where it was not. */
  readonly usage?: RunUsage
}

/** Sums over all processes of a run. `null`: not measured. */
export interface RunUsage {
  readonly cpuNs: Ns | null
  /** The most that all of them together had resident when it was looked at; what they share counts for each. */
  readonly peakBytes: number | null
}
