/**
 * What a lesson is: data and pure functions over a run. The words stand in ko.md and en.md beside it
 * (text.ts reads them), the programs in program.ts and program.py (programs.ts hands them out).
 */
import type { Language } from '../contract/program'
import type { UnitId } from '../contract/unit'
import type { RunFacts } from './facts'

export type LessonLocale = 'ko' | 'en'

/** A place on the screen that a lesson points at. Panels mark it; a place that is not there is left out. */
export type Spot =
  /** Something of one unit's row: all of it, its lane, or one of its cells or buttons. */
  | { readonly on: 'unit'; readonly unit: UnitId; readonly part: UnitPart }
  /** A line of the log, by its place in the run's merged log. */
  | { readonly on: 'line'; readonly index: number }
  /** Something that is there once: the input field, the speed control, the run button, the program. */
  | { readonly on: 'control'; readonly control: 'input' | 'speed' | 'run' | 'program' }
export type UnitPart = 'row' | 'lane' | 'pid' | 'state' | 'daemon' | 'terminate' | 'join'

/** A question to answer before the run. Which choice was right is found out from the run itself. */
export interface Question {
  /** Ids of the choices, in the order they are offered. The texts give the words for each. */
  readonly choices: readonly string[]
  /** The choice that came true, or `null` as long as (or because) the run does not tell. Pure. */
  whatHappened(facts: RunFacts): string | null
}

/** One thing to see while the program runs. */
export interface LookAt {
  readonly id: string
  /** Whether it has really happened in this run. Once true it stays true for the run. Pure. */
  happened(facts: RunFacts): boolean
  /** Where to look just now; `[]` when there is nothing to see yet. Pure. */
  spots(facts: RunFacts): readonly Spot[]
}

/** Exact text to find once in the program, and what to put in its place. */
export interface Edit {
  readonly find: string
  readonly replace: string
}

/** A change of the program to try with one click. A language that is left out has no such change. */
export interface Change {
  readonly id: string
  readonly edits: Readonly<Partial<Record<Language, readonly Edit[]>>>
}

export interface Lesson {
  /** Stable name, kebab-case: in settings, records, URLs and the CLI. */
  readonly id: string
  /** Its place in the course; the Free lab is the twelfth. */
  readonly number: number
  readonly kind: 'program' | 'free-lab'
  readonly title: Readonly<Record<LessonLocale, string>>
  readonly question: Question | null
  readonly look: readonly LookAt[]
  readonly changes: readonly Change[]
  /** The lesson whose program this one differs from by a line or two: shown side by side. */
  readonly comparedWith?: string
  /** The order of the lines is the point: the lesson offers to repeat its program and count the orders. */
  readonly isAboutOrder?: boolean
}

/**
 * The program with a change applied, or `null` when a place to change is not there (exactly once): the
 * person has changed it by hand.
 */
export function applyChange(source: string, edits: readonly Edit[]): string | null {
  let changed = source
  for (const { find, replace } of edits) {
    const at = changed.indexOf(find)
    if (at === -1 || changed.indexOf(find, at + 1) !== -1) return null
    changed = changed.slice(0, at) + replace + changed.slice(at + find.length)
  }
  return changed
}
