/**
 * Which line of a run stands where in its record. The text itself is not kept: a checkpoint every
 * CHECKPOINT_BYTES of the record says where reading can begin, and a line is found by reading on from the
 * one before it. So the memory grows by a few bytes per 64 KiB of record, however many lines it has.
 *
 * A line has its place from its first byte on. It may come in pieces with those of other units between
 * them; until its end has come it is open, and only then are its bytes kept in memory as well.
 */
import type { PrintPoint } from '../../../contract/events'
import type { LogStream } from '../../../contract/log'
import type { Ns } from '../../../contract/time'
import type { UnitId } from '../../../contract/unit'
import { LineText } from './line-text'
import { Places } from './places'
import { ViewIndex } from './view-index'

export const CHECKPOINT_BYTES = 64 * 1024
/** Text of lines that were open across a checkpoint is kept up to so many characters; beyond, it is read anew. */
const LATE_CHARS = 2_000_000
const NEWLINE = 10

/** Streams in the order of their numbers here; each has its own open line, so the two descriptors of `raw` are two. */
export const STREAMS = ['out', 'err', 'in', 'raw', 'raw'] as const satisfies readonly LogStream[]
export const STREAM = { out: 0, err: 1, in: 2, raw1: 3, raw2: 4 } as const
export type StreamNumber = (typeof STREAM)[keyof typeof STREAM]
/** The stream of raw bytes by the descriptor they were written to. */
export const rawStream = (fd: number): StreamNumber => (fd === 2 ? STREAM.raw2 : STREAM.raw1)

/** Who prints: a unit of a process, resolved once. */
export interface LogSource {
  readonly unit: UnitId
  readonly process: UnitId
  readonly view: ViewIndex
  /** Of its process with all threads; the same object when the unit is the process. */
  readonly processView: ViewIndex
  /** Its open line per stream. */
  readonly open: (OpenLine | null)[]
}

export interface OpenLine {
  readonly index: number
  readonly source: LogSource
  readonly stream: StreamNumber
  readonly at: Ns
  readonly text: LineText
  /** The checkpoint after which it began. */
  readonly checkpoint: number
}

/** Where reading can begin. */
export interface Checkpoint {
  /** Place of a block in the record. */
  readonly offset: number
  /** The first line that begins there. */
  readonly line: number
  /** Lines that were open then, by source and stream. */
  readonly open: ReadonlyMap<LogSource, readonly (number | undefined)[]>
}

type OpenSet = Checkpoint['open']
const NOTHING_OPEN: OpenSet = new Map()

export class LogIndex {
  readonly #nameOf: (process: number, unit: number) => { unit: UnitId; process: UnitId }
  readonly #sources = new Map<number, (LogSource | undefined)[]>()
  readonly #views = new Map<UnitId, ViewIndex>()
  readonly #offsets = new Places()
  readonly #firstLines = new Places()
  readonly #openSets: OpenSet[] = []
  #openSet: OpenSet = NOTHING_OPEN
  #isOpenSetOld = false
  readonly #open = new Map<number, OpenLine>()
  readonly #late = new Map<number, string>()
  #lateChars = 0
  #untold: ViewIndex[] = []
  #lines = 0
  #bytes = 0
  #lastOffset = -CHECKPOINT_BYTES

  /** `nameOf` gives the ids of a unit by its number in its process; asked once for each. */
  constructor(nameOf: (process: number, unit: number) => { unit: UnitId; process: UnitId }) {
    this.#nameOf = nameOf
  }

  get lines(): number {
    return this.#lines
  }

  /** Bytes that were printed, line ends included. */
  get bytes(): number {
    return this.#bytes
  }

  view(unit: UnitId): ViewIndex | undefined {
    return this.#views.get(unit)
  }

