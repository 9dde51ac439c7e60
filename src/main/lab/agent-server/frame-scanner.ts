/**
 * Cuts the byte stream of an agent into frames without copying: a frame is told by its offsets in the
 * region it lies in, and regions consist of whole frames only, so that they can go into the record as they
 * are. At most one incomplete frame is held back, and its chunks are joined once, when it is complete.
 *
 * The contract's FrameReader says the same in fewer lines; this one exists because a million lines a
 * second come through here (a view and an object for each frame cost more than all else together).
 */
import { frameBytes, HEADER_BYTES, MAX_PAYLOAD_BYTES } from '../../../contract/frames'
import { SpindleError } from '../../../contract/errors'
import type { Ns } from '../../../contract/time'

export interface FrameVisitor {
  /** A region begins; its frames follow in order. */
  region(bytes: Buffer): void
  /** One frame: its place in the region, and that of its payload. */
  frame(
    type: number,
    unit: number,
    at: Ns,
    start: number,
    payload: number,
    payloadEnd: number,
    end: number,
  ): void
  /** The region is over. */
  regionEnd(): void
}

export class FrameScanner {
  #held: Buffer[] = []
  #heldBytes = 0
  /** Bytes of the incomplete frame in all; HEADER_BYTES while its header is not complete. */
  #needed = 0

  /** Bytes held back until the rest of their frame arrives. */
  get pendingBytes(): number {
    return this.#heldBytes
  }

  /** Visits every frame that is complete now. Throws `bad-frame`, after which the stream cannot be read further. */
  push(chunk: Buffer, visitor: FrameVisitor): void {
    let rest = chunk
    while (this.#heldBytes > 0) {
      const missing = this.#needed - this.#heldBytes
      this.#hold(rest.subarray(0, missing))
      if (rest.length < missing) return
      rest = rest.subarray(missing)
      const whole = Buffer.concat(this.#held)
      this.#needed = frameBytes(payloadLength(whole.readUInt32LE(0)))
      this.#held = [whole]
      if (whole.length < this.#needed) continue // that was the header
      this.#drop()
      scan(whole, visitor)
    }
    const used = scan(rest, visitor)
    if (used === rest.length) return
    this.#needed =
      rest.length - used >= HEADER_BYTES ? frameBytes(payloadLength(rest.readUInt32LE(used))) : HEADER_BYTES
    // A copy, so that a few bytes of the next frame do not keep a whole chunk alive.
    this.#hold(Buffer.from(rest.subarray(used)))
  }

  #hold(bytes: Buffer): void {
    this.#held.push(bytes)
    this.#heldBytes += bytes.length
  }

  #drop(): void {
    this.#held = []
    this.#heldBytes = 0
    this.#needed = 0
  }
}

/** Visits the whole frames at the beginning of `bytes`; returns how far they reach. */
export function scan(bytes: Buffer, visitor: FrameVisitor): number {
  let at = 0
  let begun = false
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
  while (bytes.length - at >= HEADER_BYTES) {
    const head = view.getUint32(at, true)
    const length = payloadLength(head)
    const end = at + HEADER_BYTES + ((length + 7) & ~7)
    if (end > bytes.length) break
    const time = view.getFloat64(at + 8, true)
    if (!(time >= 0 && time < Infinity)) throw new SpindleError('bad-frame', { why: `time ${time}` })
    if (!begun) {
      visitor.region(bytes)
      begun = true
    }
    const payload = at + HEADER_BYTES
    visitor.frame(head & 0xff, view.getUint32(at + 4, true), time, at, payload, payload + length, end)
    at = end
  }
  if (begun) visitor.regionEnd()
  return at
}

/** When a frame of a region that was scanned happened. */
export const timeOf = (view: DataView, at: number): Ns => view.getFloat64(at + 8, true)

/** Visits one frame of a region that was scanned; returns where the next one begins. */
export function passFrame(view: DataView, at: number, visitor: FrameVisitor): number {
  const head = view.getUint32(at, true)
  const payload = at + HEADER_BYTES
  const payloadEnd = payload + (head >>> 8)
  const end = at + frameBytes(head >>> 8)
  visitor.frame(head & 0xff, view.getUint32(at + 4, true), timeOf(view, at), at, payload, payloadEnd, end)
  return end
}

function payloadLength(head: number): number {
  const length = head >>> 8
  if (length <= MAX_PAYLOAD_BYTES) return length
  throw new SpindleError('bad-frame', { why: `payload of ${length} bytes` })
}
