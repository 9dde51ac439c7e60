import { answersTo, isOver, mainOf, threadsOf } from '../facts'
import type { Lesson } from '../lesson'
import { unitSpots } from '../spots'
import { whenMainEnds } from '../when-main-ends'

export const lesson: Lesson = {
  id: 'daemon-thread',
  number: 2,
  kind: 'program',
  title: { ko: '데몬 스레드', en: 'A daemon thread' },
  comparedWith: 'thread-and-input',
  question: whenMainEnds,
  look: [
    {
      id: 'daemon-mark',
      happened: (facts) => threadsOf(facts).some(({ daemon, startedAt }) => daemon && startedAt !== null),
      spots: (facts) => unitSpots(threadsOf(facts), 'daemon'),
    },
    {
      id: 'abandoned',
      happened: (facts) => threadsOf(facts).some(({ end }) => end?.state === 'abandoned'),
      spots: (facts) => unitSpots(threadsOf(facts), 'state'),
    },
    {
      id: 'never-answered',
      happened: (facts) =>
        isOver(facts) &&
        threadsOf(facts).some(
          (thread) => thread.startedAt !== null && thread.daemon && answersTo(facts, thread).length === 0,
        ),
      spots: (facts) => unitSpots(threadsOf(facts), 'lane'),
    },
    {
      id: 'ends-with-main',
      happened(facts) {
        const main = mainOf(facts)
        return isOver(facts) && facts.run.exitCode === 0 && main?.end !== null && main?.end !== undefined
      },
      spots: (facts) => unitSpots([mainOf(facts)], 'lane'),
    },
  ],
  changes: [
    {
      id: 'late',
      edits: {
        typescript: [
          {
            find: '  searcher.daemon = true\n  searcher.start()\n',
            replace: '  searcher.start()\n  searcher.daemon = true\n',
          },
        ],
        python: [
          {
            find: '    searcher.daemon = True\n    searcher.start()\n',
            replace: '    searcher.start()\n    searcher.daemon = True\n',
          },
        ],
      },
    },
    {
      id: 'join',
      edits: {
        typescript: [{ find: '  searcher.start()\n', replace: '  searcher.start()\n  searcher.join()\n' }],
        python: [{ find: '    searcher.start()\n', replace: '    searcher.start()\n    searcher.join()\n' }],
      },
    },
    {
      id: 'work-on',
      edits: {
        typescript: [
          { find: 'import { input, print }', replace: 'import { input, print, sleep }' },
          {
            find: "  print('메인: 이제 내 할 일을 합니다')\n",
            replace: "  print('메인: 이제 내 할 일을 합니다')\n  sleep(10)\n  print('메인: 다 했습니다')\n",
          },
        ],
        python: [
          {
            find: 'from threading import Thread\n',
            replace: 'from threading import Thread\nfrom time import sleep\n',
          },
          {
            find: '    print("메인: 이제 내 할 일을 합니다")\n',
            replace:
              '    print("메인: 이제 내 할 일을 합니다")\n    sleep(10)\n    print("메인: 다 했습니다")\n',
          },
        ],
      },
    },
  ],
}
