/**
 * Puts what happens into the record in the order in which it happens: slices of whole frames as they came
 * from a process, and between them the Lab's own facts. A fact that a frame gave rise to comes after that
 * frame, although frames are gathered into slices.
 */
import { encodeFrame, type FrameType } from '../../../contract/frames'
import { RECORD_BLOCK_HEADER_BYTES, RECORD_FRAME } from '../../../contract/record'
import type { Ns } from '../../../contract/time'
import { blockHead } from './block'
import type { LabFact } from './facts'
import type { RecordWriter } from './writer'

/** Where records are appended to; a `RecordWriter`, or less in a test. */
export type Appendable = Pick<RecordWriter, 'append' | 'offset'>

export class Recorder {
  readonly #out: Appendable
  #region: Buffer | null = null
  #process = 0
  #from = 0
  #to = 0

  constructor(out: Appendable) {
    this.#out = out
  }

  /** Length of the record with everything given to it so far. */
  get offset(): number {
    const slice = this.#to - this.#from
    return this.#out.offset + (slice > 0 ? RECORD_BLOCK_HEADER_BYTES + slice : 0)
  }

  /** Frames of this region follow. */
  begin(process: number, region: Buffer): void {
    this.#process = process
    this.#region = region
    this.#from = this.#to = 0
  }

  /** Keeps one frame of the region. */
  keep(start: number, end: number): void {
    if (start !== this.#to || this.#from === this.#to) {
      this.cut()
      this.#from = start
    }
    this.#to = end
  }

  /** The region is over; nothing of it is referred to afterwards except by the writer. */
  end(): void {
    this.cut()
    this.#region = null
    this.#from = this.#to = 0
  }

  /** Ends the block that is being gathered, so that the next frame begins one. */
  cut(): void {
    if (this.#region && this.#to > this.#from) {
      this.#out.append(blockHead(this.#process, this.#to - this.#from))
      this.#out.append(this.#region.subarray(this.#from, this.#to))
    }
    this.#from = this.#to
  }

  fact(at: Ns, fact: LabFact): void {
    this.frame(0, RECORD_FRAME.lab, 0, at, Buffer.from(JSON.stringify(fact)))
  }

  /** A frame that the Lab writes on behalf of a process. It makes a block of its own. */
  frame(
    process: number,
    type: (typeof RECORD_FRAME)[keyof typeof RECORD_FRAME],
    unit: number,
    at: Ns,
    payload: Uint8Array,
  ): void {
    this.cut()
    // A record's own types stand beside the protocol's and are encoded in the same way.
    const frame = encodeFrame(type as number as FrameType, unit, at, payload)
    this.#out.append(blockHead(process, frame.length))
    this.#out.append(Buffer.from(frame.buffer, frame.byteOffset, frame.length))
  }
}
