/** What a run or a repetition is called where it stands among others. */
import type { Repeat } from '../../../contract/repeat'
import type { Run } from '../../../contract/run'
import { lessonById } from '../../../lessons'
import { locale } from '../i18n'

type Titled = Pick<Run | Repeat, 'title' | 'lesson' | 'name'>

/** What the person calls it; else its lesson's title, or the name of its file. */
export function titleOf({ name, title, lesson }: Titled): string {
  return name ?? lessonById(lesson)?.title[locale.value] ?? title
}

export const languageName = ({ language }: Pick<Run, 'language'>): string =>
  language === 'python' ? 'Python' : 'TypeScript'
