/**
 * How often each order of lines came. Two runs have the same order when the same units printed the same
 * lines one after the other.
 *
 * Numbers: PIDs and TIDs of a run's own units never count, they differ by nature. Of the others, `exact`
 * leaves them as they are; otherwise those are masked that change from run to run (results of a race, times).
 * A number that tells lines of one run apart (`round 1`, `round 2`) is a name and stays: that is so when
 * some one run has nearly all the forms in which the line comes.
 */
import type { LogLine, LogStream } from '../../../contract/log'
import type { OrderLine } from '../../../contract/repeat'
import { idMask, MASK, nameUnits } from '../../../contract/same-lines'
import type { Unit, UnitKind } from '../../../contract/unit'

const NUMBERS = /0x[\da-f]+|\d+(?:[.,:]\d+)*/gi

/** A line as runs are compared by it; each distinct one is kept once. */
export interface KnownLine {
  readonly unit: string
  readonly kind: UnitKind
  readonly stream: LogStream
  readonly text: string
}

export interface Orders {
  /** For each trial, in order: the number of its order. */
  readonly ofTrials: readonly number[]
  /** By number, the commonest first, of those that are as common the one that came first. */
  readonly orders: readonly { readonly trials: readonly number[]; readonly lines: readonly OrderLine[] }[]
}

/** Lines that differ in their numbers only. */
interface Form {
  readonly lines: number[]
  /** The most of them that one run has. */
  most: number
}

/** A run that lacks some of the lines, because it broke off, does not make names of numbers out of them. */
const NEARLY_ALL = 0.9

export class LineOrders {
  readonly lines: KnownLine[] = []
  readonly trials: (readonly number[])[] = []
  readonly #numbers = new Map<string, number>()
  readonly #forms = new Map<string, Form>()
  /** By number of the line. */
  readonly #formOf: Form[] = []
  /** What was counted last, for as many trials. */
  readonly #counted = new Map<boolean, { readonly trials: number; readonly orders: Orders }>()

  constructor(lines: readonly KnownLine[] = [], trials: readonly (readonly number[])[] = []) {
    for (const line of lines) this.#number(line)
    for (const trial of trials) this.#take(trial)
  }

  /** Takes the first lines of a run. `units`: all of its units in order of creation. */
  add(units: readonly Unit[], lines: readonly LogLine[]): void {
    const names = nameUnits(units)
    const masked = idMask(units)
    this.#take(
      lines.map(({ unit, stream, text }) => {
        const { name, kind } = names.get(unit) ?? { name: unit, kind: 'process' as const }
        return this.#number({ unit: name, kind, stream, text: masked(text) })
      }),
    )
  }

  /** What came out so far. */
  orders(exact: boolean): Orders {
    const known = this.#counted.get(exact)
    if (known?.trials === this.trials.length) return known.orders
    const orders = this.#count(exact)
    this.#counted.set(exact, { trials: this.trials.length, orders })
    return orders
  }

  #count(exact: boolean): Orders {
    // Lines are compared by their first line of the same form where numbers are masked, else by themselves.
    const shown = this.#formOf.map((form, number) =>
      exact || form.most >= form.lines.length * NEARLY_ALL ? number : -1 - (form.lines[0] ?? 0),
    )
    const byKey = new Map<string, number[]>()
    this.trials.forEach((lines, trial) => {
      const key = lines.map((line) => shown[line]).join()
      const trials = byKey.get(key)
      if (trials) trials.push(trial)
      else byKey.set(key, [trial])
    })
    const groups = [...byKey.values()].sort((a, b) => b.length - a.length || (a[0] ?? 0) - (b[0] ?? 0))
    const ofTrials: number[] = []
    groups.forEach((trials, order) => trials.forEach((trial) => (ofTrials[trial] = order)))
    const orders = groups.map((trials) => ({ trials, lines: this.#texts(trials[0] ?? 0, shown) }))
    return { ofTrials, orders }
  }

  #texts(trial: number, shown: readonly number[]): OrderLine[] {
    return (this.trials[trial] ?? []).flatMap((number) => {
      const line = this.lines[number]
      if (!line) return []
      // One that is shown as another differs from it in numbers only, and those are masked in both.
      return [shown[number] === number ? line : { ...line, text: maskNumbers(line.text) }]
    })
  }

  #take(trial: readonly number[]): void {
    this.trials.push(trial)
    const seen = new Map<Form, number>()
    for (const line of new Set(trial)) {
      const form = this.#formOf[line]
      if (!form) continue
      const count = (seen.get(form) ?? 0) + 1
      seen.set(form, count)
      form.most = Math.max(form.most, count)
    }
  }

  #number(line: KnownLine): number {
    const key = keyOf(line)
    const known = this.#numbers.get(key)
    if (known !== undefined) return known
    const number = this.lines.push(line) - 1
    this.#numbers.set(key, number)
    const formKey = keyOf({ ...line, text: maskNumbers(line.text) })
    const form = this.#forms.get(formKey) ?? { lines: [], most: 0 }
    this.#forms.set(formKey, form)
    form.lines.push(number)
    this.#formOf.push(form)
    return number
  }
}

export const maskNumbers = (text: string): string => text.replace(NUMBERS, MASK)

const keyOf = ({ kind, unit, stream, text }: KnownLine): string => `${kind}\0${unit}\0${stream}\0${text}`
