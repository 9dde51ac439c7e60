import { javascriptLanguage, typescriptLanguage } from '@codemirror/lang-javascript'
import { pythonLanguage } from '@codemirror/lang-python'
import { describe, expect, test } from 'vitest'
import type { Language } from '../../../../../src/contract/program'
import { LESSONS } from '../../../../../src/lessons'
import { applyChange } from '../../../../../src/lessons/lesson'
import { lessonProgram } from '../../../../../src/lessons/programs'
import { hintsOf } from '../../../../../src/renderer/src/panels/program/editor/hints'

const GRAMMARS = { python: pythonLanguage, typescript: typescriptLanguage }
const find = (source: string, language: Language) =>
  hintsOf(source, GRAMMARS[language].parser.parse(source), language)
/** Each hint as `kind: the marked text → what to put there`. */
const words = (source: string, language: Language): string[] =>
  find(source, language).map(
    ({ kind, from, to, fix }) => `${kind}: ${source.slice(from, to)}${fix ? ` → ${fix}` : ''}`,
  )

describe.each([
  ['python', 'if p.is_alive:\n    pass', 'not-called: p.is_alive → p.is_alive()'],
  ['python', 'while not self.t.is_alive:\n    pass', 'not-called: self.t.is_alive → self.t.is_alive()'],
  ['python', 'if p.is_alive and x:\n    pass', 'not-called: p.is_alive → p.is_alive()'],
  ['python', 'if p.is_alive == True:\n    pass', 'not-called: p.is_alive → p.is_alive()'],
  ['python', 'print(p.is_alive)', 'not-called: p.is_alive → p.is_alive()'],
  ['python', 'print(f"{p.is_alive}")', 'not-called: p.is_alive → p.is_alive()'],
  ['python', 'x = 1 if e.is_set else 2', 'not-called: e.is_set → e.is_set()'],
  ['python', 't.start', 'not-called: t.start → t.start()'],
  ['python', 'lock.acquire', 'lock-not-called: lock.acquire → lock.acquire()'],
  ['python', 'with Lock():\n    pass', 'fresh-lock: Lock()'],
  ['python', 'with threading.RLock():\n    pass', 'fresh-lock: threading.RLock()'],
  ['python', 't = Thread(target=work())', 'called-early: work() → work'],
  ['python', 't = threading.Thread(target=work(1))', 'called-early: work(1)'],
  ['python', 'p = Process(target=f, args=("kim"))', 'not-a-tuple: ("kim") → ("kim",)'],
  ['python', 'p = Process(target=f, args="kim")', 'not-a-tuple: "kim" → ("kim",)'],
  ['python', 't = Thread(target=f).start()', 'nothing-kept: Thread(target=f).start()'],
  ['typescript', 'if (p.isAlive) go()', 'not-called: p.isAlive → p.isAlive()'],
  ['typescript', 'while (!p.isAlive) go()', 'not-called: p.isAlive → p.isAlive()'],
  ['typescript', 'print(`${p.isAlive}`)', 'not-called: p.isAlive → p.isAlive()'],
  ['typescript', 'const x = p.isAlive ? 1 : 2', 'not-called: p.isAlive → p.isAlive()'],
  ['typescript', 't.join;', 'not-called: t.join → t.join()'],
  ['typescript', 'lock.acquire;', 'lock-not-called: lock.acquire → lock.acquire()'],
  ['typescript', 'new Thread({ target: work() })', 'called-early: work() → work'],
  ['typescript', "new Process({ target: f, args: 'kim' })", "not-a-tuple: 'kim' → ['kim']"],
  [
    'typescript',
    'const t = new Thread({ target: f }).start()',
    'nothing-kept: new Thread({ target: f }).start()',
  ],
] as const)('%s: %s', (language, source, expected) => {
  test('is marked', () => {
    expect(words(source, language)).toEqual([expected])
  })
})

const THREADS = 'from threading import Thread\nfrom multiprocessing import Process\n'
/** The text with every way to put things right taken. */
function mended(source: string, language: Language): string {
  const changes = find(source, language).flatMap(({ from, to, fix, changes }) =>
    changes ? [...changes] : fix === undefined ? [] : [{ from, to, insert: fix }],
  )
  return changes
    .toSorted((a, b) => b.from - a.from)
    .reduce((text, { from, to, insert }) => text.slice(0, from) + insert + text.slice(to), source)
}

