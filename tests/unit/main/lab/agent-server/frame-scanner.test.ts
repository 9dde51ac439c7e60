import { describe, expect, test } from 'vitest'
import { encodeFrame, FRAME, HEADER_BYTES, MAX_PAYLOAD_BYTES } from '../../../../../src/contract/frames'
import { FrameScanner, type FrameVisitor } from '../../../../../src/main/lab/agent-server/frame-scanner'

class Collector implements FrameVisitor {
  readonly frames: { type: number; unit: number; at: number; text: string }[] = []
  readonly bytes: Buffer[] = []
  #region: Buffer = Buffer.alloc(0)

  region(bytes: Buffer): void {
    this.#region = bytes
  }

  frame(
    type: number,
    unit: number,
    at: number,
    start: number,
    payload: number,
    payloadEnd: number,
    end: number,
  ) {
    this.frames.push({ type, unit, at, text: this.#region.toString('utf8', payload, payloadEnd) })
    this.bytes.push(Buffer.from(this.#region.subarray(start, end)))
  }

  regionEnd(): void {}
}

const texts = ['', 'a', 'lines\nof text\n', 'x'.repeat(7), 'y'.repeat(8), 'z'.repeat(100_000), '끝']
const stream = Buffer.concat(
  texts.map((text, index) => encodeFrame(FRAME.out, index, index * 1.5, Buffer.from(text))),
)

describe('frames come out as they went in', () => {
  test.each([1, 3, 8, 15, 16, 17, 1000, 65_536, stream.length])('in chunks of %i bytes', (size) => {
    const scanner = new FrameScanner()
    const seen = new Collector()
    for (let at = 0; at < stream.length; at += size) scanner.push(stream.subarray(at, at + size), seen)
    expect(seen.frames).toEqual(texts.map((text, i) => ({ type: FRAME.out, unit: i, at: i * 1.5, text })))
    expect(Buffer.concat(seen.bytes).equals(stream)).toBe(true)
    expect(scanner.pendingBytes).toBe(0)
  })
})

test('an incomplete frame is held back, however it is cut', () => {
  for (let cut = 1; cut < HEADER_BYTES + 16; cut += 1) {
    const scanner = new FrameScanner()
    const seen = new Collector()
    const frame = encodeFrame(FRAME.err, 7, 1, Buffer.from('twelve bytes'))
    scanner.push(Buffer.from(frame.subarray(0, cut)), seen)
    expect(seen.frames).toEqual([])
    expect(scanner.pendingBytes).toBe(cut)
    scanner.push(Buffer.from(frame.subarray(cut)), seen)
    expect(seen.frames).toEqual([{ type: FRAME.err, unit: 7, at: 1, text: 'twelve bytes' }])
  }
})

test('a payload longer than the protocol allows is refused before it is waited for', () => {
  const head = Buffer.alloc(HEADER_BYTES)
  head.writeUInt32LE((FRAME.out | ((MAX_PAYLOAD_BYTES + 1) << 8)) >>> 0, 0)
  expect(() => new FrameScanner().push(head, new Collector())).toThrow(/bad-frame/)
  const split = new FrameScanner()
  split.push(head.subarray(0, 10), new Collector())
  expect(() => split.push(head.subarray(10), new Collector())).toThrow(/bad-frame/)
})

test.each([NaN, -1, Infinity])('a frame from the time %d is refused', (time) => {
  const frame = Buffer.from(encodeFrame(FRAME.out, 1, time, Buffer.from('x')))
  expect(() => new FrameScanner().push(frame, new Collector())).toThrow(/bad-frame/)
})
