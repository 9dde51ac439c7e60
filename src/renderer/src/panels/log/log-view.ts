/** How the log is shown: which streams, how times are written, whether lines are wrapped, and what is looked for. */
import { defineStore } from 'pinia'
import { computed, ref, shallowRef, watch } from 'vue'
import { LOG_STREAMS, type LogStream, type LogView } from '../../../../contract/log'
import { useReport } from '../../report'
import { useLab } from '../../stores/lab'
import { useSettings } from '../../stores/settings'
import { useUi } from '../../stores/ui'
import { TIME_STYLES, type TimeStyle } from './line-time'

/** What is kept between sessions, by its name in the settings of the page. */
const KEPT = { time: 'log.time', wrap: 'log.wrap', tags: 'log.tags' } as const

export const useLogView = defineStore('log-view', () => {
  const settings = useSettings()
  const report = useReport()
  const ui = useUi()
  const lab = useLab()
  const keep = (key: string, value: string | boolean): void =>
    void report.guard(() => settings.setPage(key, value))

  const time = computed<TimeStyle>({
    get: () =>
      TIME_STYLES.find((style) => style === settings.page<string>(KEPT.time, 'relative')) ?? 'relative',
    set: (value) => keep(KEPT.time, value),
  })
  const isWrapped = computed<boolean>({
    get: () => settings.page(KEPT.wrap, false),
    set: (value) => keep(KEPT.wrap, value),
  })
  /** Streams that are not shown. */
  const hidden = shallowRef<ReadonlySet<LogStream>>(new Set())
  const streams = computed<readonly LogStream[] | null>(() =>
    hidden.value.size === 0 ? null : LOG_STREAMS.filter((stream) => !hidden.value.has(stream)),
  )
  /** The last one that is shown stays. */
  function toggleStream(stream: LogStream): void {
    const next = new Set(hidden.value)
    if (!next.delete(stream) && next.size < LOG_STREAMS.length - 1) next.add(stream)
    hidden.value = next
  }

  const search = computed(() => ui.logSearch ?? '')
  /** Only lines that match are shown, instead of going from one to the next. */
  const isFilter = ref(false)

  watch(
    () => lab.currentId,
    () => {
      hidden.value = new Set()
      isFilter.value = false
    },
  )

  /** The lines of one unit or of all, as the log shows them. */
  const viewOf = (unit: string | null, isSearched: boolean): LogView => ({
    ...(unit === null ? {} : { unit }),
    ...(streams.value === null ? {} : { streams: [...streams.value] }),
    ...(isSearched && search.value !== '' ? { search: search.value } : {}),
  })

  return { time, isWrapped, hidden, streams, toggleStream, search, isFilter, viewOf }
})
