/**
 * THE contract between shells and UI: every command with the schema of its argument, and the type of its
 * result. A new command is one entry here and one function in the Lab (or in the shell, for `shell.*`).
 *
 * Both transports carry `Request` and answer `Reply`; the argument is validated by the side that serves
 * (`serve` in src/main), before any code of the Lab sees it.
 */
import * as v from 'valibot'
import { UNIT_ACTIONS } from './actions'
import { ErrorEnvelopeSchema } from './errors'
import type { RunSnapshot, Snapshot } from './events'
import type { LabInfo, ShellInfo } from './lab-info'
import { LogViewSchema, MAX_LOG_LINES, type LogPage } from './log'
import { LanguageSchema, MAX_SOURCE_CHARS, ProgramSchema, type Language, type SourceProblem } from './program'
import { RepeatIdSchema, TrialCountSchema, USUAL_TRIALS, type RepeatId, type RepeatResult } from './repeat'
import { RunIdSchema, RunNameSchema, type RunId } from './run'
import { UnitIdSchema } from './unit'

export const SPEEDS = [1, 5, 20] as const
const SpeedSchema = v.pipe(v.number(), v.minValue(0.1), v.maxValue(1000))
const CountSchema = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(MAX_LOG_LINES))
const PlaceSchema = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(Number.MAX_SAFE_INTEGER))
const PixelSchema = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(32_767))
const Nothing = v.strictObject({})
const StartFields = {
  program: ProgramSchema,
  args: v.optional(v.pipe(v.array(v.pipe(v.string(), v.maxLength(32_768))), v.maxLength(1000)), []),
  speed: v.optional(SpeedSchema, 1),
  python: v.optional(v.pipe(v.string(), v.maxLength(4096))),
}
const AnswerSchema = v.pipe(v.string(), v.maxLength(100_000))
const FileIdSchema = v.pipe(v.string(), v.maxLength(64))
/** Of a program, without a folder. */
export const FileNameSchema = v.pipe(v.string(), v.regex(/^[^/\\\0:]{1,100}\.(ts|js|mts|mjs|py)$/))

/** A file the person has chosen in a dialog, dropped, or opened before. */
export interface OpenedFile {
  readonly fileId: string
  /** Without its folder. */
  readonly name: string
  readonly language: Language
  readonly source: string
}

export interface RecentFile {
  readonly fileId: string
  readonly name: string
  /** In ms since 1970, UTC. */
  readonly usedAt: number
  /** Whether it lies in the folder of My programs; another one is only known, and never deleted. */
  readonly own: boolean
}

/** A file that a program imports from beside it, by the relative name it was asked for. */
export type NeighbourFile =
  | { readonly name: string; readonly state: 'there'; readonly source: string }
  | { readonly name: string; readonly state: 'missing' }
  /** Above the program's folder, too long, or not a text: the program may use it, the page may not read it. */
  | { readonly name: string; readonly state: 'out-of-reach' }

export interface Picture {
  /** A PNG image in base64. */
  readonly png: string
  /** In device pixels. */
  readonly width: number
  readonly height: number
}

/** What is kept between sessions. Unknown keys are refused, missing ones are filled with the defaults. */
export const SettingsSchema = v.strictObject({
  theme: v.optional(v.picklist(['system', 'light', 'dark']), 'system'),
  locale: v.optional(v.picklist(['system', 'ko', 'en']), 'system'),
  language: v.optional(LanguageSchema, 'typescript'),
  speed: v.optional(SpeedSchema, 1),
  python: v.optional(v.nullable(v.pipe(v.string(), v.maxLength(4096))), null),
  /** Lessons the person has gone through, by id. */
  done: v.optional(v.array(v.pipe(v.string(), v.maxLength(64))), []),
  /** Whatever the page wants back: sizes of panels, open sections. Bounded and opaque to the Lab. */
  page: v.optional(
    v.record(v.pipe(v.string(), v.maxLength(64)), v.union([v.string(), v.number(), v.boolean()])),
    {},
  ),
})
export type Settings = v.InferOutput<typeof SettingsSchema>

