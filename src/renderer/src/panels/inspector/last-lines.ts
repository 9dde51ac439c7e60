/** The last lines of a unit's log, read again when it has grown: no more often than the inspector is written anew. */
import { onScopeDispose, shallowRef, watch, type ShallowRef } from 'vue'
import type { LogLine } from '../../../../contract/log'
import type { UnitId } from '../../../../contract/unit'
import { useReport } from '../../report'
import type { RunData } from '../../stores/run-data'
import { useTransport } from '../../transport/client'

const LAST = 5

export function useLastLines(
  run: () => RunData | null,
  unit: () => UnitId | null,
  ticks: () => number,
): Readonly<ShallowRef<readonly LogLine[]>> {
  const transport = useTransport()
  const report = useReport()
  const lines = shallowRef<readonly LogLine[]>([])
  /** What the lines on the screen were read from. */
  let shown = ''
  let isReading = false
  let isOver = false

  async function read(): Promise<void> {
    const data = run()
    const id = unit()
    if (!data || id === null) return
    const total = data.lines.get(id) ?? 0
    const of = `${data.run.value.id}/${id}`
    const key = `${of}/${total}/${data.log.value.bytes}`
    if (key === shown || isReading) return
    if (!shown.startsWith(`${of}/`)) lines.value = []
    isReading = true
    try {
      const page = await transport.call('log.read', {
        run: data.run.value.id,
        view: { unit: id },
        from: Math.max(0, total - LAST),
        count: LAST,
      })
      if (isOver || run() !== data || unit() !== id) return
      lines.value = page.lines
      shown = key
    } catch (thrown) {
      if (isOver) return
      // Not again and again: only when there is something new.
      shown = key
      report.error(thrown)
    } finally {
      isReading = false
    }
  }
  watch([() => run()?.run.value.id, unit, ticks], () => void read(), { immediate: true })
  onScopeDispose(() => (isOver = true))
  return lines
}
