/**
 * A unit: a thing with a life of its own in a run. Its states, the transitions between them and the
 * shape in which the Lab tells the UI, the CLI and the record about it.
 */
import * as v from 'valibot'
import type { Ns } from './time'

/** A process, the main thread of a process, or any further thread in it. */
export const UNIT_KINDS = ['process', 'main', 'thread'] as const
export type UnitKind = (typeof UNIT_KINDS)[number]

/** Run-wide name of a unit: `"2"` is the second process of the run, `"2.1"` its main thread, `"2.3"` a thread. */
export type UnitId = string
export const UnitIdSchema = v.pipe(v.string(), v.regex(/^[1-9]\d{0,6}(\.[1-9]\d{0,6})?$/))
/** Stands where nobody can tell which process of the run something comes from. No unit has it. */
export const UNKNOWN_UNIT: UnitId = '0'

/** States in which a unit is alive and stands still for a reason that is shown. */
export const WAITING_STATES = [
  'sleeping',
  'input',
  'join',
  'lock',
  'queue',
  'event',
  'condition',
  'semaphore',
  'barrier',
  'pipe',
  'exit',
] as const
export type WaitingState = (typeof WAITING_STATES)[number]

export const END_STATES = ['finished', 'failed', 'terminated', 'abandoned'] as const
export type EndState = (typeof END_STATES)[number]

/**
 * `exit` is the state of a main thread whose code is over while its process waits for the threads and
 * child processes that are left (semantics M02, M06, P20).
 */
export type UnitState = 'new' | 'starting' | 'running' | WaitingState | EndState

export const UNIT_STATES = ['new', 'starting', 'running', ...WAITING_STATES, ...END_STATES] as const
export const UnitStateSchema = v.picklist(UNIT_STATES)

const waiting: ReadonlySet<UnitState> = new Set(WAITING_STATES)
const ended: ReadonlySet<UnitState> = new Set(END_STATES)

export const isWaiting = (state: UnitState): state is WaitingState => waiting.has(state)
export const hasEnded = (state: UnitState): state is EndState => ended.has(state)
export const isAlive = (state: UnitState): boolean => state !== 'new' && !hasEnded(state)

/**
 * THE transition table. A unit that is alive may go to running, to any wait and to any end; a unit that
 * was never started may be abandoned with its program; an ended unit stays as it ended.
 */
export function canGo(from: UnitState, to: UnitState): boolean {
  if (hasEnded(from) || from === to) return false
  if (from === 'new') return to === 'starting' || to === 'running' || hasEnded(to)
  return to !== 'new' && to !== 'starting'
}

/** Line and column are 1-based and those of the file the student wrote. */
export const SourcePlaceSchema = v.object({
  file: v.pipe(v.string(), v.maxLength(4096)),
  line: v.pipe(v.number(), v.integer(), v.minValue(1)),
  column: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1))),
})
export type SourcePlace = v.InferOutput<typeof SourcePlaceSchema>

/** What a waiting unit waits for. Every field is there only where the agent could find it out. */
export const WaitSchema = v.object({
  /** What the reader knows the thing by: a thread's name, a lock's variable, a queue's. */
  label: v.optional(v.pipe(v.string(), v.maxLength(200))),
  /** Process-local (on the wire) or run-wide (in a `Unit`) name of the unit waited for. */
  unit: v.optional(v.string()),
  /** Name of the lock, queue … that is waited for, unique in its process; `mp:` in front when run-wide. */
  object: v.optional(v.string()),
  /** The unit that holds the object now (locks). */
  holder: v.optional(v.string()),
  /** Whether a queue or pipe is waited on to read or to write. */
  side: v.optional(v.picklist(['get', 'put', 'join'])),
  /** The prompt of an input. */
  prompt: v.optional(v.pipe(v.string(), v.maxLength(2000))),
  /** Length of a sleep or of a wait with a limit, in ns of program time (before any speed-up). */
  forNs: v.optional(v.number()),
  /** The line of the student's file on which it stands, where that is cheap to know. */
  place: v.optional(SourcePlaceSchema),
})
export type Wait = v.InferOutput<typeof WaitSchema>

/** An error of the student's program, as its own language names and prints it. */
export const ProgramErrorSchema = v.object({
  type: v.pipe(v.string(), v.maxLength(200)),
  message: v.pipe(v.string(), v.maxLength(100_000)),
  place: v.optional(SourcePlaceSchema),
})
export type ProgramError = v.InferOutput<typeof ProgramErrorSchema>

/** Who made a unit start, stop or end. */
export const ActorSchema = v.picklist(['program', 'person', 'lab', 'system'])
export type Actor = v.InferOutput<typeof ActorSchema>

/** How a unit ended. Recorded once: the first cause wins, consequences of the same death never overwrite it. */
export interface UnitEnd {
  readonly state: EndState
  readonly at: Ns
  /** Exit code as Python reports it: 0…255, or −N for death by signal N. `null` for threads and where unknown. */
  readonly exitCode: number | null
  /** `SIGTERM`, `SIGKILL` … when a signal ended it. */
  readonly signal: string | null
  /** Who asked for the end; `program` for a normal return or the program's own terminate. */
  readonly askedBy: Actor
  /** Whether patience ran out and force (SIGKILL) was needed. */
  readonly forced: boolean
  readonly error: ProgramError | null
}

/** Everything a shell is told about one unit. Points in time are on the run's monotonic clock. */
export interface Unit {
  readonly id: UnitId
  readonly kind: UnitKind
  /** Id of the process unit this unit lives in; a process unit names itself. */
  readonly process: UnitId
  /** Who created it; `null` for the run's first process. */
  readonly parent: UnitId | null
  readonly name: string
  readonly daemon: boolean
  /** Belongs to the language's own machinery (a queue's feeder thread, a resource tracker …). */
  readonly helper: boolean
  readonly pid: number | null
  /** The operating system's thread id, where there is one to be had (`null` where not; a process unit repeats its main thread's). */
  readonly tid: number | null
  /** The parent's PID as the operating system tells it. Process units only. */
  readonly ppid: number | null
  readonly state: UnitState
  readonly wait: Wait | null
  /** When the present state began. */
  readonly since: Ns
  readonly createdAt: Ns
  readonly startedAt: Ns | null
  readonly startedBy: Actor | null
  readonly end: UnitEnd | null
  /** Whether somebody has joined it since it ended (a process that is not joined is a zombie on Unix). */
  readonly joined: boolean
  /** The line that created it. */
  readonly source: SourcePlace | null
}

/** One stretch of a unit's life: it was in `state` from `at` until the next step, or until now. */
export interface Step {
  readonly at: Ns
  readonly state: UnitState
  readonly wait: Wait | null
  /** Lines the run's merged log had when it began: where it stands among them. Left out where not known. */
  readonly line?: number
}

/** Something that happened at one instant between two units: an arrow on the timeline. */
export interface Link {
  readonly kind: 'start' | 'join' | 'handover' | 'message' | 'signal'
  readonly at: Ns
  readonly from: UnitId
  readonly to: UnitId
  /** The lock, queue or signal it went over. */
  readonly label?: string
  /** Messages over a queue or pipe: how many items were left in it afterwards. */
  readonly size?: number
}
