import { childrenOf, codeEndedAt, mainOf, stretchesOf, threadsOf, type RunFacts } from '../facts'
import type { Lesson } from '../lesson'
import { unitSpots } from '../spots'

const made = (facts: RunFacts) => [...threadsOf(facts), ...childrenOf(facts)]

export const lesson: Lesson = {
  id: 'free-lab',
  number: 12,
  kind: 'free-lab',
  title: { ko: '자유 실험실', en: 'Free lab' },
  question: null,
  look: [
    {
      id: 'made-one',
      happened: (facts) => made(facts).some(({ startedAt }) => startedAt !== null),
      spots: (facts) => unitSpots(made(facts), 'row'),
    },
    {
      id: 'blocked-in-join',
      happened(facts) {
        const main = mainOf(facts)
        return main !== null && stretchesOf(facts, main, 'join').length > 0
      },
      spots: (facts) => unitSpots([mainOf(facts)], 'state'),
    },
    {
      id: 'ended-main',
      happened(facts) {
        const main = mainOf(facts)
        return main !== null && codeEndedAt(facts, main) !== null
      },
      spots: (facts) => unitSpots([mainOf(facts)], 'lane'),
    },
    {
      id: 'daemon-left-behind',
      happened: (facts) => made(facts).some(({ daemon, end }) => daemon && end?.state === 'abandoned'),
      spots: (facts) => unitSpots(made(facts), 'state'),
    },
  ],
  changes: [],
}
