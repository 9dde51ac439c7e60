/**
 * The log of a run as it is read. A line has its place from its first byte on; a line that was begun and
 * not ended yet (a prompt, progress dots) is `open` and may grow in place.
 */
import * as v from 'valibot'
import type { Ns } from './time'
import { UnitIdSchema, type UnitId } from './unit'

/**
 * `out`, `err`: what the unit printed. `in`: the line a person (or a pipe) answered. `raw`: bytes written
 * under the file descriptors past the agent (native code, subprocesses): the process is known at best.
 */
export const LOG_STREAMS = ['out', 'err', 'in', 'raw'] as const
export type LogStream = (typeof LOG_STREAMS)[number]

export interface LogLine {
  /** 0-based place in the run's merged log. */
  readonly index: number
  /** UNKNOWN_UNIT where it can be told of no process: `raw` in a run of several. */
  readonly unit: UnitId
  readonly stream: LogStream
  readonly at: Ns
  /** Without its line end; UTF-8, bytes that are none as U+FFFD; cut after MAX_LINE_CHARS. */
  readonly text: string
  readonly open: boolean
}

/** Longest line handed out in one piece, in UTF-16 units; the record keeps all of it. */
export const MAX_LINE_CHARS = 20_000
/** Most lines of one answer. */
export const MAX_LOG_LINES = 2_000

/** Which lines: all of the run, or those of one unit (for a process: of it and its threads), or a search in them. */
export const LogViewSchema = v.object({
  unit: v.optional(UnitIdSchema),
  /** Only lines of these streams. Left out: all. */
  streams: v.optional(
    v.pipe(v.array(v.picklist(LOG_STREAMS)), v.minLength(1), v.maxLength(LOG_STREAMS.length)),
  ),
  /** Plain text to find, not case-sensitive. */
  search: v.optional(v.pipe(v.string(), v.maxLength(200))),
})
export type LogView = v.InferOutput<typeof LogViewSchema>

export interface LogPage {
  /** Lines in this view now. */
  readonly total: number
  /** 0-based place of the first line within the view. */
  readonly from: number
  readonly lines: readonly LogLine[]
}
