/**
 * The log against the simplest thing that could be right: lines put together in memory. Frames of several
 * units are mixed at random and cut anywhere; every page of every view must agree.
 */
import { expect, test } from 'vitest'
import { encodeFrame, FRAME } from '../../../../../src/contract/frames'
import { MAX_LINE_CHARS, type LogLine, type LogStream } from '../../../../../src/contract/log'
import { RECORD_FRAME } from '../../../../../src/contract/record'
import { scan } from '../../../../../src/main/lab/agent-server/frame-scanner'
import { LogIndex, STREAM } from '../../../../../src/main/lab/log/log-index'
import { LogReader } from '../../../../../src/main/lab/log/log-reader'
import { Recorder } from '../../../../../src/main/lab/record/recorder'

/** The bytes of a record, kept in memory. */
class Bytes {
  readonly #pieces: Buffer[] = []
  offset = 0

  append(bytes: Buffer): void {
    this.#pieces.push(Buffer.from(bytes))
    this.offset += bytes.length
  }

  get length(): number {
    return this.offset
  }

  async written(): Promise<void> {}

  async read(offset: number, length: number): Promise<Buffer> {
    if (this.#pieces.length > 1) this.#pieces.splice(0, Infinity, Buffer.concat(this.#pieces))
    return (this.#pieces[0] ?? Buffer.alloc(0)).subarray(offset, offset + length)
  }
}

/** A record in memory with the log beside it, as a run keeps them. */
class Written {
  readonly log = new LogIndex((process, unit) => ({
    unit: unit === 0 ? `${process}` : `${process}.${unit}`,
    process: `${process}`,
  }))
  readonly #bytes = new Bytes()
  readonly #recorder = new Recorder(this.#bytes)
  readonly reader = new LogReader(this.log, this.#bytes)

  /** One region of frames of a process. */
  print(
    process: number,
    frames: readonly { unit: number; stream: 'out' | 'err'; bytes: Buffer; at?: number }[],
  ) {
    const region = Buffer.concat(
      frames.map(({ unit, stream, bytes, at = 1 }) => encodeFrame(FRAME[stream], unit, at, bytes)),
    )
    this.#recorder.begin(process, region)
    scan(region, {
      region: () => undefined,
      regionEnd: () => undefined,
      frame: (type, unit, at, start, payload, payloadEnd, end) => {
        this.#checkpoint()
        this.#recorder.keep(start, end)
        const stream = type === FRAME.out ? STREAM.out : STREAM.err
        this.log.text(this.log.source(process, unit), stream, at, region, payload, payloadEnd)
      },
    })
    this.#recorder.end()
  }

  input(process: number, unit: number, text: string): void {
    this.#checkpoint()
    this.#recorder.frame(process, RECORD_FRAME.input, unit, 1, Buffer.from(text))
    this.log.input(this.log.source(process, unit), Buffer.byteLength(text))
  }

  async page(view: { unit?: string; search?: string }, from = 0, count = 2000) {
    const page = await this.reader.read(view, from, count)
    return { ...page, lines: page.lines.map(({ text }) => text) }
  }

  #checkpoint(): void {
    if (!this.log.wantsCheckpoint(this.#recorder.offset)) return
    this.#recorder.cut()
    this.log.checkpoint(this.#recorder.offset)
  }
}

/** A small generator of numbers, the same in every run of the test. */
function random(seed: number): (below: number) => number {
  let state = seed
  return (below) => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0
    return Math.floor((state / 2 ** 32) * below)
  }
}

/** Prints at random; keeps what a reader should see. */
function fill(written: Written, seed: number, pieces: number): LogLine[] {
  const next = random(seed)
  const expected: { -readonly [K in keyof LogLine]: LogLine[K] }[] = []
  const open = new Map<string, (typeof expected)[number]>()
  for (let i = 0; i < pieces; i += 1) {
    const process = 1 + next(2)
    const frames = Array.from({ length: 1 + next(20) }, () => {
      const unit = 1 + next(next(10) === 0 ? 4 : 2)
      const stream = next(5) === 0 ? ('err' as const) : ('out' as const)
      // Rarely a piece without an end, and a unit that hardly ever ends a line.
      const isDots = unit === 4
      const text = isDots ? '.' : `${i} 줄 ${'-'.repeat(next(next(20) === 0 ? 3000 : 60))}`
      const ends = isDots ? next(200) === 0 : next(8) !== 0
      return { unit, stream, text: ends ? `${text}\n` : text }
    })
    written.print(
      process,
      frames.map(({ text, ...frame }) => ({ ...frame, bytes: Buffer.from(text) })),
    )
    for (const { unit, stream, text } of frames) {
      const key = `${process}.${unit} ${stream}`
      let line = open.get(key)
      if (!line) {
        line = { index: expected.length, unit: `${process}.${unit}`, stream, at: 1, text: '', open: true }
        expected.push(line)
        open.set(key, line)
      }
      line.text += text.replace('\n', '')
      if (text.endsWith('\n')) {
        line.open = false
        open.delete(key)
      }
    }
  }
  return expected.map((line) => ({ ...line, text: line.text.slice(0, MAX_LINE_CHARS) }))
}

test.each([1, 2, 3])('every page of every view is what was printed (seed %i)', async (seed) => {
  const written = new Written()
  const expected = fill(written, seed, 1500)
  expect(written.log.checkpoints).toBeGreaterThan(10)
  const next = random(seed + 100)
  for (const unit of [undefined, '1', '2', '1.1', '1.2', '1.3', '1.4', '2.4']) {
    const all = expected.filter((line) => unit === undefined || `${line.unit}.`.startsWith(`${unit}.`))
    for (let i = 0; i < 12; i += 1) {
      const from = i === 0 ? 0 : next(all.length + 10)
      const count = 1 + next(300)
      const page = await written.reader.read({ unit }, from, count)
      expect(page.total).toBe(all.length)
      expect(page.lines).toEqual(all.slice(from, from + count))
    }
  }
})

test.each([4, 5])('a search finds what a reader of the whole log would find (seed %i)', async (seed) => {
  const written = new Written()
  const expected = fill(written, seed, 400)
  for (const [search, unit] of [
    ['7 줄', undefined],
    ['3 줄 ---', '1'],
    ['..', '2.4'],
    ['NOTHING', undefined],
  ] as const) {
    const all = expected.filter(
      ({ text, unit: of }) =>
        text.includes(search) && (unit === undefined || `${of}.`.startsWith(`${unit}.`)),
    )
    const page = await written.reader.read({ unit, search }, 5, 50)
    expect(page.total).toBe(all.length)
    expect(page.lines).toEqual(all.slice(5, 55))
  }
})

test.each([6, 7])('the lines of some streams are those that came over them (seed %i)', async (seed) => {
  const written = new Written()
  const expected = fill(written, seed, 400)
  for (const [streams, unit, search] of [
    [['err'], undefined, undefined],
    [['out'], '1', undefined],
    [['err', 'raw'], undefined, '3 줄'],
    [['out', 'err', 'in', 'raw'], '2', undefined],
    [['in'], undefined, undefined],
  ] as const) {
    const all = expected.filter(
      (line) =>
        (streams as readonly string[]).includes(line.stream) &&
        line.text.includes(search ?? '') &&
        (unit === undefined || `${line.unit}.`.startsWith(`${unit}.`)),
    )
    const page = await written.reader.read({ unit, search, streams: [...streams] }, 3, 40)
    expect(page.total).toBe(all.length)
    expect(page.lines).toEqual(all.slice(3, 43))
  }
})

test('an answer is a line of its own stream', async () => {
  const written = new Written()
  written.print(1, [{ unit: 1, stream: 'out', bytes: Buffer.from('name? ') }])
  written.input(1, 1, 'Ada')
  written.print(1, [{ unit: 1, stream: 'err', bytes: Buffer.from('oh\n') }])
  const of = async (...streams: LogStream[]) =>
    (await written.reader.read({ streams }, 0, 10)).lines.map(({ text }) => text)
  expect(await of('in')).toEqual(['Ada'])
  expect(await of('in', 'err')).toEqual(['Ada', 'oh'])
  expect(await of('out')).toEqual(['name? '])
})

test('a search goes on where it stopped, and finds lines that were open before', async () => {
  const written = new Written()
  const out = (text: string) => written.print(1, [{ unit: 1, stream: 'out', bytes: Buffer.from(text) }])
  out('Needle\nhay\nnee')
  expect((await written.page({ search: 'needle' })).lines).toEqual(['Needle'])
  out('dle\nneedle\n')
  expect((await written.page({ search: 'needle' })).lines).toEqual(['Needle', 'needle', 'needle'])
})

test('a line that was begun grows in place until its end comes', async () => {
  const written = new Written()
  const print = (unit: number, text: string) =>
    written.print(1, [{ unit, stream: 'out', bytes: Buffer.from(text) }])
  print(1, 'name? ')
  print(2, 'other\n')
  const [first] = (await written.reader.read({}, 0, 10)).lines
  expect(first).toMatchObject({ index: 0, text: 'name? ', open: true })
  print(1, 'kim\n')
  expect((await written.page({})).lines).toEqual(['name? kim', 'other'])
})

test('an answer ends the prompt it answers, as Enter does on a terminal', async () => {
  const written = new Written()
  const print = (text: string) => written.print(1, [{ unit: 1, stream: 'out', bytes: Buffer.from(text) }])
  print('name? ')
  written.input(1, 1, 'kim')
  print('hello\n')
  expect((await written.page({})).lines).toEqual(['name? ', 'kim', 'hello'])
  expect((await written.reader.read({}, 1, 1)).lines[0]).toMatchObject({ stream: 'in', unit: '1.1' })
})

test('a character that is cut by a frame is whole, and bytes that are none become U+FFFD', async () => {
  const written = new Written()
  const word = Buffer.from('가나다\n')
  for (let cut = 1; cut < word.length; cut += 1) {
    for (const bytes of [word.subarray(0, cut), word.subarray(cut)]) {
      written.print(1, [{ unit: 1, stream: 'out', bytes }])
    }
  }
  written.print(1, [
    { unit: 1, stream: 'out', bytes: Buffer.from([0x61, 0xff, 0xed, 0xa0, 0x80, 0x62, 0x0a]) },
  ])
  const { lines } = await written.page({})
  expect(lines.slice(0, -1)).toEqual(Array.from({ length: word.length - 1 }, () => '가나다'))
  expect(lines.at(-1)).toBe('a\uFFFD\uFFFD\uFFFD\uFFFDb')
})

test('a line longer than can be shown is cut, not within a pair', async () => {
  const written = new Written()
  const long = Buffer.from(`a${'😀'.repeat(MAX_LINE_CHARS)}\n`)
  for (let at = 0; at < long.length; at += 9999) {
    written.print(1, [{ unit: 1, stream: 'out', bytes: long.subarray(at, at + 9999) }])
  }
  const [line = ''] = (await written.page({})).lines
  expect(line === `a${'😀'.repeat((MAX_LINE_CHARS - 2) / 2)}`).toBe(true)
})

test('a million lines cost the index a few hundred bytes per 64 KiB, not the lines', async () => {
  const written = new Written()
  const region = Array.from({ length: 500 }, (_, i) => ({
    unit: 1 + (i % 3),
    stream: 'out' as const,
    bytes: Buffer.from(`a line of the usual length, number ${i}\n`),
  }))
  for (let i = 0; i < 200; i += 1) written.print(1, region)
  expect(written.log.lines).toBe(100_000)
  const places = written.log.checkpoints + 100_000 / 256
  expect(places).toBeLessThan(1_000)
  expect((await written.page({ unit: '1.2' }, 33_000, 2)).lines).toEqual([
    'a line of the usual length, number 304', // the 33 000th of a unit that prints 167 of every 500
    'a line of the usual length, number 307',
  ])
})
