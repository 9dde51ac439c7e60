import { codeEndedAt, isOver, mainOf, pidOf, threadsOf, type RunFacts } from './facts'
import type { LookAt, Question } from './lesson'
import { unitSpots } from './spots'

/**
 * What becomes of the first thread when main's code is over. Lessons 1 and 2 ask the same question, and
 * one line of the program changes the answer.
 */
export const whenMainEnds: Question = {
  choices: ['program-waits', 'program-ends', 'thread-first'],
  whatHappened(facts) {
    const main = mainOf(facts)
    const thread = threadsOf(facts)[0]
    const mainEndedAt = main && codeEndedAt(facts, main)
    if (!thread || mainEndedAt === null || thread.startedAt === null) return null
    if (thread.end === null) return thread.daemon || isOver(facts) ? null : 'program-waits'
    if (thread.end.state === 'abandoned') return 'program-ends'
    return thread.end.at > mainEndedAt ? 'program-waits' : 'thread-first'
  },
}

/** A thread stands in the same process as main, and is another one to the operating system. */
export const samePid: LookAt = {
  id: 'same-pid',
  happened(facts) {
    const main = mainOf(facts)
    return threadsOf(facts).some(
      (thread) =>
        main !== null &&
        thread.startedAt !== null &&
        pidOf(facts, thread) !== null &&
        pidOf(facts, thread) === pidOf(facts, main) &&
        (thread.tid === null || thread.tid !== main.tid),
    )
  },
  spots: (facts) => unitSpots([mainOf(facts), ...threadsOf(facts)], 'pid'),
}

/** Whether main's code was over while some thread was still alive. */
export function outlivedMain(facts: RunFacts): boolean {
  const main = mainOf(facts)
  const mainEndedAt = main && codeEndedAt(facts, main)
  if (mainEndedAt === null) return false
  return threadsOf(facts).some(
    ({ startedAt, end }) => startedAt !== null && startedAt < mainEndedAt && (!end || end.at > mainEndedAt),
  )
}
