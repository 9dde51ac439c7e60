/** Which line has the focus and which rows are selected, by pointer and by keys. */
import { nextTick, ref, watch, type Ref } from 'vue'
import type { UnitId } from '../../../../contract/unit'
import { useUi } from '../../stores/ui'
import { ROW_HEIGHT } from './rows'
import { among, everything, only, toggled, upTo } from './selection'
import type { GridLines, Line } from './use-grid-lines'
import { useUnitsView } from './units-view'

export interface GridSelection {
  /** Key of the line that Tab reaches. */
  readonly active: Ref<string>
  line(): Line | undefined
  /** What an action on the line is for: all that is selected when the line is among it, else its unit alone. */
  unitsFor(unit: UnitId): readonly UnitId[]
  choose(key: string, how?: 'only' | 'toggle' | 'range'): void
  move(by: number | 'first' | 'last', isRange: boolean): void
  selectAll(): void
  toggle(): void
  /** Only the line with the focus stays selected. `false` when nothing else was. */
  reduce(): boolean
  focus(): Promise<void>
  onMouseDown(event: MouseEvent): void
  onFocus(event: FocusEvent): void
  onClick(event: MouseEvent): void
}

export function useGridSelection(
  { grid, lines, order }: GridLines,
  scroller: Readonly<Ref<HTMLElement | null>>,
): GridSelection {
  const ui = useUi()
  const view = useUnitsView()
  const active = ref('')
  /** A focus that comes with a press of the pointer selects nothing: the click will. */
  let isPressed = false

  const keyOf = (event: Event): string | undefined =>
    (event.target as HTMLElement).closest<HTMLElement>('[data-key]')?.dataset['key']
  const line = (): Line | undefined => lines.value.find(({ key }) => key === active.value)

  watch(
    grid,
    ({ rows }) => {
      if (!lines.value.some(({ key }) => key === active.value))
        active.value = rows[0] ? `row:${rows[0].unit}` : ''
      view.selection = among(view.selection, new Set(order.value))
    },
    { immediate: true },
  )
  watch(
    () => ui.selected,
    (unit) => {
      if (!unit || !order.value.includes(unit)) return
      active.value = `row:${unit}`
      reveal()
    },
  )

  function choose(key: string, how: 'only' | 'toggle' | 'range' = 'only'): void {
    active.value = key
    const unit = key.startsWith('row:') ? key.slice('row:'.length) : null
    if (unit === null) return
    if (how === 'only') return view.select(only(unit), unit)
    const next = how === 'toggle' ? toggled(view.selection, unit) : upTo(view.selection, unit, order.value)
    const left = next.units.has(unit) ? unit : ([...next.units].at(-1) ?? null)
    view.select(next, left)
  }

  function move(by: number | 'first' | 'last', isRange: boolean): void {
    const index = lines.value.findIndex(({ key }) => key === active.value)
    const last = lines.value.length - 1
    let to = by === 'first' ? 0 : by === 'last' ? last : Math.min(Math.max(index + by, 0), last)
    // A range is made of rows: the boxes between them are passed over.
    const way = by === 'first' || (typeof by === 'number' && by < 0) ? -1 : 1
    if (isRange) {
      while (lines.value[to]?.key.startsWith('box:')) to += to === 0 ? 1 : way
      if (view.selection.anchor === null && lines.value[index]?.key.startsWith('row:')) choose(active.value)
    }
    const next = lines.value[to]
    if (next) choose(next.key, isRange ? 'range' : 'only')
    void focus()
  }

  function selectAll(): void {
    const next = everything(view.selection, order.value)
    view.select(next, ui.selected ?? next.anchor)
  }
  function toggle(): void {
    const unit = line()?.unit
    if (unit !== undefined && active.value.startsWith('row:')) choose(active.value, 'toggle')
  }
  function reduce(): boolean {
    if (view.selection.units.size < 2) return false
    choose(active.value)
    return true
  }

  /** Brings the line that is active into sight. */
  function reveal(): void {
    const place = scroller.value
    const target = line()
    if (!target || !place) return
    if (target.y < place.scrollTop) place.scrollTop = target.y - 8
    else if (target.y + ROW_HEIGHT > place.scrollTop + place.clientHeight) {
      place.scrollTop = target.y + ROW_HEIGHT - place.clientHeight + 8
    }
  }
  async function focus(): Promise<void> {
    reveal()
    await nextTick()
    scroller.value?.querySelector<HTMLElement>(`[data-key="${active.value}"]`)?.focus({ preventScroll: true })
  }

  function onMouseDown(event: MouseEvent): void {
    isPressed = true
    // Shift and a click would select the text between the rows.
    if (event.shiftKey && !(event.target as HTMLElement).closest('button')) event.preventDefault()
  }
  function onFocus(event: FocusEvent): void {
    const key = keyOf(event)
    const wasPressed = isPressed
    isPressed = false
    if (!key) return
    const isOnButton = (event.target as HTMLElement).closest('button') !== null
    if (wasPressed && !isOnButton) active.value = key
    else if (key !== active.value || view.selection.units.size === 0) {
      const unit = key.slice(key.indexOf(':') + 1)
      // A button of a selected row leaves the others selected.
      if (view.selection.units.has(unit)) active.value = key
      else choose(key)
    }
  }
  function onClick(event: MouseEvent): void {
    isPressed = false
    const key = keyOf(event)
    if (!key) return
    choose(key, event.shiftKey ? 'range' : event.ctrlKey || event.metaKey ? 'toggle' : 'only')
    if (event.shiftKey) void focus()
  }

  function unitsFor(unit: UnitId): readonly UnitId[] {
    const { units } = view.selection
    return units.size > 1 && units.has(unit) ? order.value.filter((one) => units.has(one)) : [unit]
  }

  return {
    active,
    line,
    unitsFor,
    choose,
    move,
    selectAll,
    toggle,
    reduce,
    focus,
    onMouseDown,
    onFocus,
    onClick,
  }
}
