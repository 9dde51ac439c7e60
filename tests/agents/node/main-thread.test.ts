import { expect, test } from 'vitest'
import { FakeLab } from '../../support/fake-lab'

const program = (name: string): string => `tests/fixtures/programs/ts/${name}.ts`

test('a program is run in MainThread, its output goes through the agent, and the process says goodbye', async () => {
  await using lab = await FakeLab.start(program('prints-in-every-way'))
  expect(await lab.exit()).toBe(0)
  expect(lab.out).toBe('print 1 { a: 1 }\na-b!\nlog 2\ngroup\n  indented\nno line end')
  expect(lab.err).toBe('error\nbytes\n')
  expect(lab.raw).toBe('')
  expect(lab.states(1)).toEqual(['starting', 'running', 'finished'])
  expect(lab.frames.at(-1)).toMatchObject({ name: 'bye', payload: { code: 0 } })
})

test('a program without main fails and is told what to write', async () => {
  await using lab = await FakeLab.start(program('no-main'))
  expect(await lab.exit()).toBe(1)
  expect(lab.err).toContain('exports no function main: write "export function main() { … }"')
})

test('a syntax error is shown with its true place', async () => {
  await using lab = await FakeLab.start(program('syntax-error'))
  expect(await lab.exit()).toBe(1)
  expect(lab.err).toMatch(/syntax-error\.ts:3:26\n {2}const broken = answer \+\* 2\n {25}\^\n\nSyntaxError: /)
  const end = await lab.frame('end')
  expect(end.payload.error).toMatchObject({ type: 'SyntaxError', place: { line: 3, column: 26 } })
})

test('a spare waits for its program and then runs it', async () => {
  await using lab = await FakeLab.start(program('prints-in-every-way'), { spare: true })
  await lab.frame('hello')
  expect(lab.frames.map(({ name }) => name)).toEqual(['hello'])
  lab.run()
  expect(await lab.exit()).toBe(0)
})

test('a process whose connection to the Lab is cut kills itself', async () => {
  await using lab = await FakeLab.start(program('busy-for-ever'))
  await lab.frame('out')
  lab.sockets.get('root')?.destroy()
  expect(await lab.exit()).toBe('SIGKILL')
})

test('samples are sent where the Lab asks for them', async () => {
  await using lab = await FakeLab.start(program('busy-for-ever'), { sampleMs: 20 })
  const { payload } = await lab.frame('sample', (frame) => frame.payload.threads.length === 1)
  expect(payload.rssBytes).toBeGreaterThan(1e6)
  expect(payload.cpuNs).toBeGreaterThan(payload.threads[0][1])
  expect(payload.threads[0][0]).toBe(1)
})