/** Argument schema of every command. */
export const COMMANDS = {
  /** Facts of the machine and of this Lab. Result: LabInfo. */
  'lab.info': Nothing,
  /** Starts over with a consistent picture: everything after its `seq` comes as patches. Result: Snapshot. */
  'lab.snapshot': Nothing,

  /** Starts a program. Result: the run's id; the run may still fail to start (`Run.failure`). */
  'run.start': v.strictObject(StartFields),
  /**
   * What the language itself says of a text without running it: its syntax. Result: SourceProblem[]. For Python
   * by the interpreter a run would take (`python`, else the program's own, else the best that is found).
   */
  'program.check': v.strictObject({
    language: LanguageSchema,
    name: FileNameSchema,
    source: v.pipe(v.string(), v.maxLength(MAX_SOURCE_CHARS)),
    fileId: v.optional(FileIdSchema),
    python: v.optional(v.pipe(v.string(), v.maxLength(4096))),
  }),
  /** The whole of one run: units, their steps, links. Result: RunSnapshot. Opens a finished run's record as well. */
  'run.open': v.strictObject({ run: RunIdSchema }),
  /** Ends everything the run has started. Patience is bounded; `force` has none. */
  'run.stop': v.strictObject({ run: RunIdSchema, force: v.optional(v.boolean(), false) }),
  /** Forgets an ended run and deletes its record; for UNDO_MS `run.restore` can bring it back. */
  'run.remove': v.strictObject({ run: RunIdSchema }),
  /** Brings a removed run back. `no-such-run` when it is too late. */
  'run.restore': v.strictObject({ run: RunIdSchema }),
  /** Names an ended run (`null`: by its title alone again), or keeps it when it is old. What is left out stays. */
  'run.mark': v.strictObject({
    run: RunIdSchema,
    name: v.optional(RunNameSchema),
    pinned: v.optional(v.boolean()),
  }),
  'run.setSpeed': v.strictObject({ run: RunIdSchema, speed: SpeedSchema }),

  /** Start, join, terminate, kill, interrupt; `daemon` turns the flag over (see actions.ts). Returns once it was handed over. */
  'unit.act': v.strictObject({
    run: RunIdSchema,
    unit: UnitIdSchema,
    action: v.picklist(UNIT_ACTIONS),
  }),
  /** Answers an input with one line (without its end). `unit` may be left out: whoever waits longest gets it. */
  'unit.input': v.strictObject({
    run: RunIdSchema,
    unit: v.optional(UnitIdSchema),
    text: AnswerSchema,
  }),
  /** End of the input: every waiting and later input() of the run's first process meets EOFError. */
  'unit.endInput': v.strictObject({ run: RunIdSchema }),

  /**
   * Runs a program again and again, one run after the other. Result: the repetition's id. Lines that a trial
   * asks for are those that `answersOf`, an earlier run, was given, or that `repeat.answer` gives; every later
   * trial gets the same. One at a time: `too-many-runs` while another goes on.
   */
  'repeat.start': v.strictObject({
    ...StartFields,
    count: v.optional(TrialCountSchema, USUAL_TRIALS),
    answersOf: v.optional(RunIdSchema),
  }),
  /** Ends a repetition with the trial that is under way; what came out so far stays. */
  'repeat.stop': v.strictObject({ repeat: RepeatIdSchema }),
  /** Gives the line that is asked for. */
  'repeat.answer': v.strictObject({ repeat: RepeatIdSchema, text: AnswerSchema }),
  /** What came out so far. Result: RepeatResult. `exact`: with numbers as they are (but PIDs and TIDs). */
  'repeat.read': v.strictObject({ repeat: RepeatIdSchema, exact: v.optional(v.boolean(), false) }),
  /** As of runs; the examples go and come with it. */
  'repeat.remove': v.strictObject({ repeat: RepeatIdSchema }),
  'repeat.restore': v.strictObject({ repeat: RepeatIdSchema }),
  'repeat.mark': v.strictObject({
    repeat: RepeatIdSchema,
    name: v.optional(RunNameSchema),
    pinned: v.optional(v.boolean()),
  }),

  /** A page of the log. Result: LogPage. */
  'log.read': v.strictObject({
    run: RunIdSchema,
    view: LogViewSchema,
    from: PlaceSchema,
    count: CountSchema,
  }),

  /** Kept settings. Result: Settings. */
  'settings.get': Nothing,
  /** Changes some settings. Result: Settings, whole. */
  'settings.set': v.strictObject({ changes: v.partial(SettingsSchema) }),

  /** Files opened before, newest first. Result: RecentFile[]. */
  'files.recent': Nothing,
  /** Reads a chosen file again. Result: OpenedFile. */
  'files.read': v.strictObject({ fileId: FileIdSchema }),
  /** Writes a chosen file. With `known`, only if that is what it holds now: `file-changed` if another program wrote it. */
  'files.write': v.strictObject({
    fileId: FileIdSchema,
    source: v.pipe(v.string(), v.maxLength(MAX_SOURCE_CHARS)),
    known: v.optional(v.pipe(v.string(), v.maxLength(MAX_SOURCE_CHARS))),
  }),
  /** Reads files a program imports from beside it, by their relative names. Result: NeighbourFile[], in that order. */
  'files.beside': v.strictObject({
    fileId: FileIdSchema,
    names: v.pipe(v.array(v.pipe(v.string(), v.regex(/^[^\0\\:]{1,200}$/))), v.maxLength(100)),
  }),
  /** Gives a file another name in its folder. Result: OpenedFile. `file-exists` when the name is taken. */
  'files.rename': v.strictObject({ fileId: FileIdSchema, name: FileNameSchema }),
  /** Takes a file out of the list; one of My programs is put aside on the disk as well. `files.restore` undoes it. */
  'files.remove': v.strictObject({ fileId: FileIdSchema }),
  /** Brings back a file that was removed since the start. Result: OpenedFile. */
  'files.restore': v.strictObject({ fileId: FileIdSchema }),
  /** Puts a program under My programs. Result: OpenedFile. */
  'files.create': v.strictObject({
    name: FileNameSchema,
    source: v.pipe(v.string(), v.maxLength(MAX_SOURCE_CHARS)),
  }),

  /** What this shell can do. Result: ShellInfo. */
  'shell.info': Nothing,
  /** Lets the person choose a program file. Result: OpenedFile, or null when cancelled. `not-available-here` in the browser shell. */
  'shell.openFile': Nothing,
  /** Lets the person choose where to write. Result: OpenedFile, or null when cancelled. */
  'shell.saveFileAs': v.strictObject({
    name: v.pipe(v.string(), v.maxLength(100)),
    source: v.pipe(v.string(), v.maxLength(MAX_SOURCE_CHARS)),
  }),
  /** A picture of the window, or of a part of it given in CSS pixels. Result: Picture. `not-available-here` in the browser shell. */
  'shell.capture': v.strictObject({
    part: v.optional(
      v.strictObject({ x: PixelSchema, y: PixelSchema, width: PixelSchema, height: PixelSchema }),
    ),
  }),
} as const

