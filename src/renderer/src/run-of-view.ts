/**
 * Keeps the run on the screen with the lesson on the screen: who goes to another lesson sees that lesson's last
 * run, or none yet, and not what another program has left behind. A run that is still going stays in sight.
 */
import { watch } from 'vue'
import { LESSONS } from '../../lessons'
import { useReport } from './report'
import { useLab } from './stores/lab'
import { useUi, type View } from './stores/ui'

/** The lesson a view belongs to; `undefined` where any run may be looked at. */
function lessonOf(view: View): string | undefined {
  if (view.name === 'lesson') return view.lesson
  if (view.name === 'free-lab') return LESSONS.find(({ kind }) => kind === 'free-lab')?.id
  return undefined
}

export function useRunOfView(): void {
  const lab = useLab()
  const ui = useUi()
  const report = useReport()
  const openedAt = Date.now()

  watch(
    () => ui.view,
    (view) => {
      const lesson = lessonOf(view)
      const shown = lab.current?.run.value
      if (lesson === undefined || shown?.lesson === lesson) return
      if (shown && shown.state !== 'ended') return
      const own = [...lab.runs.values()].findLast(
        ({ run }) => run.value.lesson === lesson && run.value.startedAtWall >= openedAt,
      )
      ui.select(null)
      ui.logUnit = null
      if (own) void report.guard(() => lab.show(own.run.value.id))
      else lab.currentId = null
    },
  )
}
