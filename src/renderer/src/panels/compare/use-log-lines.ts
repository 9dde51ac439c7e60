/** The first lines of a run's log, read on while it grows. */
import { onScopeDispose, shallowRef, toValue, watch, type MaybeRefOrGetter, type ShallowRef } from 'vue'
import { MAX_LOG_LINES, type LogLine } from '../../../../contract/log'
import { useReport } from '../../report'
import type { RunData } from '../../stores/run-data'
import { useTransport } from '../../transport/client'

/** How long growth is gathered. */
const GATHER_MS = 400

export function useLogLines(
  run: MaybeRefOrGetter<RunData | null>,
  wanted: MaybeRefOrGetter<boolean>,
): Readonly<ShallowRef<readonly LogLine[]>> {
  const transport = useTransport()
  const report = useReport()
  const lines = shallowRef<readonly LogLine[]>([])
  let timer: ReturnType<typeof setTimeout> | undefined
  let isOver = false

  async function read(): Promise<void> {
    timer = undefined
    const now = toValue(run)
    if (!now || isOver) return
    await report.guard(async () => {
      const view = { run: now.run.value.id, view: {}, from: 0, count: MAX_LOG_LINES }
      const page = await transport.call('log.read', view)
      if (!isOver && toValue(run) === now) lines.value = page.lines
    })
  }

  watch(
    () => {
      const now = toValue(run)
      return toValue(wanted) && now ? [now, Math.min(now.log.value.lines, MAX_LOG_LINES)] : null
    },
    (next, before) => {
      if (!next) return
      if (next[0] !== before?.[0]) {
        lines.value = []
        clearTimeout(timer)
        void read()
      } else timer ??= setTimeout(() => void read(), GATHER_MS)
    },
    { immediate: true },
  )
  onScopeDispose(() => {
    isOver = true
    clearTimeout(timer)
  })
  return lines
}
