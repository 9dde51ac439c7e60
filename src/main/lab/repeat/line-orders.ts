/**
 * How often each order of lines came. Two runs have the same order when the same units printed the same
 * lines one after the other.
 *
 * Numbers: PIDs and TIDs of a run's own units never count, they differ by nature. Of the others, `exact`
 * leaves them as they are; otherwise those are masked that change from run to run (results of a race, times).
 * A number that tells lines of one run apart (`round 1`, `round 2`) is a name and stays: that is so when
 * some one run has all the forms in which the line comes.
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

export class LineOrders {
  readonly lines: KnownLine[]
  readonly trials: (readonly number[])[]
  readonly #numbers = new Map<string, number>()

  constructor(lines: readonly KnownLine[] = [], trials: readonly (readonly number[])[] = []) {
    this.lines = [...lines]
    this.trials = [...trials]
    this.lines.forEach((line, number) => this.#numbers.set(keyOf(line), number))
  }

  /** Takes the first lines of a run. `units`: all of its units in order of creation. */
  add(units: readonly Unit[], lines: readonly LogLine[]): void {
    const names = nameUnits(units)
    const masked = idMask(units)
    this.trials.push(
      lines.map(({ unit, stream, text }) => {
        const { name, kind } = names.get(unit) ?? { name: unit, kind: 'process' as const }
        return this.#number({ unit: name, kind, stream, text: masked(text) })
      }),
    )
  }

  /** What came out so far. */
  orders(exact: boolean): Orders {
    const shown = exact ? this.lines.map((_, number) => number) : this.#masked()
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

  /** For each line the negative number of its masked form, or itself where its numbers stay. */
  #masked(): number[] {
    const forms = new Map<string, { readonly lines: number[]; most: number }>()
    const formOf = this.lines.map((line, number) => {
      const key = keyOf({ ...line, text: maskNumbers(line.text) })
      const form = forms.get(key) ?? { lines: [], most: 0 }
      forms.set(key, form)
      form.lines.push(number)
      return form
    })
    for (const trial of this.trials) {
      const seen = new Map<object, number>()
      for (const line of new Set(trial)) {
        const form = formOf[line]
        if (!form) continue
        const count = (seen.get(form) ?? 0) + 1
        seen.set(form, count)
        form.most = Math.max(form.most, count)
      }
    }
    return formOf.map(({ lines, most }, number) => (most >= lines.length ? number : -1 - (lines[0] ?? 0)))
  }

  #number(line: KnownLine): number {
    const key = keyOf(line)
    let number = this.#numbers.get(key)
    if (number === undefined) {
      number = this.lines.push(line) - 1
      this.#numbers.set(key, number)
    }
    return number
  }
}

export const maskNumbers = (text: string): string => text.replace(NUMBERS, MASK)

const keyOf = ({ kind, unit, stream, text }: KnownLine): string => `${kind}\0${unit}\0${stream}\0${text}`
