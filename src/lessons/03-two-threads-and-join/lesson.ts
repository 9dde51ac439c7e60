import { ended, livedTogether, mainOf, printedBy, stoodInJoinOf, threadsOf, type RunFacts } from '../facts'
import type { Lesson } from '../lesson'
import { lastLineSpot, unitSpots } from '../spots'

/** How often the merged log passes from one of the threads to another. */
function turns(facts: RunFacts): number {
  const ids = new Set(threadsOf(facts).map(({ id }) => id))
  const order = facts.lines.filter(({ unit, stream }) => stream === 'out' && ids.has(unit))
  return order.filter((line, index) => index > 0 && line.unit !== order[index - 1]?.unit).length
}

/** Whether the main thread has waited in a join for the nth thread (0-based), however short it was. */
function joined(facts: RunFacts, index: number): boolean {
  const main = mainOf(facts)
  const thread = threadsOf(facts)[index]
  return main !== null && thread !== undefined && (thread.joined || stoodInJoinOf(facts, main, thread))
}

export const lesson: Lesson = {
  id: 'two-threads-and-join',
  number: 3,
  isAboutOrder: true,
  kind: 'program',
  title: { ko: '두 스레드와 join', en: 'Two threads and join' },
  question: {
    choices: ['together', 'in-turn', 'at-once'],
    /** When main's last words came: before a thread was through, after both side by side, or after both in turn. */
    whatHappened(facts) {
      const main = mainOf(facts)
      const [one, other] = threadsOf(facts)
      const last = main ? printedBy(facts, main).at(-1) : undefined
      if (!last || !one || !other || one.startedAt === null) return null
      if (one.end === null || last.at < one.end.at) return 'at-once'
      if (other.end === null || other.startedAt === null) return other.startedAt === null ? null : 'at-once'
      if (last.at < other.end.at) return 'at-once'
      return livedTogether(one, other) ? 'together' : 'in-turn'
    },
  },
  look: [
    {
      id: 'side-by-side',
      happened(facts) {
        const [one, other] = threadsOf(facts)
        return one !== undefined && other !== undefined && livedTogether(one, other)
      },
      spots: (facts) => unitSpots(threadsOf(facts), 'lane'),
    },
    {
      id: 'interleaved',
      happened: (facts) => turns(facts) >= 4,
      spots: (facts) => facts.lines.slice(-4).map(({ index }) => ({ on: 'line' as const, index })),
    },
    {
      id: 'join-first',
      happened: (facts) => joined(facts, 0),
      spots: (facts) => unitSpots([mainOf(facts)], 'state'),
    },
    {
      id: 'join-second',
      happened: (facts) => joined(facts, 1),
      spots: (facts) => unitSpots([mainOf(facts)], 'lane'),
    },
    {
      id: 'main-last',
      happened(facts) {
        const main = mainOf(facts)
        const last = facts.lines.at(-1)
        const threads = threadsOf(facts)
        return threads.length > 1 && threads.every(ended) && main !== null && last?.unit === main.id
      },
      spots: (facts) => lastLineSpot(facts, mainOf(facts)),
    },
  ],
  changes: [
    {
      id: 'in-turn',
      edits: {
        typescript: [
          {
            find: '  buyer.start()\n  seller.start()\n  buyer.join()\n  seller.join()\n',
            replace: '  buyer.start()\n  buyer.join()\n  seller.start()\n  seller.join()\n',
          },
        ],
        python: [
          {
            find: '    buyer.start()\n    seller.start()\n    buyer.join()\n    seller.join()\n',
            replace: '    buyer.start()\n    buyer.join()\n    seller.start()\n    seller.join()\n',
          },
        ],
      },
    },
    {
      id: 'no-join',
      edits: {
        typescript: [{ find: '  buyer.join()\n  seller.join()\n', replace: '' }],
        python: [{ find: '    buyer.join()\n    seller.join()\n', replace: '' }],
      },
    },
    {
      id: 'slow-seller',
      edits: {
        typescript: [
          {
            find: 'export function trade(side: string) {',
            replace: 'export function trade(side: string, pause = 1) {',
          },
          { find: '      sleep(1)\n', replace: '      sleep(pause)\n' },
          { find: "args: ['매도']", replace: "args: ['매도', 1.5]" },
        ],
        python: [
          { find: 'def trade(side):', replace: 'def trade(side, pause=1):' },
          { find: '            sleep(1)\n', replace: '            sleep(pause)\n' },
          { find: 'args=("매도",)', replace: 'args=("매도", 1.5)' },
        ],
      },
    },
  ],
}
