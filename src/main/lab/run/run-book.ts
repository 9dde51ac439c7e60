/**
 * The books of a live run: everything that happens is written into the record, counted in the log and
 * applied to the model, in this order and in one place, and the shells are told.
 */
import { RECORD_FRAME } from '../../../contract/record'
import type { Ns } from '../../../contract/time'
import type { UnitId } from '../../../contract/unit'
import type { Clock } from '../clock'
import type { RunEvents } from '../event-stream'
import { LogIndex, rawStream, STREAM, STREAMS, type LogSource, type StreamNumber } from '../log/log-index'
import type { LabFact, RunFact } from '../record/facts'
import type { RecordFile } from '../record/record-file'
import { Recorder } from '../record/recorder'
import type { RecordWriter } from '../record/writer'
import { Outputs } from './outputs'
import { RunModel } from './run-model'
import { namesOf, RunPicture } from './run-picture'

export interface BookParts {
  readonly writer: RecordWriter
  readonly file: RecordFile
  readonly events: RunEvents
  readonly clock: Clock
  /** Stops reading until the result is called. */
  readonly hold: () => () => void
  readonly onDefect: (error: unknown) => void
}

/** Defects that are written down; a hostile agent could tell of many. */
const MAX_DEFECTS = 100

export class RunBook {
  readonly model: RunModel
  readonly log: LogIndex
  readonly picture: RunPicture
  readonly outputs: Outputs
  readonly #parts: BookParts
  readonly #recorder: Recorder
  #defects = 0

  constructor(fact: RunFact, at: Ns, parts: BookParts) {
    this.#parts = parts
    this.#recorder = new Recorder(parts.writer)
    this.#recorder.fact(at, fact)
    this.log = new LogIndex(namesOf(() => this.model))
    this.model = new RunModel(
      fact,
      at,
      () => this.log.lines,
      (patch) => parts.events.push(patch),
      (what) => this.defect(null, what),
    )
    this.picture = new RunPicture(this.model, this.log, parts.file)
    this.outputs = new Outputs(parts.hold, parts.onDefect)
  }

  /** A fact of the Lab. `at` only where it happened before now. */
  tell(fact: LabFact, at: Ns = this.#parts.clock.now()): void {
    this.#recorder.fact(at, fact)
    if (fact.fact === 'ended') this.model.logGrew(this.log.lines, this.log.bytes)
    this.model.fact(fact, at)
  }

  /** Something impossible was told by an agent. */
  defect(unit: string | null, what: string): void {
    this.#defects += 1
    if (this.#defects <= MAX_DEFECTS) this.tell({ fact: 'defect', unit, what: what.slice(0, 2000) })
  }

  beginRegion(process: number, bytes: Buffer): void {
    this.#recorder.begin(process, bytes)
  }

  endRegion(): void {
    this.#recorder.end()
  }

  /** Output of a unit: a frame of the region that was begun. */
  text(
    source: LogSource,
    stream: StreamNumber,
    at: Ns,
    bytes: Buffer,
    start: number,
    payload: number,
    payloadEnd: number,
    end: number,
  ): void {
    this.#checkpoint()
    this.#recorder.keep(start, end)
    this.log.text(source, stream, at, bytes, payload, payloadEnd)
    this.#grew()
    if (this.outputs.isEmpty) return
    this.outputs.give({
      unit: source.unit,
      stream: STREAMS[stream],
      bytes: bytes.subarray(payload, payloadEnd),
      at,
    })
  }

  /** Any other frame of the region. Throws `bad-frame`. */
  frame(
    process: number,
    type: number,
    unit: number,
    at: Ns,
    payload: Uint8Array,
    start: number,
    end: number,
  ): void {
    this.#recorder.keep(start, end)
    this.model.frame(process, type, unit, at, payload)
  }

  /** Bytes that a process wrote past its agent; process 0 where nobody can tell which. */
  raw(process: number, fd: 1 | 2, bytes: Buffer, at: Ns): void {
    if (bytes.length === 0) return
    this.#checkpoint()
    this.#recorder.frame(process, RECORD_FRAME.raw, fd, at, bytes)
    const source = this.log.source(process, 0)
    this.log.text(source, rawStream(fd), at, bytes, 0, bytes.length)
    this.#grew()
    if (!this.outputs.isEmpty) this.outputs.give({ unit: source.unit, stream: 'raw', fd, bytes, at })
  }

  /** A line that was entered for a unit. */
  input(process: number, unit: number, text: string): void {
    const at = this.#parts.clock.now()
    const bytes = Buffer.from(text)
    this.#checkpoint()
    this.#recorder.frame(process, RECORD_FRAME.input, unit, at, bytes)
    const source = this.log.source(process, unit)
    this.log.input(source, bytes.length)
    this.#grew()
    if (!this.outputs.isEmpty) this.outputs.give({ unit: source.unit, stream: STREAMS[STREAM.in], bytes, at })
  }

  /** Ids of units as their process numbers them. */
  idOf(process: number, unit: number): UnitId {
    return this.log.source(process, unit).unit
  }

  #checkpoint(): void {
    if (!this.log.wantsCheckpoint(this.#recorder.offset)) return
    this.#recorder.cut()
    this.log.checkpoint(this.#recorder.offset)
  }

  #grew(): void {
    const run = this.model.run.id
    this.#parts.events.logGrew(run, this.#tellGrowth)
  }

  readonly #tellGrowth = () => ({
    type: 'log.grew' as const,
    run: this.model.run.id,
    lines: this.log.lines,
    bytes: this.log.bytes,
    units: this.log.takeGrown(),
    prints: this.log.takePrints(),
  })
}
