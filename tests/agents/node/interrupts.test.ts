import { expect, test } from 'vitest'
import { FakeLab } from '../../support/fake-lab'

const program = 'tests/fixtures/programs/ts/interrupted-everywhere.ts'

/** Ctrl-C, once main stands in its wait. */
async function interrupt(lab: FakeLab, state: string | null): Promise<void> {
  await lab.frame('out')
  if (state) await lab.frame('state', ({ unit, payload }) => unit === 1 && payload.state === state)
  process.kill(lab.process.pid as number, 'SIGINT')
}

test.each([
  ['sleep', 'sleeping'],
  ['input', 'input'],
  ['event', 'event'],
  ['lock', 'lock'],
  ['condition', 'condition'],
  ['queue', 'queue'],
  ['shared lock', 'lock'],
  ['shared queue', 'queue'],
  ['shared condition', 'condition'],
])('Ctrl-C raises KeyboardInterrupt out of %s', async (wait, state) => {
  await using lab = await FakeLab.start(program, { args: [wait] })
  await interrupt(lab, state)
  expect(await lab.exit()).toBe(0)
  expect(lab.out).toMatch(/^waiting\n(> )?interrupted\n$/)
})

test.each(['async', 'busy'])('a main thread that is %s ends by Ctrl-C, and by its signal', async (wait) => {
  await using lab = await FakeLab.start(program, { args: [wait] })
  await interrupt(lab, null)
  expect(await lab.exit()).toBe('SIGINT')
  expect(lab.err).toContain('KeyboardInterrupt')
  expect(lab.frames.at(-1)).toMatchObject({ name: 'bye', payload: { code: -2 } })
})
