/**
 * The Lab's own facts: what stands in a run's record beside the frames of its agents (frames of type
 * RECORD_FRAME.lab, JSON). Together with those frames they say everything that happened, so that a run
 * read from its record is the same as the run that was watched.
 */
import * as v from 'valibot'
import { ErrorEnvelopeSchema } from '../../../contract/errors'
import { LanguageSchema } from '../../../contract/program'
import { RunIdSchema } from '../../../contract/run'
import { ActorSchema, UnitIdSchema, WaitSchema } from '../../../contract/unit'
import { parseJson } from '../../../contract/frames'
import { SpindleError } from '../../../contract/errors'

const Count = v.pipe(v.number(), v.integer(), v.minValue(0))
const ProcessNumber = v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(9_999_999))
const Text = v.pipe(v.string(), v.maxLength(1000))
const Maybe = v.nullable(v.number())
const Values = v.record(v.string(), v.union([v.string(), v.number(), v.boolean()]))

const ProcessSampleSchema = v.object({
  unit: UnitIdSchema,
  cpuNs: Maybe,
  cpuPercent: Maybe,
  rssBytes: Maybe,
  pssBytes: Maybe,
  threads: Maybe,
})
const ThreadSampleSchema = v.object({
  unit: UnitIdSchema,
  cpuNs: Maybe,
  cpuPercent: Maybe,
  state: v.nullable(v.string()),
  core: Maybe,
  queuedNs: v.exactOptional(v.number()),
  yields: v.exactOptional(v.number()),
  preemptions: v.exactOptional(v.number()),
})

export const LabFactSchema = v.variant('fact', [
  /** Always the first. The frame's time is the run's origin. */
  v.object({
    fact: v.literal('run'),
    id: RunIdSchema,
    language: LanguageSchema,
    title: Text,
    lesson: v.nullable(Text),
    speed: v.number(),
    startedAtWall: v.number(),
    facts: Values,
    args: v.array(v.string()),
    source: v.string(),
    /** The repetition it was a trial of, and which one. */
    repeat: v.optional(v.object({ id: RunIdSchema, trial: Count })),
  }),
  /** The run's first process was spawned; what is known of its interpreter before it says so itself. */
  v.object({ fact: v.literal('spawned'), pid: Count, facts: Values }),
  /** A process said hello. `key`: as announced, or `null` where nobody announced it; then `parent` is its guessed parent. */
  v.object({
    fact: v.literal('joined'),
    process: ProcessNumber,
    key: v.nullable(v.pipe(v.string(), v.maxLength(100))),
    parent: v.nullable(ProcessNumber),
    pid: Count,
    ppid: Count,
    name: v.optional(Text),
    facts: Values,
  }),
  /** Somebody asked for the end of a unit (a process, a thread) or of the whole run (`unit` null). */
  v.object({
    fact: v.literal('asked'),
    unit: v.nullable(UnitIdSchema),
    by: ActorSchema,
    signal: v.nullable(v.string()),
    /** Patience ran out, or there was none: what cannot be refused. */
    forced: v.boolean(),
  }),
  /**
   * A process is over and all its output has arrived; the frame's time is its end. The exit status where
   * the Lab knows it itself (the first process is its child); otherwise its parent and its `bye` told it.
   */
  v.object({
    fact: v.literal('gone'),
    process: ProcessNumber,
    exitCode: v.nullable(v.number()),
    signal: v.nullable(v.string()),
  }),
  /** Found out by the broker. */
  v.object({
    fact: v.literal('link'),
    kind: v.picklist(['handover', 'message']),
    from: UnitIdSchema,
    to: UnitIdSchema,
    label: v.optional(Text),
    size: v.optional(Count),
  }),
  /** What a waiting unit waits for has changed: another unit holds the lock now. */
  v.object({ fact: v.literal('wait'), unit: UnitIdSchema, wait: WaitSchema }),
  v.object({
    fact: v.literal('samples'),
    processes: v.array(ProcessSampleSchema),
    threads: v.array(ThreadSampleSchema),
  }),
  /** What a process has used when it said that it is about to exit, as the system tells. */
  v.object({ fact: v.literal('used'), unit: UnitIdSchema, cpuNs: Maybe, peakBytes: Maybe }),
  v.object({ fact: v.literal('speed'), speed: v.number() }),
  /** The program could not be started, or the run could not go on. */
  v.object({ fact: v.literal('failure'), error: ErrorEnvelopeSchema }),
  /** Something impossible was told (by an agent that is broken or hostile), or an agent was cut off. */
  v.object({
    fact: v.literal('defect'),
    unit: v.nullable(Text),
    what: v.pipe(v.string(), v.maxLength(2000)),
  }),
  /** Always the last. */
  v.object({ fact: v.literal('ended') }),
])
export type LabFact = v.InferOutput<typeof LabFactSchema>
export type RunFact = Extract<LabFact, { fact: 'run' }>
export type GoneFact = Extract<LabFact, { fact: 'gone' }>
export type JoinedFact = Extract<LabFact, { fact: 'joined' }>

/** Parses and checks a fact read from a record. Throws `bad-frame`. */
export function readFact(payload: Uint8Array): LabFact {
  const result = v.safeParse(LabFactSchema, parseJson(payload))
  if (result.success) return result.output
  const issue = result.issues[0]
  throw new SpindleError('bad-frame', { why: `fact: ${v.getDotPath(issue) ?? ''} ${issue.message}`.trim() })
}
