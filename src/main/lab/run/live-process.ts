/**
 * One process of a live run: what comes over its connection goes into the record, the log and the model.
 * This is the hottest place of the Lab; output passes without an allocation per line.
 */
import { FRAME, readPayload, unpackCall } from '../../../contract/frames'
import type { Language } from '../../../contract/program'
import type { Ns } from '../../../contract/time'
import type { AgentConnection } from '../agent-server/connection'
import type { Hello } from '../agent-server/handshake'
import { nameProcess, type ProcessName } from '../ending/signals'
import { STREAM, type LogSource, type StreamNumber } from '../log/log-index'
import { peakBytesOf } from '../sampling/proc'
import type { LaneOwner } from './lane'
import type { ProcessEntry } from './unit-table'

/** What a process needs of its run. */
export interface ProcessRun {
  /** Frames of this region follow; they are given to `keepText` and `keep` in order. */
  beginRegion(process: number, bytes: Buffer): void
  endRegion(): void
  /** Output of a unit. */
  text(
    source: LogSource,
    stream: StreamNumber,
    at: Ns,
    bytes: Buffer,
    start: number,
    payload: number,
    payloadEnd: number,
    end: number,
  ): void
  /** Any other frame that belongs into the record. Throws `bad-frame`. */
  fact(
    process: LiveProcess,
    type: number,
    unit: number,
    at: Ns,
    payload: Uint8Array,
    start: number,
    end: number,
  ): void
  logSource(process: number, unit: number): LogSource
  /** A call on an object that processes share. */
  call(process: LiveProcess, unit: number, json: unknown, bytes: Uint8Array): void
  processClosed(process: LiveProcess): void
  defect(unit: string | null, what: string): void
}

/** Numbers of units whose log source is looked up in an array. */
const FAST_UNITS = 4096

export class LiveProcess implements LaneOwner {
  readonly entry: ProcessEntry
  readonly connection: AgentConnection
  readonly name: ProcessName
  readonly language: Language
  readonly #run: ProcessRun
  readonly #sources: (LogSource | undefined)[] = []
  #region: Buffer = Buffer.alloc(0)
  #inRegion = false
  /** When its connection ended; all its output has arrived before. */
  closedAt: Ns | null = null
  #peakBytes: number | null = null

  constructor(entry: ProcessEntry, connection: AgentConnection, hello: Hello, run: ProcessRun) {
    this.entry = entry
    this.language = hello.language
    this.connection = connection
    this.name = nameProcess(hello.pid)
    this.#run = run
  }

  get number(): number {
    return this.entry.number
  }

  /** Names it to the broker: the key it was announced by, or one that no agent can give. */
  get key(): string {
    return this.entry.key ?? `#${this.entry.number}`
  }

  /** Most memory it has had, as long as the system knows it: it waits for the end of the connection before it exits. */
  get peakBytes(): number | null {
    return (this.#peakBytes ??= peakBytesOf(this.name.pid))
  }

  leaving(): void {
    this.#peakBytes = peakBytesOf(this.name.pid)
  }

  region(bytes: Buffer): void {
    this.#region = bytes
    this.#inRegion = true
    this.#run.beginRegion(this.entry.number, bytes)
  }

  frame(
    type: number,
    unit: number,
    at: Ns,
    start: number,
    payload: number,
    payloadEnd: number,
    end: number,
  ): void {
    switch (type) {
      case FRAME.out:
        this.#run.text(this.#source(unit), STREAM.out, at, this.#region, start, payload, payloadEnd, end)
        return
      case FRAME.err:
        this.#run.text(this.#source(unit), STREAM.err, at, this.#region, start, payload, payloadEnd, end)
        return
      case FRAME.reply:
        return this.connection.replied(readPayload('reply', this.#region.subarray(payload, payloadEnd)))
      case FRAME.call: {
        const { json, bytes } = unpackCall(this.#region.subarray(payload, payloadEnd))
        return this.#run.call(this, unit, json, Buffer.from(bytes)) // kept: the region is gone when it is asked for
      }
      default:
        this.#run.fact(this, type, unit, at, this.#region.subarray(payload, payloadEnd), start, end)
    }
  }

  regionEnd(): void {
    if (!this.#inRegion) return
    this.#inRegion = false
    this.#run.endRegion()
  }

  connectionEnded(): void {
    this.#run.processClosed(this)
  }

  cutOff(why: string): void {
    this.#run.defect(this.entry.id, why)
  }

  #source(unit: number): LogSource {
    if (unit >= FAST_UNITS) return this.#run.logSource(this.entry.number, unit)
    return (this.#sources[unit] ??= this.#run.logSource(this.entry.number, unit))
  }
}
