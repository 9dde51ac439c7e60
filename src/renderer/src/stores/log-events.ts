/**
 * What happened to units, between the lines they printed: one row each in the merged log. Kept apart from
 * the lines, which stay in the Lab; a row is found by counting the events before it.
 */
import type { Step, UnitId } from '../../../contract/unit'

export interface LogEvent {
  readonly unit: UnitId
  readonly step: Step
  /** Lines of the log before it. */
  readonly line: number
}

/** More are not shown: a run of thousands of units is not read line by line. */
const MAX_EVENTS = 5_000

/** In order of lines, and of time between two lines. */
const isAfter = (one: LogEvent, other: LogEvent): boolean =>
  one.line > other.line || (one.line === other.line && one.step.at > other.step.at)

export class LogEvents {
  #events: LogEvent[] = []

  get length(): number {
    return this.#events.length
  }

  add(event: LogEvent): void {
    if (this.#events.length >= MAX_EVENTS) return
    let at = this.#events.length
    for (let before = this.#events[at - 1]; before && isAfter(before, event); before = this.#events[at - 1])
      at -= 1
    this.#events.splice(at, 0, event)
  }

  clear(): void {
    this.#events = []
  }

  /** What stands in a row: an event, or the place of a line. */
  at(row: number): LogEvent | number {
    const before = this.#before(row)
    const event = this.#events[before]
    return event && event.line + before === row ? event : row - before
  }

  /** The row in which a line of the log stands. */
  rowOf(line: number): number {
    let low = 0
    let high = this.#events.length
    while (low < high) {
      const middle = (low + high) >>> 1
      if ((this.#events[middle]?.line ?? Infinity) <= line) low = middle + 1
      else high = middle
    }
    return line + low
  }

  /** How many events stand in rows before `row`: event number k stands in row `line + k`. */
  #before(row: number): number {
    let low = 0
    let high = this.#events.length
    while (low < high) {
      const middle = (low + high) >>> 1
      if ((this.#events[middle]?.line ?? Infinity) + middle < row) low = middle + 1
      else high = middle
    }
    return low
  }
}
