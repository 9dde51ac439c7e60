import { answersTo, ended, mainOf, stretchesOf, threadsOf } from '../facts'
import type { Lesson } from '../lesson'
import { unitSpots } from '../spots'
import { outlivedMain, samePid, whenMainEnds } from '../when-main-ends'

export const lesson: Lesson = {
  id: 'thread-and-input',
  number: 1,
  isAboutOrder: true,
  kind: 'program',
  title: { ko: '스레드와 입력', en: 'A thread, and input' },
  question: whenMainEnds,
  look: [
    samePid,
    {
      id: 'main-ends-first',
      happened: outlivedMain,
      spots: (facts) => unitSpots([mainOf(facts)], 'lane'),
    },
    {
      id: 'waiting-for-input',
      happened: (facts) => threadsOf(facts).some((thread) => stretchesOf(facts, thread, 'input').length > 0),
      spots: (facts) => unitSpots(threadsOf(facts), 'state'),
    },
    {
      id: 'answered',
      happened: (facts) =>
        threadsOf(facts).some((thread) => ended(thread) && answersTo(facts, thread).length > 0),
      spots: () => [{ on: 'control', control: 'input' }],
    },
  ],
  changes: [
    {
      id: 'join',
      edits: {
        typescript: [{ find: '  searcher.start()\n', replace: '  searcher.start()\n  searcher.join()\n' }],
        python: [{ find: '    searcher.start()\n', replace: '    searcher.start()\n    searcher.join()\n' }],
      },
    },
    {
      id: 'two',
      edits: {
        typescript: [
          {
            find: '  searcher.start()\n',
            replace: `  searcher.start()
  const other = new Thread({ target: search, name: 'other' })
  other.start()
`,
          },
        ],
        python: [
          {
            find: '    searcher.start()\n',
            replace: `    searcher.start()
    other = Thread(target=search, name="other")
    other.start()
`,
          },
        ],
      },
    },
  ],
}
