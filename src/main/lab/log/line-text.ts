/** The text of one line, put together from the pieces in which it came. */
import { MAX_LINE_CHARS } from '../../../contract/log'

/** Bytes that surely hold MAX_LINE_CHARS UTF-16 units: UTF-8 needs at most three for one. */
const KEPT_BYTES = 4 * MAX_LINE_CHARS

export class LineText {
  #pieces: Buffer[] = []
  #bytes = 0

  /** Takes a copy of the piece, as far as it is shown. */
  add(bytes: Buffer, start: number, end: number): void {
    const length = Math.min(end - start, KEPT_BYTES - this.#bytes)
    if (length <= 0) return
    this.#bytes += length
    this.#pieces.push(Buffer.from(bytes.subarray(start, start + length)))
    if (this.#pieces.length > 64) this.#pieces = [Buffer.concat(this.#pieces)]
  }

  toString(): string {
    const only = this.#pieces.length === 1 ? this.#pieces[0] : undefined
    return lineText(only ?? Buffer.concat(this.#pieces))
  }
}

/**
 * Decodes the bytes of a line without its end. A carriage return before the line end belongs to the end.
 * Bytes that are no UTF-8 become U+FFFD; what is longer than MAX_LINE_CHARS is cut, not within a pair.
 */
export function lineText(bytes: Buffer): string {
  const text = bytes.subarray(0, KEPT_BYTES).toString('utf8')
  if (text.length > MAX_LINE_CHARS) {
    const last = text.charCodeAt(MAX_LINE_CHARS - 1)
    const splitsPair = last >= 0xd800 && last <= 0xdbff
    return text.slice(0, splitsPair ? MAX_LINE_CHARS - 1 : MAX_LINE_CHARS)
  }
  return text.endsWith('\r') ? text.slice(0, -1) : text
}
