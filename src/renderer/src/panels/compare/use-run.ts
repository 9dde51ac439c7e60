/** The data of a run that is looked at beside the one on the screen: loaded if it is only listed. */
import { computed, watch, type ComputedRef, type MaybeRefOrGetter, toValue } from 'vue'
import type { RunId } from '../../../../contract/run'
import { useReport } from '../../report'
import { useLab } from '../../stores/lab'
import type { RunData } from '../../stores/run-data'

/** `null` while it is being loaded, and when there is no such run. */
export function useRun(id: MaybeRefOrGetter<RunId | null>): ComputedRef<RunData | null> {
  const lab = useLab()
  const report = useReport()
  const run = computed(() => {
    const wanted = toValue(id)
    return wanted === null ? null : (lab.runs.get(wanted) ?? null)
  })
  watch(
    run,
    (next) => {
      if (next?.state.value === 'listed') void report.guard(() => lab.open(next.run.value.id))
    },
    { immediate: true },
  )
  return computed(() => (run.value?.state.value === 'loaded' ? run.value : null))
}