describe.each([
  ['python', 't = Thread(target=f)\nt.run()\n', 'run-not-start', 't = Thread(target=f)\nt.start()\n'],
  [
    'python',
    'def main():\n    t = Thread(target=f)\n    t.join()\n    print(1)\n    t.start()\n',
    'join-before-start',
    'def main():\n    t = Thread(target=f)\n    t.start()\n    print(1)\n    t.join()\n',
  ],
  ['python', 't = Thread(target=f)\nt.start()\nt.start()\n', 'started-twice', null],
  [
    'python',
    `"""A program."""\n${THREADS}N = 3\n\ndef f():\n    pass\n\np = Process(target=f)\np.start()\n\np.join()\n`,
    'no-guard',
    `"""A program."""\n${THREADS}N = 3\n\ndef f():\n    pass\n\nif __name__ == "__main__":\n    p = Process(target=f)\n    p.start()\n\n    p.join()\n`,
  ],
  ['python', 'class W(Process):\n    pass\n\nw = W()\nw.start()\ndef later():\n    pass\n', 'no-guard', null],
  [
    'typescript',
    'export function main() {\n  const t = new Thread({ target: f })\n  t.run()\n}\n',
    'run-not-start',
    'export function main() {\n  const t = new Thread({ target: f })\n  t.start()\n}\n',
  ],
  [
    'typescript',
    'export function main() {\n  const t = new Thread()\n  t.join()\n  t.start()\n}\n',
    'join-before-start',
    'export function main() {\n  const t = new Thread()\n  t.start()\n  t.join()\n}\n',
  ],
  [
    'typescript',
    'function work() {}\nexport function main() {\n  new Thread({ target: work }).start()\n}\n',
    'not-exported',
    'export function work() {}\nexport function main() {\n  new Thread({ target: work }).start()\n}\n',
  ],
  [
    'typescript',
    'class Worker extends Thread {\n  run() {}\n}\n',
    'not-exported',
    'export class Worker extends Thread {\n  run() {}\n}\n',
  ],
] as const)('%s: %j', (language, source, kind, right) => {
  test(`is marked as ${kind}, and put right where that is plain`, () => {
    expect(find(source, language).map((hint) => hint.kind)).toEqual([kind])
    expect(mended(source, language)).toBe(right ?? source)
  })
})

describe.each([
  ['python', 't = Thread(target=f)\nt.start()\nt.join()\nt = Thread(target=f)\nt.start()\n'],
  ['python', 'def f(t):\n    t.join()\n    t.start()\n'],
  ['python', 'class W(Thread):\n    def go(self):\n        self.run()\n'],
  ['python', `p = Process(target=f)\nif __name__ == "__main__":\n    p.start()\n`],
  ['python', 't = Thread(target=f)\nfor i in range(3):\n    t.join()\nt.start()\n'],
  ['typescript', 'const run = () => 1\nrun()\nobject.run()\n'],
  ['typescript', 'function work() {}\nexport { work }\nnew Thread({ target: work })\n'],
  ['typescript', 'export function main() {\n  new Thread({ target: elsewhere }).start()\n}\n'],
] as const)('%s: %j', (language, source) => {
  test('is left alone: there is no slip in its life', () => {
    expect(find(source, language)).toEqual([])
  })
})

describe.each([
  ['python', 'if p.is_alive():\n    pass'],
  ['python', '# if p.is_alive:\nx = "if p.is_alive:"'],
  ['python', 'condition.wait_for(event.is_set)'],
  ['python', 'check = p.is_alive'],
  ['python', 'with lock:\n    pass'],
  ['python', 't = Thread(target=make_target)'],
  ['python', 'p = Process(target=f, args=("kim",))'],
  ['python', 'other(target=work(), args=("kim"))'],
  ['python', 't = Thread(target=f)\nt.start()'],
  ['typescript', 'if (p.isAlive()) go()'],
  ['typescript', '// p.isAlive\nconst s = "t.join"'],
  ['typescript', 'new Thread({ target: work, args: [make()] })'],
  ['typescript', 'configure({ target: work(), args: 1 })'],
  ['typescript', 'const t = new Thread({ target: f })\nt.start()'],
] as const)('%s: %s', (language, source) => {
  test('is left alone', () => {
    expect(words(source, language)).toEqual([])
  })
})

test('the slips that lessons 4, 5 and 6 show are the only hints in the lessons', () => {
  const found = LESSONS.flatMap(({ id, changes }) =>
    (['python', 'typescript'] as const).flatMap((language) => {
      const program = lessonProgram(id, language)!
      const changed = changes.flatMap((change) => applyChange(program, change.edits[language] ?? []) ?? [])
      return [program, ...changed].flatMap((source) => words(source, language).map((hint) => `${id} ${hint}`))
    }),
  )
  expect(found).toEqual([
    'process-and-pid not-a-tuple: ("안녕하세요") → ("안녕하세요",)',
    'process-subclass run-not-start: run → start',
    'process-subclass run-not-start: run → start',
    'terminate-and-is-alive not-called: settle.is_alive → settle.is_alive()',
    'terminate-and-is-alive not-called: settle.isAlive → settle.isAlive()',
  ])
})

test('plain JavaScript is read as well', () => {
  const source = 'if (p.isAlive) go()'
  expect(hintsOf(source, javascriptLanguage.parser.parse(source), 'typescript')).toHaveLength(1)
})
