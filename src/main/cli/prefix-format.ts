/**
 * Each line with the name of its unit before it. A line is shown when it is complete; what was begun and
 * not ended (a prompt, progress dots) is shown when its unit stands still or ends.
 */
import type { Batch } from '../../contract/events'
import type { UnitId } from '../../contract/unit'
import { hasEnded, isWaiting } from '../../contract/unit'
import type { OutputPiece } from '../lab/output'
import type { Format } from './formats'
import type { Descriptor, Out } from './out'
import { PieceQueue } from './piece-queue'
import { descriptorOf } from './plain-format'
import { UnitNames } from './unit-names'

const NEWLINE = 0x0a
/** Colours of the names on a terminal: cyan, yellow, magenta, green, blue, red. */
const COLOURS = [36, 33, 35, 32, 34, 31]

export interface PrefixFormatOptions {
  readonly out: Out
  readonly colour: boolean
}

/** A line that was begun: of whom, to where, and what of it has not been shown yet. */
interface Line {
  readonly unit: UnitId
  readonly fd: Descriptor
  rest: Buffer
}

export class PrefixFormat implements Format {
  readonly #out: Out
  readonly #colour: boolean
  readonly #names = new UnitNames()
  readonly #queue = new PieceQueue()
  readonly #lines = new Map<string, Line>()
  readonly #coloured = new Map<UnitId, number>()
  /** The line on the screen that has no end yet. */
  #open: Line | null = null

  constructor({ out, colour }: PrefixFormatOptions) {
    this.#out = out
    this.#colour = colour
  }

  readonly piece = (piece: OutputPiece): void | Promise<void> =>
    descriptorOf(piece) === null ? undefined : this.#queue.push(piece)

  batch(batch: Batch): void {
    this.#names.learn(batch)
    const { pieces, onWritten } = this.#queue.take()
    let written: void | Promise<void> = undefined
    for (const piece of pieces) written = this.#show(piece) ?? written
    for (const patch of batch.patches) {
      if (patch.type !== 'unit.changed' || !patch.step) continue
      if (isWaiting(patch.step.state) || hasEnded(patch.step.state)) this.#showRests(patch.unit)
    }
    void Promise.resolve(written).then(onWritten)
  }

  end(): void {
    this.batch({ seq: 0, patches: [] })
    for (const line of this.#lines.values()) this.#showRest(line)
    if (this.#open) this.#write(this.#open.fd, '\n')
  }

  #show(piece: OutputPiece): void | Promise<void> {
    const fd = descriptorOf(piece)
    if (fd === null) return
    const line = this.#lineOf(piece.unit, fd)
    const bytes = line.rest.length > 0 ? Buffer.concat([line.rest, piece.bytes]) : Buffer.from(piece.bytes)
    let written: void | Promise<void> = undefined
    let from = 0
    for (let at = bytes.indexOf(NEWLINE); at !== -1; at = bytes.indexOf(NEWLINE, from)) {
      written = this.#showPart(line, bytes.subarray(from, at + 1)) ?? written
      from = at + 1
    }
    line.rest = bytes.subarray(from)
    return written
  }

  #showRests(unit: UnitId): void {
    for (const line of this.#lines.values()) if (line.unit === unit) this.#showRest(line)
  }

  #showRest(line: Line): void {
    if (line.rest.length > 0) this.#showPart(line, line.rest)
    line.rest = Buffer.alloc(0)
  }

  /** A whole line, or its end, or its beginning when it stands still. */
  #showPart(line: Line, part: Buffer): void | Promise<void> {
    const goesOn = this.#open === line
    if (this.#open && !goesOn) this.#write(this.#open.fd, '\n')
    if (!goesOn) this.#write(line.fd, this.#prefix(line.unit))
    this.#open = part.at(-1) === NEWLINE ? null : line
    return this.#out.write(line.fd, part)
  }

  #prefix(unit: UnitId): string {
    const name = `[${this.#names.of(unit)}]`
    if (!this.#colour) return `${name} `
    if (!this.#coloured.has(unit)) this.#coloured.set(unit, this.#coloured.size)
    const colour = COLOURS[(this.#coloured.get(unit) ?? 0) % COLOURS.length]
    return `\x1b[${colour}m${name}\x1b[0m `
  }

  #write(fd: Descriptor, text: string): void {
    void this.#out.text(fd, text)
  }

  #lineOf(unit: UnitId, fd: Descriptor): Line {
    const key = `${fd} ${unit}`
    const known = this.#lines.get(key)
    if (known) return known
    const line: Line = { unit, fd, rest: Buffer.alloc(0) }
    this.#lines.set(key, line)
    return line
  }
}
