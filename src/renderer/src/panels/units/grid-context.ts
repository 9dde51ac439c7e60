/** What the rows of one grid share. */
import { inject, provide, type InjectionKey, type Ref } from 'vue'
import type { UnitId } from '../../../../contract/unit'
import type { RunData } from '../../stores/run-data'

export interface GridContext {
  readonly run: Readonly<Ref<RunData>>
  /** Goes up twice a second: numbers that grow with time are written anew. */
  readonly ticks: Readonly<Ref<number>>
  /** The end of what is still going on, on the machine's clock. */
  now(): number
  /** The row or box that Tab reaches: its key (`row:1.2`, `box:2`). */
  readonly active: Ref<string>
  /** Opens the menu of a unit beside an element. */
  openMenu(unit: UnitId, beside: HTMLElement): void
  isFolded(process: UnitId): boolean
  toggleFold(process: UnitId): void
}

const KEY: InjectionKey<GridContext> = Symbol('units grid')

export const provideGrid = (context: GridContext): void => provide(KEY, context)

export function useGrid(): GridContext {
  const context = inject(KEY)
  if (!context) throw new Error('Only inside the units grid.')
  return context
}
