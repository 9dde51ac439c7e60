/** A run: one execution of a program, which owns a tree of processes. */
import * as v from 'valibot'
import type { Ns } from './time'
import type { Language } from './program'
import type { ErrorEnvelope } from './errors'

/** Name of a run, unique in this installation and usable as a folder name. */
export type RunId = string
export const RunIdSchema = v.pipe(v.string(), v.regex(/^[a-z0-9][a-z0-9-]{0,63}$/))

/** `stopping`: the person asked for the end of all of it and the Lab is being patient. */
export type RunState = 'starting' | 'running' | 'stopping' | 'ended'

export interface Run {
  readonly id: RunId
  readonly language: Language
  /** What the reader knows the program by: a file name without its folder, or a lesson's. */
  readonly title: string
  readonly lesson: string | null
  readonly state: RunState
  /** Divisor of every sleep: 1, 5, 20 … */
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
}