export type CommandName = keyof typeof COMMANDS
export const COMMAND_NAMES = Object.keys(COMMANDS) as CommandName[]

/** Result of each command that has one; the others answer `null`. */
export interface CommandResults {
  'lab.info': LabInfo
  'lab.snapshot': Snapshot
  'run.start': { run: RunId }
  'program.check': readonly SourceProblem[]
  'run.open': RunSnapshot
  'repeat.start': { repeat: RepeatId }
  'repeat.read': RepeatResult
  'log.read': LogPage
  'settings.get': Settings
  'settings.set': Settings
  'files.recent': readonly RecentFile[]
  'files.read': OpenedFile
  'files.create': OpenedFile
  'files.beside': readonly NeighbourFile[]
  'files.rename': OpenedFile
  'files.restore': OpenedFile
  'shell.info': ShellInfo
  'shell.openFile': OpenedFile | null
  'shell.saveFileAs': OpenedFile | null
  'shell.capture': Picture
}

/** What a caller passes (defaults may be left out) and what the serving side gets. */
export type CommandInput<N extends CommandName> = v.InferInput<(typeof COMMANDS)[N]>
export type CommandArgument<N extends CommandName> = v.InferOutput<(typeof COMMANDS)[N]>
export type CommandResult<N extends CommandName> = N extends keyof CommandResults ? CommandResults[N] : null

export const RequestSchema = v.strictObject({
  id: v.pipe(v.number(), v.integer(), v.minValue(0)),
  command: v.pipe(v.string(), v.maxLength(64)),
  argument: v.unknown(),
})
export type Request = v.InferOutput<typeof RequestSchema>

/** The answer to a request: a value, or an error in its envelope. */
export const ReplySchema = v.variant('ok', [
  v.object({ id: v.number(), ok: v.literal(true), value: v.unknown() }),
  v.object({ id: v.number(), ok: v.literal(false), error: ErrorEnvelopeSchema }),
])
export type Reply = v.InferOutput<typeof ReplySchema>
