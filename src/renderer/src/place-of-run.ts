/** Where in the app a run's program is at home. */
import type { Run } from '../../contract/run'
import { lessonById } from '../../lessons'
import type { View } from './stores/ui'

/** The view that shows the program of `run`. */
export function placeOf(run: Run): View {
  const lesson = lessonById(run.lesson)
  if (lesson?.kind === 'free-lab') return { name: 'free-lab' }
  return lesson ? { name: 'lesson', lesson: lesson.id } : { name: 'program', fileId: null }
}

/** Whether a reader of `view` would take `run` for a run of what stands there. */
export function isAtHome(run: Run, view: View): boolean {
  const home = placeOf(run)
  return (
    home.name === view.name &&
    !(home.name === 'lesson' && view.name === 'lesson' && home.lesson !== view.lesson)
  )
}
