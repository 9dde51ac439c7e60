/**
 * Reads the record of a finished run: the same frames go through the same model as when it was watched. A
 * record that was cut off is read up to its last whole block; what lived then is shown as killed with the
 * host. Frames that make no sense are left out, as they were then.
 */
import { FRAME } from '../../../contract/frames'
import { RECORD_FRAME } from '../../../contract/record'
import { SpindleError } from '../../../contract/errors'
import type { Ns } from '../../../contract/time'
import { scan, type FrameVisitor } from '../agent-server/frame-scanner'
import { LogIndex, rawStream, STREAM } from '../log/log-index'
import { RunModel } from '../run/run-model'
import { namesOf, RunPicture } from '../run/run-picture'
import { RECORD_HEAD_BYTES } from './block'
import { readFact } from './facts'
import { checkRecord, readBlocks } from './reader'
import { RecordFile } from './record-file'

export interface OpenedRecord {
  readonly picture: RunPicture
  close(): Promise<void>
}

/** Rejects with `bad-record` { why, readable }, `record-too-new` or `cannot-read-file`. */
export async function openRecord(path: string): Promise<OpenedRecord> {
  const file = await RecordFile.open(path).catch((cause: NodeJS.ErrnoException) => {
    throw new SpindleError('cannot-read-file', { name: path, why: cause.code ?? String(cause) }, path, {
      cause,
    })
  })
  try {
    await checkRecord(file)
    const replay = new Replay()
    const readable = await readBlocks(file, RECORD_HEAD_BYTES, file.length, (process, offset, frames) =>
      replay.block(process, offset, frames),
    )
    file.settle(readable)
    if (!replay.model) throw new SpindleError('bad-record', { why: 'it does not tell of a run', readable })
    replay.model.logGrew(replay.log.lines, replay.log.bytes)
    replay.model.cutOff()
    return { picture: new RunPicture(replay.model, replay.log, file), close: () => file.close() }
  } catch (error) {
    await file.close()
    throw error
  }
}

class Replay implements FrameVisitor {
  readonly log: LogIndex
  model: RunModel | null = null
  #process = 0
  #bytes: Buffer = Buffer.alloc(0)

  constructor() {
    this.log = new LogIndex(namesOf(() => this.#known()))
  }

  /** `false`: what follows cannot be read. */
  block(process: number, offset: number, frames: Buffer): boolean {
    if (this.log.wantsCheckpoint(offset)) this.log.checkpoint(offset)
    this.#process = process
    try {
      return scan(frames, this) === frames.length && this.model !== null
    } catch (error) {
      if (error instanceof SpindleError && error.code === 'bad-frame') return false
      throw error
    }
  }

  region(bytes: Buffer): void {
    this.#bytes = bytes
  }

  frame(type: number, unit: number, at: Ns, _start: number, payload: number, payloadEnd: number): void {
    if (type === RECORD_FRAME.lab) return this.#fact(at, this.#bytes.subarray(payload, payloadEnd))
    if (!this.model) return
    switch (type) {
      case FRAME.out:
        return this.log.text(this.#source(unit), STREAM.out, at, this.#bytes, payload, payloadEnd)
      case FRAME.err:
        return this.log.text(this.#source(unit), STREAM.err, at, this.#bytes, payload, payloadEnd)
      case RECORD_FRAME.raw:
        return this.log.text(this.#source(0), rawStream(unit), at, this.#bytes, payload, payloadEnd)
      case RECORD_FRAME.input:
        return this.log.input(this.#source(unit), payloadEnd - payload)
      default:
        return this.#frame(type, unit, at, this.#bytes.subarray(payload, payloadEnd))
    }
  }

  regionEnd(): void {}

  #fact(at: Ns, payload: Uint8Array): void {
    const fact = readFact(payload)
    if (this.model) {
      if (fact.fact === 'ended') this.model.logGrew(this.log.lines, this.log.bytes)
      this.model.fact(fact, at)
    } else if (fact.fact === 'run') {
      this.model = new RunModel(
        fact,
        at,
        () => this.log.lines,
        () => undefined,
      )
    }
  }

  #frame(type: number, unit: number, at: Ns, payload: Uint8Array): void {
    try {
      this.model?.frame(this.#process, type, unit, at, payload)
    } catch (error) {
      // The frame for which an agent was cut off stands in the record as it came.
      if (!(error instanceof SpindleError)) throw error
    }
  }

  #source(unit: number) {
    return this.log.source(this.#process, unit)
  }

  #known(): RunModel {
    if (this.model) return this.model
    throw new SpindleError('bad-record', { why: 'output before the run', readable: 0 })
  }
}
