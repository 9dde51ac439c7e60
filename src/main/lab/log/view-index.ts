/**
 * The lines of one unit (or of one process with its threads) among the lines of the run, sparsely: now and
 * then it is written down which of the view's lines is which of the run's, and what lies between is found by
 * reading on from there.
 */
import type { UnitId } from '../../../contract/unit'
import { Places } from './places'
import { PrintTimes } from './print-times'

/** A mark stands at least every so many lines of the view … */
const LINES_PER_MARK = 256
/** … and wherever so many checkpoints of the run's log have passed since the last mark. */
const CHECKPOINTS_PER_MARK = 8

/** A stretch of the view: `lines` lines from the view's line `line`, the first of which is line `at` of the run. */
export interface Stretch {
  readonly line: number
  readonly at: number
  readonly lines: number
}

export class ViewIndex {
  readonly unit: UnitId
  /** Whether it has grown since it was last told. */
  isTold = true
  /** Of lines that the unit itself printed. */
  readonly prints = new PrintTimes()
  #lines = 0
  readonly #marks = new Places()
  readonly #places = new Places()
  #markedLine = -LINES_PER_MARK
  #markedCheckpoint = -CHECKPOINTS_PER_MARK

  constructor(unit: UnitId) {
    this.unit = unit
  }

  get lines(): number {
    return this.#lines
  }

  /** Line `at` of the run, which begins after its checkpoint number `checkpoint`, is the next one of this view. */
  add(at: number, checkpoint: number): void {
    const isFar =
      this.#lines - this.#markedLine >= LINES_PER_MARK ||
      checkpoint - this.#markedCheckpoint >= CHECKPOINTS_PER_MARK
    if (isFar) {
      this.#marks.push(this.#lines)
      this.#places.push(at)
      this.#markedLine = this.#lines
      this.#markedCheckpoint = checkpoint
    }
    this.#lines += 1
  }

  /** The stretches that hold the view's lines from `line` on, in order. */
  *stretches(line: number): Generator<Stretch> {
    for (let mark = Math.max(0, this.#marks.lastUpTo(line)); mark < this.#marks.length; mark += 1) {
      const first = this.#marks.at(mark)
      const end = mark + 1 < this.#marks.length ? this.#marks.at(mark + 1) : this.#lines
      yield { line: first, at: this.#places.at(mark), lines: end - first }
    }
  }
}
