/** The programs of the lessons, as texts. Main process and page both take them from here. */
import type { Language } from '../contract/program'
import type { LessonLocale } from './lesson'
import { wordsIn } from './phrases'
import typescript1 from './01-thread-and-input/program.ts?raw'
import python1 from './01-thread-and-input/program.py?raw'
import typescript2 from './02-daemon-thread/program.ts?raw'
import python2 from './02-daemon-thread/program.py?raw'
import typescript3 from './03-two-threads-and-join/program.ts?raw'
import python3 from './03-two-threads-and-join/program.py?raw'
import typescript4 from './04-process-and-pid/program.ts?raw'
import python4 from './04-process-and-pid/program.py?raw'
import typescript5 from './05-process-subclass/program.ts?raw'
import python5 from './05-process-subclass/program.py?raw'
import typescript6 from './06-terminate-and-is-alive/program.ts?raw'
import python6 from './06-terminate-and-is-alive/program.py?raw'
import typescript12 from './12-free-lab/program.ts?raw'
import python12 from './12-free-lab/program.py?raw'

const PROGRAMS: Readonly<Record<string, Readonly<Record<Language, string>>>> = {
  'thread-and-input': { typescript: typescript1, python: python1 },
  'daemon-thread': { typescript: typescript2, python: python2 },
  'two-threads-and-join': { typescript: typescript3, python: python3 },
  'process-and-pid': { typescript: typescript4, python: python4 },
  'process-subclass': { typescript: typescript5, python: python5 },
  'terminate-and-is-alive': { typescript: typescript6, python: python6 },
  'free-lab': { typescript: typescript12, python: python12 },
}

/**
 * The program text of a lesson (by id) in a language, or `null` when there is none. `locale` is what its
 * comments and what it prints are written in.
 */
export function lessonProgram(
  lesson: string,
  language: Language,
  locale: LessonLocale = 'ko',
): string | null {
  const text = Object.hasOwn(PROGRAMS, lesson) ? PROGRAMS[lesson]?.[language] : undefined
  return text === undefined ? null : wordsIn(locale, text)
}
