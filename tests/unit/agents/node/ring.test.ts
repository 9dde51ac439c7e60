import { expect, test } from 'vitest'
import { FRAME, FrameReader } from '../../../../src/contract/frames'
import { createRing } from '../../../../src/agents/node/ring/layout'
import { RingReader } from '../../../../src/agents/node/ring/reader'
import { RingWriter } from '../../../../src/agents/node/ring/writer'

function makeRing() {
  const ring = createRing()
  const writer = new RingWriter(ring, new Int32Array(new SharedArrayBuffer(1024)))
  const reader = new RingReader(ring)
  const frames = new FrameReader()
  const seen: { type: number; text: string; time: number }[] = []
  const take = (until = Infinity): void => {
    for (const { bytes, end } of reader.claim(until)) {
      frames.push(bytes, ({ type, payload, time }) => {
        seen.push({ type, text: Buffer.from(payload).toString(), time })
      })
      reader.free(end)
    }
  }
  return { writer, reader, seen, take }
}

test('text of all lengths comes out whole and in order, over many laps of the ring', () => {
  const { writer, reader, seen, take } = makeRing()
  let written = ''
  for (let i = 0; i < 4000; i++) {
    const text = `${i} 한글 ${'x'.repeat((i * 37) % 900)}\n`
    written += text
    writer.text(FRAME.out, 1, text)
    if (i % 7 === 0) writer.seal()
    if (i % 23 === 0) take()
  }
  take()
  expect(seen.map(({ text }) => text).join('')).toBe(written)
  expect(reader.isEmpty).toBe(true)
})

test('a frame that was taken is not added to', () => {
  const { writer, seen, take } = makeRing()
  writer.text(FRAME.out, 1, 'a')
  take()
  writer.text(FRAME.out, 1, 'b')
  take()
  expect(seen.map(({ text }) => text)).toEqual(['a', 'b'])
})

test('text does not join that of another stream, nor over a meeting of threads', () => {
  const { writer, seen, take } = makeRing()
  writer.text(FRAME.out, 1, 'a')
  writer.text(FRAME.err, 1, 'b')
  writer.text(FRAME.out, 1, 'c')
  writer.seal()
  writer.text(FRAME.out, 1, 'd')
  take()
  expect(seen.map(({ type, text }) => [type, text])).toEqual([
    [FRAME.out, 'a'],
    [FRAME.err, 'b'],
    [FRAME.out, 'c'],
    [FRAME.out, 'd'],
  ])
})

test('a reader takes no frame that is later than it asks for', () => {
  const { writer, seen, take } = makeRing()
  writer.json(FRAME.state, 1, { state: 'running' }, 10)
  writer.json(FRAME.state, 1, { state: 'sleeping' }, 20)
  take(15)
  expect(seen.map(({ time }) => time)).toEqual([10])
  take(20)
  expect(seen.map(({ time }) => time)).toEqual([10, 20])
})

test('the halves of a surrogate pair are never torn apart', () => {
  const { writer, seen, take } = makeRing()
  const text = `a${'😀'.repeat(9000)}`
  writer.text(FRAME.out, 1, text)
  take()
  expect(seen.map((frame) => frame.text).join('')).toBe(text)
})
