import { PATIENCE } from '../../../support/patience'
import { PassThrough, Readable } from 'node:stream'
import { expect, test, vi } from 'vitest'
import { linesOf, StdinLines } from '../../../../src/main/cli/stdin-lines'

async function all(...chunks: (string | Buffer)[]) {
  const lines: string[] = []
  for await (const line of linesOf(Readable.from(chunks))) lines.push(line)
  return lines
}

test.each([
  [['a\nb\n'], ['a', 'b']],
  [['a\r\nb'], ['a', 'b']],
  [
    ['a', 'b\n', '\n', 'c'],
    ['ab', '', 'c'],
  ],
  [[''], []],
  [['\n'], ['']],
  [['a\rb\n'], ['a\rb']],
])('%j are the lines %j', async (chunks, lines) => expect(await all(...chunks)).toEqual(lines))

test('a character that is cut between two chunks stays whole', async () => {
  const bytes = Buffer.from('한글\n')
  expect(await all(bytes.subarray(0, 2), bytes.subarray(2, 4), bytes.subarray(4))).toEqual(['한글'])
})

function program(waits: boolean) {
  const input = new PassThrough()
  const given: string[] = []
  const state = { waits, opened: 0, ended: false }
  const lines = new StdinLines({
    open: () => {
      state.opened += 1
      return input
    },
    give: (line) => {
      if (state.waits) given.push(line)
      return Promise.resolve(state.waits)
    },
    giveEnd: () => {
      state.ended = true
      return Promise.resolve()
    },
  })
  return { input, given, state, lines }
}

test('input is left alone until somebody asks', async () => {
  const { input, state, lines, given } = program(true)
  input.end('a\nb\n')
  await new Promise(setImmediate)
  expect([state.opened, input.readableFlowing]).toEqual([0, null])
  lines.ask()
  await vi.waitFor(() => expect(state.ended).toBe(true), PATIENCE)
  expect([given, state.opened]).toEqual([['a', 'b'], 1])
})

test('a line that nobody waited for is offered again and none is lost or turned around', async () => {
  const { input, state, lines, given } = program(false)
  input.end('a\nb\n')
  lines.ask()
  await new Promise(setImmediate)
  expect(given).toEqual([])
  state.waits = true
  lines.ask()
  await vi.waitFor(() => expect(state.ended).toBe(true), PATIENCE)
  expect(given).toEqual(['a', 'b'])
})

test('a program that asked once and reads no more has a bounded number of lines ahead', async () => {
  const { input, lines, given } = program(true)
  input.end('x\n'.repeat(100_000))
  lines.ask()
  await vi.waitFor(() => expect(given).toHaveLength(1000), PATIENCE)
  await new Promise(setImmediate)
  expect(given).toHaveLength(1000)
  lines.ask()
  await vi.waitFor(() => expect(given).toHaveLength(2000), PATIENCE)
  lines.close()
})

test('after the end of the run nothing is given and nothing waits', async () => {
  const { input, state, lines, given } = program(false)
  input.write('a\n')
  lines.ask()
  await new Promise(setImmediate)
  lines.close()
  lines.ask()
  await vi.waitFor(() => expect(input.destroyed).toBe(true), PATIENCE)
  expect([given, state.ended]).toEqual([[], false])
})

test('an input that cannot be read is at its end', async () => {
  const { input, state, lines } = program(true)
  lines.ask()
  input.destroy(new Error('EIO'))
  await vi.waitFor(() => expect(state.ended).toBe(true), PATIENCE)
})
