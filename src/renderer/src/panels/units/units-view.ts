/** How the units are shown: as tree or table, in which order, which of them, and which are selected. */
import { defineStore } from 'pinia'
import { computed, ref, shallowRef, watch } from 'vue'
import type { UnitId } from '../../../../contract/unit'
import { useReport } from '../../report'
import { useLab } from '../../stores/lab'
import { useSettings } from '../../stores/settings'
import { useUi } from '../../stores/ui'
import type { Column } from './columns'
import { isFiltering, NO_FILTER, type Filter, type Stage } from './filter'
import { NOTHING_SELECTED, only, type Selection } from './selection'
import { nextSort, readSort, sortText, type Sort } from './table'

/** What is kept between sessions, by its name in the settings of the page. */
const KEPT = { mode: 'units.mode', sort: 'units.sort', inspector: 'inspector.open' } as const

export type UnitsMode = 'tree' | 'table'

export const useUnitsView = defineStore('units-view', () => {
  const settings = useSettings()
  const report = useReport()
  const ui = useUi()
  const lab = useLab()

  const keep = (key: string, value: string | boolean): void =>
    void report.guard(() => settings.setPage(key, value))

  const mode = computed<UnitsMode>({
    get: () => (settings.page<string>(KEPT.mode, 'tree') === 'table' ? 'table' : 'tree'),
    set: (value) => keep(KEPT.mode, value),
  })
  const sort = computed<Sort | null>(() => readSort(settings.page(KEPT.sort, '')))
  const sortBy = (column: Column): void => keep(KEPT.sort, sortText(nextSort(sort.value, column)))

  const isInspecting = computed<boolean>({
    get: () => settings.page(KEPT.inspector, false),
    set: (value) => keep(KEPT.inspector, value),
  })

  const filter = shallowRef<Filter>(NO_FILTER)
  /** Whether the row with the field and the stages is there. */
  const isFilterOpen = ref(false)
  const filters = computed(() => isFiltering(filter.value))
  function setText(text: string): void {
    filter.value = { ...filter.value, text }
  }
  function toggleStage(stage: Stage): void {
    const stages = new Set(filter.value.stages)
    if (!stages.delete(stage)) stages.add(stage)
    filter.value = { ...filter.value, stages }
  }
  function clearFilter(): void {
    filter.value = NO_FILTER
  }

  const selection = shallowRef<Selection>(NOTHING_SELECTED)
  function select(next: Selection, current: UnitId | null): void {
    selection.value = next
    ui.select(current)
  }
  // Who is selected elsewhere – a lane, a line of the log, a lesson – is the only one selected.
  watch(
    () => ui.selected,
    (unit) => {
      if (unit === null) selection.value = NOTHING_SELECTED
      else if (!selection.value.units.has(unit)) selection.value = only(unit)
    },
  )
  // What was looked for in one run says nothing about another one.
  watch(
    () => lab.currentId,
    () => {
      clearFilter()
      selection.value = ui.selected === null ? NOTHING_SELECTED : only(ui.selected)
    },
  )

  return {
    mode,
    sort,
    sortBy,
    isInspecting,
    filter,
    isFilterOpen,
    filters,
    setText,
    toggleStage,
    clearFilter,
    selection,
    select,
  }
})
