/** Puts a run that is kept on the screen, where it belongs: a lesson's run leads back to its lesson. */
import type { Run } from '../../contract/run'
import { lessonById } from '../../lessons'
import { useReport } from './report'
import { useLab } from './stores/lab'
import { useUi } from './stores/ui'

export function useOpenRun(): (run: Pick<Run, 'id' | 'lesson'>) => Promise<void> {
  const lab = useLab()
  const ui = useUi()
  const report = useReport()
  return (run) =>
    report.guard(async () => {
      await lab.show(run.id)
      ui.select(null)
      ui.logUnit = null
      const lesson = lessonById(run.lesson)
      if (lesson?.kind === 'free-lab') ui.go({ name: 'free-lab' })
      else if (lesson) ui.go({ name: 'lesson', lesson: lesson.id })
      else ui.go({ name: 'program', fileId: null })
    })
}
