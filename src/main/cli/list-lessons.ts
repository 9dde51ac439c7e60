/** `spindle lessons`. */
import type { Lesson } from '../../lessons/lesson'
import type { CliLocale } from './words'

/** A line per lesson: its number, the name to run it by, its title. */
export function lessonList(lessons: readonly Lesson[], locale: CliLocale): string {
  const width = Math.max(...lessons.map(({ id }) => id.length))
  const lines = lessons.map(
    ({ number, id, title }) =>
      `${String(number).padStart(3)}  lesson:${id.padEnd(width)}  ${title[locale]}\n`,
  )
  return lines.join('')
}
