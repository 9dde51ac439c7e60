/**
 * Our standard input, line by line, to whoever in the run waits for input:
 *
 *   stdin ──pulled──▶ lines ──at most WINDOW ahead──▶ run      `ask`: somebody stands still without a line
 *
 * It is left alone until somebody asks for the first time: what a program does not read stays for the shell,
 * as without Spindle. A unit that asks has taken everything given before, so each `ask` opens the window
 * anew: a program that reads fast is fed fast, one that does not read has a bounded number of lines ahead.
 */
import type { Readable } from 'node:stream'
import { StringDecoder } from 'node:string_decoder'

/** How far ahead of the program's reading input may be given. */
const WINDOW = { lines: 1000, chars: 256 * 1024 }

export interface StdinLinesOptions {
  /** Called when the input is needed; nothing is touched before. */
  readonly open: () => Readable
  /** Gives one line, without its end, to the run. `false`: nobody waits just now; it is given again at the next `ask`. */
  readonly give: (line: string) => Promise<boolean>
  /** Tells the run that there is no more. Must not reject. */
  readonly giveEnd: () => Promise<void>
}

export class StdinLines {
  readonly #options: StdinLinesOptions
  #input: Readable | null = null
  /** Somebody has asked since the last line was offered. */
  #wanted = false
  #ahead = { lines: 0, chars: 0 }
  #wake: (() => void) | null = null
  #closed = false

  constructor(options: StdinLinesOptions) {
    this.#options = options
  }

  /** Somebody waits for input. */
  ask(): void {
    if (this.#closed) return
    this.#wanted = true
    this.#ahead = { lines: 0, chars: 0 }
    this.#wake?.()
    if (this.#input) return
    this.#input = this.#options.open()
    void this.#pass(this.#input)
  }

  close(): void {
    this.#closed = true
    this.#wake?.()
    this.#input?.destroy()
  }

  async #pass(input: Readable): Promise<void> {
    try {
      for await (const line of linesOf(input)) await this.#offer(line)
    } catch {
      // An input that cannot be read (a terminal that is gone), or nobody left to read it: it is at its end.
    }
    if (!this.#closed) await this.#options.giveEnd()
  }

  async #offer(line: string): Promise<void> {
    for (;;) {
      this.#wanted = false
      if (this.#closed) return
      if (this.#hasRoom() && (await this.#options.give(line))) break
      if (!this.#wanted && !this.#closed) await new Promise<void>((resolve) => (this.#wake = resolve))
    }
    this.#ahead.lines += 1
    this.#ahead.chars += line.length
  }

  #hasRoom(): boolean {
    return this.#ahead.lines < WINDOW.lines && this.#ahead.chars < WINDOW.chars
  }
}

/** Lines end with \n or \r\n; the last one may have no end. Pulls: nothing is read before it is wanted. */
export async function* linesOf(input: AsyncIterable<Buffer | string>): AsyncGenerator<string> {
  const decoder = new StringDecoder('utf8')
  let rest = ''
  for await (const chunk of input) {
    const lines = (rest + (typeof chunk === 'string' ? chunk : decoder.write(chunk))).split('\n')
    rest = lines.pop() ?? ''
    for (const line of lines) yield withoutReturn(line)
  }
  rest += decoder.end()
  if (rest !== '') yield withoutReturn(rest)
}

const withoutReturn = (line: string): string => (line.endsWith('\r') ? line.slice(0, -1) : line)
