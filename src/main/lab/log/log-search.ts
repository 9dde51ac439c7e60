/**
 * One search in a log, by text or by stream (with the empty text, which every line holds). Goes through the record once and remembers the places of the lines that match; asked
 * again, it goes on where it stopped. Lets other work in between pieces of the record.
 */
import { readBlocks } from '../record/reader'
import { LineScan, type Wanted } from './line-scan'
import type { LogIndex } from './log-index'
import type { LogRecord } from './log-reader'
import { Places } from './places'

/** So many matches are shown; a search that finds more is not precise enough to read through. */
const MAX_MATCHES = 1_000_000
/** Checkpoints gone through at once. */
const STRIDE = 16

export class LogSearch {
  readonly #log: LogIndex
  readonly #record: LogRecord
  readonly #needle: string
  readonly #belongs: Wanted
  #matches = new Places()
  /** Lines below this one are done with, but for those that were open. */
  #done = 0
  /** Lines that were open when they were looked at: their text may match later. */
  #pending: number[] = []
  #running: Promise<void> | null = null

  constructor(log: LogIndex, record: LogRecord, text: string, belongs: Wanted) {
    this.#log = log
    this.#record = record
    this.#needle = text.toLowerCase()
    this.#belongs = belongs
  }

  get total(): number {
    return this.#matches.length
  }

  places(from: number, count: number): number[] {
    const length = Math.max(0, Math.min(count, this.total - from))
    return Array.from({ length }, (_, index) => this.#matches.at(from + index))
  }

  /** Looks at what has come since the last time. */
  goOn(): Promise<void> {
    this.#running ??= this.#go().finally(() => (this.#running = null))
    return this.#running
  }

  async #go(): Promise<void> {
    // As far as the log has come by now: a unit that prints without end is not run after.
    const end = this.#log.lines
    while (this.#done < end && this.total < MAX_MATCHES) await this.#stride()
    await this.#lookAgain()
  }

  /** One piece of the log, up to the checkpoint STRIDE further on or to the end. */
  async #stride(): Promise<void> {
    const number = this.#log.checkpointBefore(this.#done)
    const checkpoint = this.#log.checkpointAt(number)
    const isLast = number + STRIDE >= this.#log.checkpoints
    const end = isLast ? this.#record.length : this.#log.checkpointAt(number + STRIDE).offset
    const until = isLast ? this.#log.lines : this.#log.checkpointAt(number + STRIDE).line
    const done = this.#done
    const scan = new LineScan(this.#log, checkpoint, (index, source, stream) => {
      return index >= done && index < until && this.#belongs(index, source, stream)
    })
    await this.#record.written(end)
    await readBlocks(this.#record, checkpoint.offset, end, (process, _offset, frames) =>
      scan.block(process, frames),
    )
    for (const { index, text, open } of scan.lines()) {
      if (this.#isMatch(text)) this.#matches.push(index)
      else if (open) this.#pending.push(index)
    }
    this.#done = until
  }

  /** Lines that were open when they were looked at may have grown since. */
  async #lookAgain(): Promise<void> {
    const found: number[] = []
    const left: number[] = []
    for (const index of this.#pending) {
      const open = this.#log.openLine(index)
      const text = open?.text.toString() ?? this.#log.lateText(index) ?? (await this.#read(index))
      if (this.#isMatch(text)) found.push(index)
      else if (open) left.push(index)
    }
    this.#pending = left
    if (found.length === 0) return
    const all = [...this.places(0, this.total), ...found].sort((a, b) => a - b)
    this.#matches = new Places()
    for (const index of all) this.#matches.push(index)
  }

  async #read(index: number): Promise<string> {
    const scan = new LineScan(
      this.#log,
      this.#log.checkpointAt(this.#log.checkpointBefore(index)),
      (i) => i === index,
    )
    const end = this.#record.length
    await this.#record.written(end)
    const from = this.#log.checkpointAt(this.#log.checkpointBefore(index)).offset
    await readBlocks(this.#record, from, end, (process, _offset, frames) => {
      scan.block(process, frames)
      return scan.count === 0 || scan.openLines.length > 0
    })
    for (const { text } of scan.lines()) return text
    return ''
  }

  #isMatch(text: string): boolean {
    return text.toLowerCase().includes(this.#needle)
  }
}
