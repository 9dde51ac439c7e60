/** What makes starts fast must not be seen in what programs do. */
import { copyFileSync, mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { FakeLab } from '../../support/fake-lab'

const program = (name: string): string => `tests/fixtures/programs/ts/${name}.ts`

let folder: string
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'spindle-starts-'))
})
afterEach(() => rmSync(folder, { recursive: true, force: true }))

test('the stack of an uncaught error consists of the program’s own lines', async () => {
  await using lab = await FakeLab.start(program('fails-everywhere'))
  expect(await lab.exit()).toBe(1)
  const at = (text: string): string[] => text.split('\n').filter((line) => /^\s+at /.test(line))
  const own = /fails-everywhere\.ts:\d+:\d+\)?$/
  for (const [unit, key] of [
    [2, 'root'],
    [1, 'root.3'],
    [1, 'root'],
  ] as const) {
    const lines = at(lab.text('err', unit, key))
    expect(lines).toHaveLength(1)
    expect(lines[0]).toMatch(own)
  }
})

test.each(['a spare', 'none'])('all threads of a process run what main has loaded (%s)', async (spares) => {
  copyFileSync(program('rewrites-itself'), join(folder, 'program.ts'))
  writeFileSync(join(folder, 'part.ts'), `export const VERSION: string = 'the first text'\n`)
  const env = { SPINDLE_SPARES: spares === 'none' ? '0' : '1' }
  await using lab = await FakeLab.start(join(folder, 'program.ts'), { env })
  expect(await lab.exit()).toBe(0)
  expect(lab.out).toBe('the thread has the first text\n'.repeat(2))
})

test('compiled code of the agent is kept, and what is damaged is made anew', async () => {
  const env = { SPINDLE_CACHE: join(folder, 'cache') }
  const kept = (): string[] =>
    readdirSync(join(folder, 'cache', 'code')).map((name) => join(folder, 'cache', 'code', name))
  const run = async (): Promise<void> => {
    await using lab = await FakeLab.start(program('prints-in-every-way'), { env })
    expect(await lab.exit()).toBe(0)
    expect(lab.err).toBe('error\nbytes\n')
    expect(lab.raw).toBe('')
  }
  await run()
  expect(
    kept()
      .map((path) => /code.(\w+)-/.exec(path)?.[1])
      .sort(),
  ).toEqual(['supervision', 'thread'])
  const times = (): number[] => kept().map((path) => statSync(path).mtimeMs)
  const before = times()
  await run()
  expect(times()).toEqual(before)
  for (const path of kept()) writeFileSync(path, 'no code at all')
  await run()
  for (const path of kept()) expect(statSync(path).size).toBeGreaterThan(1000)
})

test('a child runs at once and says nothing before it is welcome', async () => {
  await using lab = await FakeLab.start(program('child-tells-by-a-file'), {
    args: [join(folder, 'told')],
    holdsChildren: true,
  })
  // The child has told main by a file, so its code runs.
  await lab.frame('out', ({ payload }) => payload === 'the child runs\n')
  const ofChild = (): string[] => lab.frames.filter(({ key }) => key === 'root.2').map(({ name }) => name)
  await lab.frame('hello', ({ key }) => key === 'root.2')
  expect(ofChild()).toEqual(['hello'])
  lab.welcome('root.2')
  expect(await lab.exit()).toBe(0)
  expect(lab.text('out', 1, 'root.2')).toBe('printed before it was welcome\n')
  expect(ofChild().slice(0, 2)).toEqual(['hello', 'unit'])
  expect(ofChild().at(-1)).toBe('bye')
})
