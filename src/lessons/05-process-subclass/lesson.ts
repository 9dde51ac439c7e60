import {
  childrenOf,
  codeEndedAt,
  mainOf,
  mainThreadOf,
  printedBy,
  stoodInJoinOf,
  stretchesOf,
} from '../facts'
import { NS_PER_MS } from '../../contract/time'
import type { Lesson } from '../lesson'
import { unitSpots } from '../spots'

/** A process's end is noticed a little after main's join has returned from it. */
const NOTICED_NS = 250 * NS_PER_MS

export const lesson: Lesson = {
  id: 'process-subclass',
  number: 5,
  kind: 'program',
  title: { ko: 'Process 상속하기', en: 'Subclassing Process' },
  question: {
    choices: ['whole', 'not', 'part'],
    /** How long main stood in join: as long as the child lived, not at all, or for a part of it. */
    whatHappened(facts) {
      const main = mainOf(facts)
      const child = childrenOf(facts)[0]
      if (!main || !child) return null
      const join = stretchesOf(facts, main, 'join').find(({ wait }) => wait?.unit === child.id)
      if (!join) return codeEndedAt(facts, main) === null ? null : 'not'
      if (join.until === null || child.end === null) return null
      return child.end.at <= join.until + NOTICED_NS ? 'whole' : 'part'
    },
  },
  look: [
    {
      id: 'own-process',
      happened: (facts) => childrenOf(facts).some(({ pid }) => pid !== null),
      spots: (facts) => unitSpots(childrenOf(facts), 'pid'),
    },
    {
      id: 'main-in-join',
      happened(facts) {
        const main = mainOf(facts)
        return main !== null && childrenOf(facts).some((child) => stoodInJoinOf(facts, main, child))
      },
      spots: (facts) => unitSpots([mainOf(facts)], 'state'),
    },
    {
      id: 'child-sleeps',
      happened: (facts) =>
        childrenOf(facts).some((child) => {
          const inside = mainThreadOf(facts, child)
          return inside !== null && stretchesOf(facts, inside, 'sleeping').length > 0
        }),
      spots: (facts) => unitSpots(childrenOf(facts), 'lane'),
    },
    {
      id: 'exit-code-0',
      happened: (facts) => childrenOf(facts).some(({ end }) => end?.exitCode === 0),
      spots: (facts) => unitSpots(childrenOf(facts), 'state'),
    },
    {
      id: 'main-goes-on',
      happened(facts) {
        const main = mainOf(facts)
        const end = childrenOf(facts)[0]?.end
        return main !== null && end != null && printedBy(facts, main).some(({ at }) => at >= end.at)
      },
      spots(facts) {
        const main = mainOf(facts)
        const last = main ? printedBy(facts, main).at(-1) : undefined
        return last ? [{ on: 'line', index: last.index }] : []
      },
    },
  ],
  changes: [
    {
      id: 'timeout',
      edits: {
        typescript: [{ find: '  settle.join()\n', replace: '  settle.join(2)\n' }],
        python: [{ find: '    settle.join()\n', replace: '    settle.join(2)\n' }],
      },
    },
    {
      id: 'fail',
      edits: {
        typescript: [
          {
            find: '    print(`[${this.name}] 끝`)\n',
            replace: "    throw new Error('장부가 맞지 않습니다')\n",
          },
        ],
        python: [
          {
            find: '        print(f"[{self.name}] 끝")\n',
            replace: '        raise ValueError("장부가 맞지 않습니다")\n',
          },
        ],
      },
    },
    {
      id: 'run-directly',
      edits: {
        typescript: [
          { find: '  settle.start()\n', replace: '  settle.run()\n' },
          { find: '  settle.join()\n', replace: '' },
        ],
        python: [
          { find: '    settle.start()\n', replace: '    settle.run()\n' },
          { find: '    settle.join()\n', replace: '' },
        ],
      },
    },
  ],
}
