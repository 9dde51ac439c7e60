import type { Language } from '../contract/program'

/** The file name a lesson's program goes by, in traces and when it is copied: `thread-and-input.py`. */
export function lessonFileName(lesson: string, language: Language): string {
  return `${lesson}.${language === 'python' ? 'py' : 'ts'}`
}
