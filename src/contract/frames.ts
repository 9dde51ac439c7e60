/**
 * The agent protocol, version 1: what an agent inside a process and the Lab say to each other.
 * docs/protocol.md is the same text for authors of agents in other languages.
 *
 *   agent ──(Unix socket in a private folder; one connection per process)──▶ Lab
 *
 * A stream of frames. Every number is little-endian; every frame is padded with zeros to a multiple of 8:
 *
 *   0  u8   type
 *   1  u24  length of the payload in bytes, padding not counted (≤ MAX_PAYLOAD_BYTES)
 *   4  u32  unit: process-local number. 0 the process itself, 1 its main thread, 2… its threads and child
 *           processes in the order in which their objects were made
 *   8  f64  time on the monotonic clock in ns (see time.ts)
 *  16  …    payload: UTF-8 JSON, bytes of text, or JSON and bytes together (`call`, `answer`)
 *
 * The first frame up is `hello`, the first down is `welcome` (or `refuse`, then the end). The Lab may wait
 * with `welcome` as long as it likes: such a process is a spare and runs nothing. The end of the
 * connection is the death of the process for the Lab, and for the agent the order to kill its process.
 *
 * Bounds: the Lab always reads, unless the machine cannot keep up with the record; then it stops reading,
 * the agent's socket fills, the agent's rings fill, and the unit that prints waits. Nothing is dropped.
 */
import * as v from 'valibot'
import { ProgramErrorSchema, SourcePlaceSchema, UnitStateSchema, WaitSchema, ActorSchema } from './unit'
import { SpindleError } from './errors'

export const PROTOCOL_VERSION = 1

export const HEADER_BYTES = 16
/** The largest payload of one frame. Text is cut into frames of at most MAX_TEXT_BYTES. */
export const MAX_PAYLOAD_BYTES = 8 * 1024 * 1024
export const MAX_TEXT_BYTES = 64 * 1024

/** The environment variable in which a process finds how to reach the Lab: JSON of `AgentAddress`. Agents take it out of the environment. */
export const ADDRESS_VARIABLE = 'SPINDLE_AGENT'
export interface AgentAddress {
  /** Path of a Unix socket or Windows pipe. */
  readonly path: string
  /** The run's secret (a spare's own, until it is given to a run). */
  readonly secret: string
  /** Names this process to the Lab: `root` for the run's first one, else what its parent announced. */
  readonly key: string
}

export const FRAME = {
  // agent → Lab
  hello: 0x01,
  unit: 0x02,
  state: 0x03,
  out: 0x04,
  err: 0x05,
  end: 0x06,
  change: 0x07,
  sample: 0x08,
  call: 0x09,
  link: 0x0a,
  note: 0x0b,
  bye: 0x0c,
  reply: 0x0d,
  // Lab → agent
  welcome: 0x81,
  refuse: 0x82,
  command: 0x83,
  answer: 0x84,
} as const
export type FrameName = keyof typeof FRAME
export type FrameType = (typeof FRAME)[FrameName]

const Count = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(0xffff_ffff))
const Name = v.pipe(v.string(), v.maxLength(1000))
const Key = v.pipe(v.string(), v.maxLength(100))

