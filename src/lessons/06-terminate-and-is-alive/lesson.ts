import type { LogLine } from '../../contract/log'
import { childrenOf, isOver, mainOf, printedBy, type RunFacts } from '../facts'
import type { Lesson } from '../lesson'
import { unitSpots } from '../spots'

/**
 * The line in which main looks right after it has sent the signal: the third of its lines. What stands there
 * is a race, and usually “alive, exit code unknown” (semantics P11).
 */
function rightAfterLine(facts: RunFacts): LogLine | undefined {
  const main = mainOf(facts)
  return main ? printedBy(facts, main)[2] : undefined
}

export const lesson: Lesson = {
  id: 'terminate-and-is-alive',
  number: 6,
  kind: 'program',
  title: { ko: 'terminate와 is_alive', en: 'terminate and is_alive' },
  question: {
    choices: ['cut-off', 'cut-off-zero', 'to-the-end'],
    whatHappened(facts) {
      const child = childrenOf(facts)[0]
      if (!child?.end || child.end.state === 'failed') return null
      if (child.end.signal !== null) return 'cut-off'
      return printedBy(facts, child).length > 1 ? 'to-the-end' : 'cut-off-zero'
    },
  },
  look: [
    {
      id: 'alive-first',
      happened(facts) {
        const main = mainOf(facts)
        const child = childrenOf(facts)[0]
        const first = main ? printedBy(facts, main)[0] : undefined
        return (
          first !== undefined &&
          child?.startedAt != null &&
          child.startedAt <= first.at &&
          (child.end === null || child.end.at > first.at)
        )
      },
      spots: (facts) => unitSpots(childrenOf(facts), 'lane'),
    },
    {
      id: 'right-after',
      happened: (facts) => rightAfterLine(facts) !== undefined,
      spots(facts) {
        const line = rightAfterLine(facts)
        return line ? [{ on: 'line', index: line.index }] : []
      },
    },
    {
      id: 'sigterm',
      happened: (facts) =>
        childrenOf(facts).some(({ end }) => end?.signal === 'SIGTERM' && end.exitCode === -15),
      spots: (facts) => unitSpots(childrenOf(facts), 'state'),
    },
    {
      id: 'never-said-end',
      happened: (facts) =>
        isOver(facts) &&
        childrenOf(facts).some((child) => child.end?.signal != null && printedBy(facts, child).length < 2),
      spots: (facts) =>
        childrenOf(facts)
          .flatMap((child) => printedBy(facts, child).slice(-1))
          .map(({ index }) => ({ on: 'line' as const, index })),
    },
  ],
  changes: [
    {
      id: 'slip',
      edits: {
        typescript: [
          { find: "new Settle('settle', 5)", replace: "new Settle('settle', 0.5)" },
          { find: 'if (settle.isAlive()) {', replace: 'if (settle.isAlive) {' },
        ],
        python: [
          { find: 'Settle("settle", 5)', replace: 'Settle("settle", 0.5)' },
          { find: 'if settle.is_alive():', replace: 'if settle.is_alive:' },
        ],
      },
    },
    {
      id: 'short',
      edits: {
        typescript: [{ find: "new Settle('settle', 5)", replace: "new Settle('settle', 0.5)" }],
        python: [{ find: 'Settle("settle", 5)', replace: 'Settle("settle", 0.5)' }],
      },
    },
    {
      id: 'kill',
      edits: {
        typescript: [{ find: 'settle.terminate()', replace: 'settle.kill()' }],
        python: [{ find: 'settle.terminate()', replace: 'settle.kill()' }],
      },
    },
  ],
}
