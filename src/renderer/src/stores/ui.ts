/** What the person is looking at. Nothing here is known to the Lab. */
import { defineStore } from 'pinia'
import { ref, shallowRef } from 'vue'
import { LESSONS } from '../../../lessons'
import type { RepeatId } from '../../../contract/repeat'
import type { RunId } from '../../../contract/run'
import type { UnitId } from '../../../contract/unit'

export type View =
  | { readonly name: 'lesson'; readonly lesson: string }
  | { readonly name: 'free-lab' }
  | { readonly name: 'program'; readonly fileId: string | null }
  | { readonly name: 'history' }
  /** A repetition, or `null`: the one to be started. */
  | { readonly name: 'repeat'; readonly repeat: RepeatId | null }
  | { readonly name: 'compare'; readonly runs: readonly [RunId, RunId] }

/** A line of the program that panels were asked to show. `asked` makes two wishes for one line two wishes. */
export interface LineWish {
  readonly line: number
  readonly asked: number
}

/** A place a lesson points at (`Spot` of the lessons, without the arrow from here to there). */
export interface Highlight {
  readonly unit?: UnitId
  readonly part?: string
  readonly line?: number
  readonly control?: string
}

export const useUi = defineStore('ui', () => {
  const view = shallowRef<View>({ name: 'lesson', lesson: LESSONS[0]?.id ?? '' })
  /** The unit whose row is selected. */
  const selected = ref<UnitId | null>(null)
  /** The unit the log is narrowed to. */
  const logUnit = ref<UnitId | null>(null)
  const logMode = ref<'merged' | 'units'>('merged')
  const logSearch = ref<string | null>(null)
  const wishedLine = shallowRef<LineWish | null>(null)
  const highlights = shallowRef<readonly Highlight[]>([])
  /** Units whose input a panel asks for in its own way: they get no row at the foot of the log. */
  const hiddenInputs = shallowRef<ReadonlySet<UnitId>>(new Set())
  const dialog = ref<'settings' | 'keys' | 'about' | 'palette' | 'picture' | 'timeline' | 'welcome' | null>(
    null,
  )

  /** What the dialog of pictures begins with. */
  const picture = ref<'card' | 'window'>('card')

  function go(next: View): void {
    view.value = next
  }
  function select(unit: UnitId | null): void {
    selected.value = unit
  }
  function showLine(line: number): void {
    wishedLine.value = { line, asked: (wishedLine.value?.asked ?? 0) + 1 }
  }

  return {
    view,
    selected,
    logUnit,
    logMode,
    logSearch,
    wishedLine,
    highlights,
    hiddenInputs,
    dialog,
    picture,
    go,
    select,
    showLine,
  }
})