  /** Lines of every view. */
  counts(): Record<UnitId, number> {
    return Object.fromEntries([...this.#views].map(([unit, view]) => [unit, view.lines]))
  }

  /** Lines of the views that have grown since this was last asked. */
  takeGrown(): Record<UnitId, number> {
    const grown = this.#untold
    this.#untold = []
    for (const view of grown) view.isTold = true
    return Object.fromEntries(grown.map((view) => [view.unit, view.lines]))
  }

  /** When units printed, by unit: all that is kept, or what has come since it was last taken. */
  prints(): Record<UnitId, PrintPoint[]> {
    return printsOf(this.#views.values(), (view) => view.prints.points())
  }

  takePrints(): Record<UnitId, PrintPoint[]> {
    return printsOf(this.#views.values(), (view) => view.prints.takeFresh())
  }

  source(process: number, unit: number): LogSource {
    let sources = this.#sources.get(process)
    if (!sources) this.#sources.set(process, (sources = []))
    // Numbers are given by agents: an array is for those that count, a hostile one would make it huge.
    const number = unit < 1_000_000 ? unit : 0
    return (sources[number] ??= this.#makeSource(process, number))
  }

  /** Whether a checkpoint is due at this place of the record. */
  wantsCheckpoint(offset: number): boolean {
    return offset - this.#lastOffset >= CHECKPOINT_BYTES
  }

  /** Reading can begin at this place: a block begins there. */
  checkpoint(offset: number): void {
    if (this.#isOpenSetOld) {
      this.#openSet = this.#openNow()
      this.#isOpenSetOld = false
    }
    this.#lastOffset = offset
    this.#offsets.push(offset)
    this.#firstLines.push(this.#lines)
    this.#openSets.push(this.#openSet)
  }

  get checkpoints(): number {
    return this.#offsets.length
  }

  checkpointAt(number: number): Checkpoint {
    return {
      offset: this.#offsets.at(number),
      line: this.#firstLines.at(number),
      open: this.#openSets[number] ?? NOTHING_OPEN,
    }
  }

  /** Number of the last checkpoint at or before the beginning of a line. */
  checkpointBefore(line: number): number {
    // Of several checkpoints with the same first line the last one is at or before it; an earlier one is as good.
    return Math.max(0, this.#firstLines.lastUpTo(line))
  }

  /** The line if it is open now. */
  openLine(index: number): OpenLine | undefined {
    return this.#open.get(index)
  }

  /** Text of a line that was open for long, if it is still kept. */
  lateText(index: number): string | undefined {
    return this.#late.get(index)
  }

  /** Text of a unit, as it came. */
  text(source: LogSource, stream: StreamNumber, at: Ns, bytes: Buffer, start: number, end: number): void {
    if (start === end) return
    this.#bytes += end - start
    const before = this.#lines
    let open = source.open[stream] ?? null
    let from = start
    while (from < end) {
      const newline = findNewline(bytes, from, end)
      if (newline < 0) {
        open ??= this.#beginOpen(source, stream, at)
        open.text.add(bytes, from, end)
        break
      }
      if (open) {
        this.#close(open, bytes, from, newline)
        open = null
      } else {
        this.#begin(source)
      }
      from = newline + 1
    }
    source.open[stream] = open
    if (this.#lines > before) source.view.prints.add(at, this.#lines - before)
    this.#grew(source)
  }

  /** A line that was entered: it ends the prompt it answers, as Enter does on a terminal. */
  input(source: LogSource, bytes: number): void {
    const prompt = source.open[STREAM.out]
    if (prompt) {
      this.#close(prompt, EMPTY, 0, 0)
      source.open[STREAM.out] = null
    }
    this.#bytes += bytes + 1
    this.#begin(source)
    this.#grew(source)
  }

  #begin(source: LogSource): number {
    const index = this.#lines++
    const checkpoint = this.#offsets.length
    source.view.add(index, checkpoint)
    if (source.processView !== source.view) source.processView.add(index, checkpoint)
    return index
  }

  #beginOpen(source: LogSource, stream: StreamNumber, at: Ns): OpenLine {
    const index = this.#begin(source)
    const line = { index, source, stream, at, text: new LineText(), checkpoint: this.#offsets.length }
    this.#open.set(index, line)
    this.#isOpenSetOld = true
    return line
  }

  #close(line: OpenLine, bytes: Buffer, from: number, to: number): void {
    this.#open.delete(line.index)
    this.#isOpenSetOld = true
    if (line.checkpoint === this.#offsets.length) return
    line.text.add(bytes, from, to)
    const text = line.text.toString()
    this.#lateChars += text.length
    if (this.#lateChars <= LATE_CHARS) this.#late.set(line.index, text)
  }

  #grew({ view, processView }: LogSource): void {
    if (view.isTold) {
      view.isTold = false
      this.#untold.push(view)
    }
    if (processView.isTold) {
      processView.isTold = false
      this.#untold.push(processView)
    }
  }

  #openNow(): OpenSet {
    if (this.#open.size === 0) return NOTHING_OPEN
    const sources = new Set([...this.#open.values()].map(({ source }) => source))
    return new Map([...sources].map((source) => [source, source.open.map((line) => line?.index)]))
  }

  #makeSource(process: number, unit: number): LogSource {
    const name = this.#nameOf(process, unit)
    const view = this.#viewOf(name.unit)
    const processView = this.#viewOf(name.process)
    return { ...name, view, processView, open: STREAMS.map(() => null) }
  }

  #viewOf(unit: UnitId): ViewIndex {
    let view = this.#views.get(unit)
    if (!view) this.#views.set(unit, (view = new ViewIndex(unit)))
    return view
  }
}

function printsOf(
  views: Iterable<ViewIndex>,
  take: (view: ViewIndex) => PrintPoint[],
): Record<UnitId, PrintPoint[]> {
  const prints: Record<UnitId, PrintPoint[]> = {}
  for (const view of views) {
    const points = take(view)
    if (points.length > 0) prints[view.unit] = points
  }
  return prints
}

const EMPTY = Buffer.alloc(0)
/** Below this a loop in JavaScript is faster than the call into native code. */
const SHORT = 128

export function findNewline(bytes: Buffer, from: number, end: number): number {
  if (end - from > SHORT) {
    const found = bytes.subarray(from, end).indexOf(NEWLINE)
    return found < 0 ? -1 : from + found
  }
  for (let at = from; at < end; at += 1) if (bytes[at] === NEWLINE) return at
  return -1
}
