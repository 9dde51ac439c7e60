import { mkdtempSync, rmSync } from 'node:fs'
import { homedir, tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, expect, test } from 'vitest'
import { PythonHost } from '../../../../../../src/main/lab/languages/python'
import { thisMachine } from '../../../../../../src/main/lab/languages/python/candidates'
import { checkPython } from '../../../../../../src/main/lab/languages/python/check'

// One for all tests: looking for interpreters takes longer than the checks.
const folder = mkdtempSync(join(tmpdir(), 'spindle-check-'))
afterAll(() => rmSync(folder, { recursive: true, force: true }))
const host = new PythonHost(
  {
    agents: { supervisor: '', worker: '', python: 'src/agents/python' },
    nodePath: '',
    nodeEnv: {},
    cacheDir: folder,
  },
  thisMachine(homedir()),
)
const check = (source: string, signal = new AbortController().signal, interpreter: string | null = null) =>
  host.check({ name: 'mine.py', source, cwd: folder, interpreter, signal })

test('a text without mistakes has no problems, and is not run', async () => {
  expect(await check('raise SystemExit(3)\nimport no_such_module\n')).toEqual([])
})

test('a mistake is told where CPython sees it, and in its words', async () => {
  const [problem, ...more] = await check('def work():\n    print("a"\n\nx = 1\n')
  expect(more).toEqual([])
  expect(problem).toMatchObject({
    line: 2,
    column: 10,
    severity: 'error',
    message: expect.stringMatching(/^SyntaxError: /),
  })
})

test('a mark at the beginning of the file is no mistake', async () => {
  expect(await check('\uFEFFx = 1\r\n')).toEqual([])
})

test('an indentation that does not fit is one', async () => {
  const [problem] = await check('if True:\nprint(1)\n')
  expect(problem).toMatchObject({ line: 2, message: expect.stringMatching(/^IndentationError: /) })
})

test('columns are counted as the editor counts them', async () => {
  const [problem] = await check('# 한글 🙂\nx = "🙂🙂" + = 2\n')
  expect(problem).toMatchObject({ line: 2, column: 'x = "🙂🙂" + '.length + 1 })
})

test('a warning marks its whole line', async () => {
  const source = 'x = 1\nif x is 1:\n    pass\n'
  expect(await check(source)).toEqual([
    {
      line: 2,
      column: 1,
      endLine: 2,
      endColumn: 'if x is 1:'.length + 1,
      severity: 'warning',
      message: expect.stringMatching(/^SyntaxWarning: /),
    },
  ])
})

test.each([
  ['a text that ends too early', 'def f(\n'],
  ['a NUL', 'x = 1\0\n'],
  ['no text behind a colon', 'while True:'],
])('of %s there is one problem within the text', async (_what, source) => {
  const problems = await check(source)
  expect(problems).toHaveLength(1)
  const { line, column, endLine, endColumn } = problems[0]!
  const lines = source.split('\n')
  expect([line, endLine].every((one) => one >= 1 && one <= lines.length)).toBe(true)
  expect(column).toBeLessThanOrEqual(lines[line - 1]!.length + 1)
  expect(endColumn).toBeLessThanOrEqual(lines[endLine - 1]!.length + 1)
})

test('very deep brackets are no reason to fail', async () => {
  expect((await check('('.repeat(100_000))).length).toBeLessThanOrEqual(1)
})

test('a check that is ended, and an interpreter that is none, say nothing', async () => {
  const ending = new AbortController()
  const checked = check('def f(\n', ending.signal)
  ending.abort()
  expect(await checked).toEqual([])
  const common = { name: 'a.py', source: 'def f(\n', cwd: '/', env: {}, signal: new AbortController().signal }
  for (const command of ['/no/such/python', '/bin/true', '/bin/cat']) {
    expect(await checkPython({ ...common, command })).toEqual([])
  }
})

test('every Python of this machine tells the line', async () => {
  const found = await host.interpreters()
  const told = await Promise.all(
    found.map(({ path }) => check('x = 1\ny = = 2\n', new AbortController().signal, path)),
  )
  expect(told.map((problems) => problems.map(({ line, column }) => [line, column]))).toEqual(
    found.map(() => [[2, 5]]),
  )
})
