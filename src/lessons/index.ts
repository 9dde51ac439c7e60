/** The lessons, in order. A new one is a folder and a line in each of this list, programs.ts, ko.ts and en.ts. */
import type { Lesson } from './lesson'
import { lesson as threadAndInput } from './01-thread-and-input/lesson'
import { lesson as daemonThread } from './02-daemon-thread/lesson'
import { lesson as twoThreadsAndJoin } from './03-two-threads-and-join/lesson'
import { lesson as processAndPid } from './04-process-and-pid/lesson'
import { lesson as processSubclass } from './05-process-subclass/lesson'
import { lesson as terminateAndIsAlive } from './06-terminate-and-is-alive/lesson'
import { lesson as freeLab } from './12-free-lab/lesson'

export const LESSONS: readonly Lesson[] = [
  threadAndInput,
  daemonThread,
  twoThreadsAndJoin,
  processAndPid,
  processSubclass,
  terminateAndIsAlive,
  freeLab,
]

/** The lesson of that id, or `null`. */
export const lessonById = (id: string | null): Lesson | null =>
  LESSONS.find((lesson) => lesson.id === id) ?? null
