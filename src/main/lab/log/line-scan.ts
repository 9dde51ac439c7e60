/**
 * Reads lines out of blocks of a record, from a checkpoint on. It counts as the LogIndex counted, so that
 * every line gets the place it has there, and puts together the text of those that are wanted.
 */
import { FRAME } from '../../../contract/frames'
import type { LogLine, LogStream } from '../../../contract/log'
import { RECORD_FRAME } from '../../../contract/record'
import type { Ns } from '../../../contract/time'
import { scan, type FrameVisitor } from '../agent-server/frame-scanner'
import { LineText, lineText } from './line-text'
import {
  findNewline,
  rawStream,
  STREAM,
  STREAMS,
  type Checkpoint,
  type LogIndex,
  type LogSource,
  type StreamNumber,
} from './log-index'

/** Whether a line is wanted; asked once for each, in order. */
export type Wanted = (index: number, source: LogSource, stream: LogStream) => boolean

interface ScannedLine {
  readonly index: number
  readonly at: Ns
  /** `null`: it is not wanted. */
  readonly text: LineText | null
}

interface Found {
  readonly line: Omit<LogLine, 'text' | 'open'>
  /** `null` while its end has not come. */
  text: string | null
  readonly pieces: LineText | null
}

export class LineScan implements FrameVisitor {
  readonly #log: LogIndex
  readonly #wanted: Wanted
  readonly #open = new Map<LogSource, (ScannedLine | undefined)[]>()
  readonly #found: Found[] = []
  readonly #foundOpen = new Map<number, Found>()
  #next: number
  #process = 0
  #bytes: Buffer = Buffer.alloc(0)

  constructor(log: LogIndex, from: Checkpoint, wanted: Wanted) {
    this.#log = log
    this.#wanted = wanted
    this.#next = from.line
    for (const [source, lines] of from.open) {
      this.#open.set(
        source,
        lines.map((index) => (index === undefined ? undefined : { index, at: 0, text: null })),
      )
    }
  }

  /** Place of the next line to begin. */
  get next(): number {
    return this.#next
  }

  /** Wanted lines that have begun. */
  get count(): number {
    return this.#found.length
  }

  /** Wanted lines whose end has not come yet. */
  get openLines(): readonly number[] {
    return [...this.#foundOpen.keys()]
  }

  /** The blocks of the record in order, from the checkpoint's on. */
  block(process: number, frames: Buffer): void {
    this.#process = process
    scan(frames, this)
  }

  /** Gives a line the text that is known from elsewhere. */
  resolve(index: number, text: string): void {
    const found = this.#foundOpen.get(index)
    if (!found) return
    found.text = text
    this.#foundOpen.delete(index)
  }

  /** The wanted lines in order; those whose end has not come are open. */
  *lines(): Generator<LogLine> {
    for (const { line, text, pieces } of this.#found) {
      yield text === null
        ? { ...line, text: pieces?.toString() ?? '', open: true }
        : { ...line, text, open: false }
    }
  }

  region(bytes: Buffer): void {
    this.#bytes = bytes
  }

  frame(type: number, unit: number, at: Ns, _start: number, payload: number, payloadEnd: number): void {
    switch (type) {
      case FRAME.out:
        return this.#text(unit, STREAM.out, at, payload, payloadEnd)
      case FRAME.err:
        return this.#text(unit, STREAM.err, at, payload, payloadEnd)
      case RECORD_FRAME.raw:
        return this.#text(0, rawStream(unit), at, payload, payloadEnd)
      case RECORD_FRAME.input:
        return this.#input(unit, at, payload, payloadEnd)
    }
  }

  regionEnd(): void {}

  #text(unit: number, stream: StreamNumber, at: Ns, start: number, end: number): void {
    if (start === end) return
    const source = this.#log.source(this.#process, unit)
    const opens = this.#opensOf(source)
    let from = start
    while (from < end) {
      const newline = findNewline(this.#bytes, from, end)
      const to = newline < 0 ? end : newline
      const open = opens[stream]
      if (open) {
        open.text?.add(this.#bytes, from, to)
        if (newline >= 0) {
          this.#close(open)
          opens[stream] = undefined
        }
      } else if (newline < 0) {
        opens[stream] = this.#begin(source, stream, at, from, to)
      } else {
        this.#whole(source, stream, at, from, to)
      }
      from = to + 1
    }
  }

  #input(unit: number, at: Ns, start: number, end: number): void {
    const source = this.#log.source(this.#process, unit)
    const opens = this.#opensOf(source)
    const prompt = opens[STREAM.out]
    if (prompt) this.#close(prompt)
    opens[STREAM.out] = undefined
    this.#whole(source, STREAM.in, at, start, end)
  }

  #opensOf(source: LogSource): (ScannedLine | undefined)[] {
    let opens = this.#open.get(source)
    if (!opens) this.#open.set(source, (opens = []))
    return opens
  }

  #whole(source: LogSource, stream: StreamNumber, at: Ns, from: number, to: number): void {
    const index = this.#next++
    if (!this.#wanted(index, source, STREAMS[stream])) return
    const text = lineText(this.#bytes.subarray(from, to))
    this.#found.push({ line: { index, unit: source.unit, stream: STREAMS[stream], at }, text, pieces: null })
  }

  #begin(source: LogSource, stream: StreamNumber, at: Ns, from: number, to: number): ScannedLine {
    const index = this.#next++
    if (!this.#wanted(index, source, STREAMS[stream])) return { index, at, text: null }
    const pieces = new LineText()
    pieces.add(this.#bytes, from, to)
    const line = { index, unit: source.unit, stream: STREAMS[stream], at }
    const found: Found = { line, text: null, pieces }
    this.#found.push(found)
    this.#foundOpen.set(index, found)
    return { index, at, text: pieces }
  }

  #close(line: ScannedLine): void {
    if (line.text) this.resolve(line.index, line.text.toString())
  }
}
