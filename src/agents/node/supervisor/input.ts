/**
 * The input of the process: lines as a person enters them, for a certain thread or for whoever waits longest,
 * and threads that want one. Lines that come early are kept; each line goes to exactly one thread.
 */
import { INPUT } from '../memory/input-state'
import type { Arena } from '../memory/arena'
import { BELL, UNIT } from '../memory/layout'
import { ring } from '../memory/bell'

export class Input {
  readonly #arena: Arena
  /** Records of threads that wait, the one that waits longest first. */
  readonly #waiting: number[] = []
  /** Lines for whoever asks first. */
  readonly #lines: string[] = []
  readonly #linesFor = new Map<number, string[]>()
  #ended = false

  constructor(arena: Arena) {
    this.#arena = arena
  }

  /** A line for the thread with this number, or for anybody (0). */
  line(number: number, text: string): void {
    const record = this.#waiting.find((waiting) => number === 0 || this.#numberOf(waiting) === number)
    if (record !== undefined) this.#give(record, INPUT.line, text)
    else if (number === 0) this.#lines.push(text)
    else this.#linesFor.set(number, [...(this.#linesFor.get(number) ?? []), text])
  }

  /** End of the input: whoever waits now or later meets it, once the lines before it are used up. */
  end(): void {
    this.#ended = true
    for (const record of [...this.#waiting]) this.#give(record, INPUT.end, '')
  }

  /** A thread wants a line. */
  ask(record: number): void {
    const line = this.#linesFor.get(this.#numberOf(record))?.shift() ?? this.#lines.shift()
    if (line !== undefined) this.#give(record, INPUT.line, line)
    else if (this.#ended) this.#give(record, INPUT.end, '')
    else this.#waiting.push(record)
  }

  /** The thread does not want it any more, or is gone. A line that was given meanwhile stays with it. */
  cancel(record: number): void {
    const index = this.#waiting.indexOf(record)
    if (index >= 0) this.#waiting.splice(index, 1)
  }

  #numberOf(record: number): number {
    return this.#arena.cells[record + UNIT.number] as number
  }

  #give(record: number, state: number, text: string): void {
    this.cancel(record)
    const { cells } = this.#arena
    const { at, length } = this.#arena.store(Buffer.from(text))
    cells[record + UNIT.inputAt] = at
    cells[record + UNIT.inputLength] = length
    Atomics.store(cells, record + UNIT.inputState, state)
    ring(cells, record + UNIT.own + BELL.seq)
  }
}
