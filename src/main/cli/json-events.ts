/**
 * The events of `spindle run --json`: one JSON object per line of stdout. docs/events.md explains them for
 * readers; this schema is what the tests hold every line of a real run against.
 */
import * as v from 'valibot'
import { LOG_STREAMS } from '../../contract/log'
import { LanguageSchema } from '../../contract/program'
import { ErrorEnvelopeSchema } from '../../contract/errors'
import {
  ActorSchema,
  END_STATES,
  ProgramErrorSchema,
  SourcePlaceSchema,
  UnitIdSchema,
  UnitStateSchema,
  WaitSchema,
} from '../../contract/unit'

/** Version of these events; a change that breaks a reader of them raises it. */
export const JSON_EVENTS_VERSION = 1

const Time = v.number()
const Maybe = v.nullable(v.number())
const Identity = {
  name: v.string(),
  daemon: v.boolean(),
  pid: Maybe,
  tid: Maybe,
  ppid: Maybe,
}

export const JsonEventSchema = v.variant('event', [
  v.strictObject({
    event: v.literal('run'),
    at: Time,
    version: v.literal(JSON_EVENTS_VERSION),
    run: v.string(),
    program: v.string(),
    language: LanguageSchema,
    speed: v.number(),
    facts: v.record(v.string(), v.union([v.string(), v.number(), v.boolean()])),
  }),
  v.strictObject({
    event: v.literal('unit'),
    at: Time,
    unit: UnitIdSchema,
    kind: v.picklist(['process', 'main', 'thread']),
    process: UnitIdSchema,
    parent: v.nullable(UnitIdSchema),
    ...Identity,
    helper: v.boolean(),
    state: UnitStateSchema,
    source: v.nullable(SourcePlaceSchema),
  }),
  v.strictObject({
    event: v.literal('change'),
    at: Time,
    unit: UnitIdSchema,
    ...v.partial(v.object({ ...Identity, joined: v.boolean(), parent: v.nullable(UnitIdSchema) })).entries,
  }),
  v.strictObject({
    event: v.literal('state'),
    at: Time,
    unit: UnitIdSchema,
    state: UnitStateSchema,
    wait: v.nullable(WaitSchema),
  }),
  v.strictObject({
    event: v.literal('end'),
    at: Time,
    unit: UnitIdSchema,
    state: v.picklist(END_STATES),
    exitCode: Maybe,
    signal: v.nullable(v.string()),
    askedBy: ActorSchema,
    forced: v.boolean(),
    error: v.nullable(ProgramErrorSchema),
  }),
  v.strictObject({
    event: v.literal('log'),
    at: Time,
    unit: UnitIdSchema,
    stream: v.picklist(LOG_STREAMS),
    text: v.string(),
  }),
  v.strictObject({
    event: v.literal('link'),
    at: Time,
    kind: v.picklist(['start', 'join', 'handover', 'message', 'signal']),
    from: UnitIdSchema,
    to: UnitIdSchema,
    label: v.optional(v.string()),
    size: v.optional(v.number()),
  }),
  v.strictObject({
    event: v.literal('sample'),
    at: Time,
    processes: v.array(
      v.object({
        unit: UnitIdSchema,
        cpuNs: Maybe,
        cpuPercent: Maybe,
        rssBytes: Maybe,
        pssBytes: Maybe,
        threads: Maybe,
      }),
    ),
    threads: v.array(
      v.object({
        unit: UnitIdSchema,
        cpuNs: Maybe,
        cpuPercent: Maybe,
        state: v.nullable(v.string()),
        core: Maybe,
        queuedNs: v.optional(v.number()),
        yields: v.optional(v.number()),
        preemptions: v.optional(v.number()),
      }),
    ),
  }),
  v.strictObject({ event: v.literal('deadlock'), at: Time, units: v.array(UnitIdSchema) }),
  v.strictObject({
    event: v.literal('exit'),
    at: Time,
    run: v.string(),
    exitCode: Maybe,
    failure: v.nullable(ErrorEnvelopeSchema),
  }),
])
export type JsonEvent = v.InferOutput<typeof JsonEventSchema>
export type JsonEventName = JsonEvent['event']
