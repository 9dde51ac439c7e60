/** Lines that units were given, to be given again: the n-th one a unit asks for is the same in every trial. */
import type { LogLine } from '../../../contract/log'
import { nameUnits, type UnitName } from '../../../contract/same-lines'
import type { Unit } from '../../../contract/unit'

export class Answers {
  readonly #given = new Map<string, string[]>()

  /** Those that stand in the log of an earlier run. */
  learn(units: readonly Unit[], lines: readonly LogLine[]): void {
    const names = nameUnits(units)
    for (const { unit, stream, text } of lines) {
      const name = names.get(unit)
      if (stream === 'in' && name) this.give(name, text)
    }
  }

  give(unit: UnitName, text: string): void {
    const key = keyOf(unit)
    this.#given.set(key, [...(this.#given.get(key) ?? []), text])
  }

  /** The line for the `nth` question (from 0 on) of a unit; `null` when none is known. */
  for(unit: UnitName, nth: number): string | null {
    return this.#given.get(keyOf(unit))?.[nth] ?? null
  }
}

const keyOf = ({ kind, name }: UnitName): string => `${kind} ${name}`