/** Payload schema of every JSON frame. */
export const PAYLOADS = {
  /** Who I am. Sent once, first. */
  hello: v.object({
    protocol: v.number(),
    secret: v.pipe(v.string(), v.maxLength(200)),
    key: Key,
    language: v.picklist(['typescript', 'python']),
    pid: Count,
    ppid: Count,
    /** Name of the process object, where it is not announced by a parent (raw fork, subprocess). */
    name: v.optional(Name),
    /** Version of the interpreter, GIL, start method …: shown beside results. */
    facts: v.optional(v.record(v.string(), v.union([v.string(), v.number(), v.boolean()])), {}),
  }),
  /** A unit came into being (state `new`, or as told). Its number is the frame's unit. */
  unit: v.object({
    kind: v.picklist(['main', 'thread', 'process']),
    name: Name,
    daemon: v.optional(v.boolean(), false),
    helper: v.optional(v.boolean(), false),
    /** Number of the unit that made it; left out for the main thread. */
    creator: v.optional(Count),
    /** For a child process: the key its agent will say hello with. */
    key: v.optional(Key),
    state: v.optional(UnitStateSchema, 'new'),
    tid: v.optional(Count),
    source: v.optional(SourcePlaceSchema),
  }),
  /**
   * A unit's state changed. `wait.unit` and `wait.holder` are process-local numbers as strings; a holder in another
   * process of the run is `PID/NUMBER`.
   */
  state: v.object({
    state: UnitStateSchema,
    wait: v.optional(WaitSchema),
    /** Who made it start (`starting` only). */
    by: v.optional(ActorSchema),
  }),
  /** A thread, or (told by its parent) a child process, ended. Its output came before this frame. */
  end: v.object({
    state: v.picklist(['finished', 'failed', 'terminated', 'abandoned']),
    exitCode: v.optional(v.nullable(v.pipe(v.number(), v.integer()))),
    signal: v.optional(v.nullable(v.string())),
    by: v.optional(ActorSchema, 'program'),
    error: v.optional(ProgramErrorSchema),
  }),
  /** Facts about a unit changed. */
  change: v.object({
    name: v.optional(Name),
    daemon: v.optional(v.boolean()),
    tid: v.optional(Count),
    pid: v.optional(Count),
    joined: v.optional(v.boolean()),
  }),
  /** Numbers the Lab cannot read from outside on this platform. Only sent when `welcome.sampleMs` is not 0. */
  sample: v.object({
    cpuNs: v.optional(v.number()),
    rssBytes: v.optional(v.number()),
    /** [unit, CPU time in ns] */
    threads: v.optional(v.array(v.tuple([Count, v.number()])), []),
  }),
  /**
   * An instant between two units of this process, from the frame's unit to another one: a lock handed over,
   * a message over a thread queue, a signal sent to a child process (`label`: its name). Joins need not be
   * told: the Lab sees them in the states.
   */
  link: v.object({
    kind: v.picklist(['handover', 'message', 'join', 'signal']),
    to: Count,
    /** `PID/NUMBER` of a unit of another process of the run, from which it came to `to`; the frame's unit says nothing then. */
    from: v.optional(v.pipe(v.string(), v.regex(/^\d{1,10}\/\d{1,10}$/))),
    label: v.optional(v.pipe(v.string(), v.maxLength(200))),
    /** Items left in the queue. */
    size: v.optional(Count),
  }),
  /** Something the reader of the run should know about the agent (limits, defects), by code. */
  note: v.object({
    code: v.pipe(v.string(), v.maxLength(64)),
    facts: v.optional(v.record(v.string(), v.unknown()), {}),
  }),
  /** The process is about to exit with this code; all its output has been sent. */
  bye: v.object({
    code: v.pipe(v.number(), v.integer()),
    /** CPU time the process has used, user and system. */
    cpuNs: v.optional(v.pipe(v.number(), v.minValue(0))),
  }),
  /** The answer to a command that has an id. */
  reply: v.object({
    id: Count,
    ok: v.boolean(),
    why: v.optional(v.pipe(v.string(), v.maxLength(2000))),
  }),
  /** Go. `program` is there for the run's first process; a child knows from its parent what to do. */
  welcome: v.object({
    protocol: v.number(),
    run: v.string(),
    /** Run-wide number of this process; only for messages to people. */
    process: Count,
    speed: v.number(),
    /** How often to send `sample`; 0: not at all. */
    sampleMs: Count,
    /** Folder of the run that its processes may keep shared files in (private, removed with the run). */
    scratch: v.string(),
    program: v.optional(
      v.object({
        path: v.string(),
        args: v.array(v.string()),
        cwd: v.string(),
        env: v.optional(v.record(v.string(), v.string())),
      }),
    ),
  }),
  refuse: v.object({ code: v.string(), facts: v.optional(v.record(v.string(), v.unknown()), {}) }),
} as const

/**
 * Commands down (frame `command`); `unit` is the frame's. Those that a person gives have an `id` and get a `reply`.
 *
 * - start: start the unit, which is `new`; done by the thread that owns its object
 * - join: the main thread waits for the unit here and now
 * - daemon: set the flag of a unit that is `new`
 * - terminate: end this thread (TypeScript). What it held stays held.
 * - interrupt: raise an exception in this thread (Python); unit 1: KeyboardInterrupt
 * - input: a line for the unit that waits for input; unit 0: for whoever waits longest, now or later
 * - endInput: end of file on the input of the process
 * - speed: divide every later sleep and time limit by this
 */
export const AgentCommandSchema = v.variant('name', [
  v.object({ name: v.literal('start'), id: v.optional(Count) }),
  v.object({ name: v.literal('join'), id: v.optional(Count) }),
  v.object({ name: v.literal('daemon'), id: v.optional(Count), daemon: v.boolean() }),
  v.object({ name: v.literal('terminate'), id: v.optional(Count) }),
  v.object({ name: v.literal('interrupt'), id: v.optional(Count) }),
  v.object({ name: v.literal('input'), id: v.optional(Count), text: v.string() }),
  v.object({ name: v.literal('endInput'), id: v.optional(Count) }),
  v.object({ name: v.literal('speed'), id: v.optional(Count), speed: v.number() }),
])
export type AgentCommand = v.InferOutput<typeof AgentCommandSchema>

