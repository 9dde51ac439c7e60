/** Programs that cannot start say so at their line: what the editor marks is where the mistake is. */
import { expect, test } from 'vitest'
import { TestLab } from '../support/test-lab'

const PRINT = "import { print } from 'spindle/builtins'\n"
const MAIN = 'export function main() {}\n'

const PROGRAMS: readonly (readonly [
  what: string,
  name: string,
  source: string,
  type: string,
  line: number,
])[] = [
  ['a bracket too few', 'a.ts', `${PRINT}export function main() {\n  print('a'\n}\n`, 'SyntaxError', 4],
  ['an enum', 'a.ts', `${PRINT}enum A { b }\n${MAIN}`, 'SyntaxError', 2],
  ['a file that is not there', 'a.ts', `${PRINT}import { x } from './none.ts'\n${MAIN}`, 'Error', 2],
  [
    'a name a module does not have',
    'a.ts',
    `\nimport { prin } from 'spindle/builtins'\n${MAIN}`,
    'SyntaxError',
    2,
  ],
  ['a module of ours that is none', 'a.ts', `\nimport { Thread } from 'spindle/thread'\n${MAIN}`, 'Error', 2],
  ['no main', 'a.ts', `${PRINT}print('top')\n`, 'AttributeError', 1],
  ['an error at the top level', 'a.ts', `${PRINT}\nnone()\n${MAIN}`, 'ReferenceError', 3],
  ['an error in main', 'a.ts', `export function main() {\n  none()\n}\n`, 'ReferenceError', 2],
  ['a bracket too few', 'a.py', 'x = 1\ndef f(\nprint(1)\n', 'SyntaxError', 2],
  ['a wrong indentation', 'a.py', 'x = 1\n  y = 2\n', 'IndentationError', 2],
  ['a module that is not there', 'a.py', '\nimport none_such\n', 'ModuleNotFoundError', 2],
  ['a name a module does not have', 'a.py', '\nfrom threading import Thred\n', 'ImportError', 2],
]

test.each(PROGRAMS)('%s in %s', async (_what, name, source, type, line) => {
  await using lab = new TestLab()
  const run = await lab.start(source, { name })
  await lab.ended(run)
  const errors = [...lab.seen(run).units.values()].flatMap(({ end }) => end?.error ?? [])
  const places = errors.map((error) => ({
    type: error.type,
    file: error.place?.file.split('/').at(-1),
    line: error.place?.line,
  }))
  expect(places[0]).toEqual({ type, file: name, line })
})
