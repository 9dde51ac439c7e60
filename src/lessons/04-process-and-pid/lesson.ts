import { childrenOf, codeEndedAt, isOver, mainOf, pidOf, printedBy, type RunFacts } from '../facts'
import type { Unit } from '../../contract/unit'
import type { Lesson } from '../lesson'
import { unitSpots } from '../spots'

const parentOf = (facts: RunFacts, child: Unit): Unit | null => {
  const creator = facts.units.find(({ id }) => id === child.parent)
  return facts.units.find(({ id }) => id === creator?.process) ?? null
}

/** A child whose PID is known, and that of the process that made it. */
function pids(facts: RunFacts): { parent: number; child: number; ppid: number | null } | null {
  for (const child of childrenOf(facts)) {
    const parent = parentOf(facts, child)
    if (child.pid !== null && parent?.pid) return { parent: parent.pid, child: child.pid, ppid: child.ppid }
  }
  return null
}

export const lesson: Lesson = {
  id: 'process-and-pid',
  number: 4,
  isAboutOrder: true,
  kind: 'program',
  title: { ko: '프로세스와 PID', en: 'A process and its PID' },
  question: {
    choices: ['same', 'different'],
    whatHappened(facts) {
      const found = pids(facts)
      return found && (found.parent === found.child ? 'same' : 'different')
    },
  },
  look: [
    {
      id: 'two-pids',
      happened(facts) {
        const found = pids(facts)
        return found !== null && found.parent !== found.child
      },
      spots: (facts) => unitSpots([mainOf(facts), ...childrenOf(facts)], 'pid'),
    },
    {
      id: 'parent-pid',
      happened(facts) {
        const found = pids(facts)
        return found !== null && found.ppid === found.parent
      },
      spots: (facts) => unitSpots(childrenOf(facts), 'pid'),
    },
    {
      id: 'who-first',
      happened(facts) {
        const main = mainOf(facts)
        return (
          main !== null &&
          codeEndedAt(facts, main) !== null &&
          childrenOf(facts).some((child) => printedBy(facts, child).length > 0)
        )
      },
      spots(facts) {
        const first = childrenOf(facts).flatMap((child) => printedBy(facts, child).slice(0, 1))
        const main = mainOf(facts)
        const last = main && pidOf(facts, main) !== null ? printedBy(facts, main).slice(-1) : []
        return [...first, ...last].map(({ index }) => ({ on: 'line' as const, index }))
      },
    },
    {
      id: 'parent-waits',
      happened(facts) {
        const first = facts.units.find(({ kind, parent }) => kind === 'process' && parent === null)
        return (
          isOver(facts) &&
          childrenOf(facts).some(({ end }) => end !== null && first?.end != null && end.at <= first.end.at)
        )
      },
      spots: (facts) => unitSpots([mainOf(facts)], 'lane'),
    },
  ],
  changes: [
    {
      id: 'join',
      edits: {
        typescript: [{ find: '  child.start()\n', replace: '  child.start()\n  child.join()\n' }],
        python: [{ find: '    child.start()\n', replace: '    child.start()\n    child.join()\n' }],
      },
    },
    {
      id: 'three',
      edits: {
        typescript: [
          {
            find: `  const child = new Process({ target: greet, args: ['안녕하세요'], name: 'child' })
  child.start()
`,
            replace: `  for (const word of ['하나', '둘', '셋']) {
    const child = new Process({ target: greet, args: [word] })
    child.start()
  }
`,
          },
        ],
        python: [
          {
            find: `    child = Process(target=greet, args=("안녕하세요",), name="child")
    child.start()
`,
            replace: `    for word in ("하나", "둘", "셋"):
        child = Process(target=greet, args=(word,))
        child.start()
`,
          },
        ],
      },
    },
    {
      id: 'comma',
      edits: {
        python: [{ find: 'args=("안녕하세요",)', replace: 'args=("안녕하세요")' }],
      },
    },
  ],
}