type JsonFrameName = keyof typeof PAYLOADS
export type Payload<N extends JsonFrameName> = v.InferOutput<(typeof PAYLOADS)[N]>
export type PayloadInput<N extends JsonFrameName> = v.InferInput<(typeof PAYLOADS)[N]>

/** One frame as it came. `payload` is a view into the reader's buffer: copy it to keep it. */
export interface Frame {
  readonly type: number
  readonly unit: number
  readonly time: number
  readonly payload: Uint8Array
}

/** Bytes that a payload of `length` occupies on the wire with its header and padding. */
export const frameBytes = (length: number): number => HEADER_BYTES + ((length + 7) & ~7)

const encoder = new TextEncoder()
const decoder = new TextDecoder()

/** Encodes one frame. Throws `bad-frame` when the payload is over MAX_PAYLOAD_BYTES. */
export function encodeFrame(type: FrameType, unit: number, time: number, payload: Uint8Array): Uint8Array {
  if (payload.length > MAX_PAYLOAD_BYTES) {
    throw new SpindleError('bad-frame', { why: `payload of ${payload.length} bytes` })
  }
  const bytes = new Uint8Array(frameBytes(payload.length))
  const view = new DataView(bytes.buffer)
  view.setUint32(0, type | (payload.length << 8), true)
  view.setUint32(4, unit, true)
  view.setFloat64(8, time, true)
  bytes.set(payload, HEADER_BYTES)
  return bytes
}

export const encodeJson = (type: FrameType, unit: number, time: number, value: unknown): Uint8Array =>
  encodeFrame(type, unit, time, encoder.encode(JSON.stringify(value)))

/** Payload of `call` and `answer`: u32 length of the JSON, the JSON, then bytes as they are. */
export function packCall(json: unknown, bytes: Uint8Array = new Uint8Array(0)): Uint8Array {
  const head = encoder.encode(JSON.stringify(json))
  const packed = new Uint8Array(4 + head.length + bytes.length)
  new DataView(packed.buffer).setUint32(0, head.length, true)
  packed.set(head, 4)
  packed.set(bytes, 4 + head.length)
  return packed
}

export function unpackCall(payload: Uint8Array): { json: unknown; bytes: Uint8Array } {
  if (payload.length < 4) throw new SpindleError('bad-frame', { why: 'call without a head' })
  const length = new DataView(payload.buffer, payload.byteOffset).getUint32(0, true)
  if (length > payload.length - 4) throw new SpindleError('bad-frame', { why: 'call cut short' })
  return { json: parseJson(payload.subarray(4, 4 + length)), bytes: payload.subarray(4 + length) }
}

export function parseJson(payload: Uint8Array): unknown {
  try {
    return JSON.parse(decoder.decode(payload))
  } catch (cause) {
    throw new SpindleError('bad-frame', { why: 'payload is not JSON' }, 'payload is not JSON', { cause })
  }
}

/** Parses and checks the payload of a JSON frame. Throws `bad-frame` naming what is wrong. */
export function readPayload<N extends JsonFrameName>(name: N, payload: Uint8Array): Payload<N> {
  const result = v.safeParse(PAYLOADS[name], parseJson(payload))
  if (result.success) return result.output as Payload<N>
  const issue = result.issues[0]
  throw new SpindleError('bad-frame', {
    why: `${name}: ${v.getDotPath(issue) ?? ''} ${issue.message}`.trim(),
  })
}

/**
 * Cuts a byte stream into frames. Keeps at most one incomplete frame; throws `bad-frame` on a payload
 * that is too long, after which the stream cannot be read further.
 */
export class FrameReader {
  #rest: Uint8Array = new Uint8Array(0)

  /** Bytes held back until the rest of their frame arrives. */
  get pendingBytes(): number {
    return this.#rest.length
  }

  /** Calls `onFrame` for each complete frame, in order; `onFrame` must not keep `payload`. */
  push(chunk: Uint8Array, onFrame: (frame: Frame) => void): void {
    let bytes = chunk
    if (this.#rest.length > 0) {
      bytes = new Uint8Array(this.#rest.length + chunk.length)
      bytes.set(this.#rest)
      bytes.set(chunk, this.#rest.length)
    }
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
    let at = 0
    while (bytes.length - at >= HEADER_BYTES) {
      const head = view.getUint32(at, true)
      const length = head >>> 8
      if (length > MAX_PAYLOAD_BYTES)
        throw new SpindleError('bad-frame', { why: `payload of ${length} bytes` })
      const end = at + frameBytes(length)
      if (end > bytes.length) break
      onFrame({
        type: head & 0xff,
        unit: view.getUint32(at + 4, true),
        time: view.getFloat64(at + 8, true),
        payload: bytes.subarray(at + HEADER_BYTES, at + HEADER_BYTES + length),
      })
      at = end
    }
    this.#rest = at === bytes.length ? new Uint8Array(0) : bytes.slice(at)
  }
}
