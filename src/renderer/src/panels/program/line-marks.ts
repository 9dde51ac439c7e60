/** What is marked in a program's text, found out from a run of it. Pure. */
import type { SourcePlace, Unit, UnitId } from '../../../../contract/unit'
import type { LineMark } from './editor/marks'

export interface MarkWords {
  /** A unit at the line that made it: `buyer · TID 48218`. */
  made(unit: Unit): string
  /** Several units at the line that made them. */
  several(units: readonly Unit[]): string
  waits(unit: Unit): string
}

export interface MarkFacts {
  /** File name of the program, as in traces. */
  readonly name: string
  readonly units: readonly Unit[]
  readonly selected: UnitId | null
  /** Hue 1…6 of a process. */
  hueOf(process: UnitId): number
  readonly words: MarkWords
}

/** Longest words at the end of a line that still leave room for the line. */
const MAX_NOTE = 90

export function lineMarks({ name, units, selected, hueOf, words }: MarkFacts): readonly LineMark[] {
  const inFile = (place: SourcePlace | null | undefined): place is SourcePlace =>
    place != null && (place.file.split(/[/\\]/).at(-1) ?? '') === name
  const marks: LineMark[] = []

  const made = new Map<number, Unit[]>()
  for (const unit of units) {
    if (unit.helper || !inFile(unit.source)) continue
    made.set(unit.source.line, [...(made.get(unit.source.line) ?? []), unit])
  }
  for (const [line, here] of made) {
    const [first] = here
    const chosen = here.find(({ id }) => id === selected)
    const one = chosen ?? (here.length === 1 ? first : undefined)
    const note = one ? words.made(one) : words.several(here)
    if (chosen) marks.push({ line, kind: 'born', note, hue: hueOf(chosen.process) })
    else marks.push({ line, kind: 'note', note })
  }
  for (const unit of units) {
    const { wait, end } = unit
    if (end === null && inFile(wait?.place)) {
      marks.push({ line: wait.place.line, kind: 'wait', note: words.waits(unit) })
    }
    if (end?.error && inFile(end.error.place)) {
      const text = `${end.error.type}: ${end.error.message}`.split('\n')[0] ?? ''
      const note = text.length > MAX_NOTE ? `${text.slice(0, MAX_NOTE - 1)}…` : text
      marks.push({ line: end.error.place.line, kind: 'error', note })
    }
  }
  return marks
}
