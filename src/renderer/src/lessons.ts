/** The course as the sidebar lists it. Filled from src/lessons. */
import { shallowRef } from 'vue'

export interface LessonEntry {
  readonly id: string
  readonly number: number
  readonly title: Readonly<Record<'ko' | 'en', string>>
  /** Names of its steps; shown under the lesson that is open. */
  readonly steps?: Readonly<Record<'ko' | 'en', readonly string[]>>
}

export const lessons = shallowRef<readonly LessonEntry[]>([])
