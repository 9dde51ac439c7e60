/** Repetitions of real programs: orders that came, answers given once, stuck trials, and what is kept. */
import { readdirSync } from 'node:fs'
import { join } from 'node:path'
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { expect, onTestFinished, test } from 'vitest'
import type { CommandArgument } from '../../src/contract/commands'
import type { Repeat, RepeatResult } from '../../src/contract/repeat'
import { TestLab } from '../support/test-lab'

/** Every second run prints the other way round: which one it is, a file tells. */
const TURNS = (file: string): string => `
import { existsSync, rmSync, writeFileSync } from 'node:fs'
import { Thread } from 'spindle/threading'
import { print } from 'spindle/builtins'
export function say(word: string) { print(word, process.pid, Date.now()) }
export function main() {
  const words = existsSync('${file}') ? ['two', 'one'] : ['one', 'two']
  if (words[0] === 'one') writeFileSync('${file}', '')
  else rmSync('${file}')
  for (const name of words) {
    const thread = new Thread({ target: say, args: [name], name })
    thread.start()
    thread.join()
  }
}`
const ASKS = `
import { Thread } from 'spindle/threading'
import { input, print } from 'spindle/builtins'
export function ask(name: string) {
  const first = input('first? ')
  const second = input('second? ')
  print(name, first, second)
}
export function main() {
  const a = new Thread({ target: ask, args: ['a'], name: 'a' })
  const b = new Thread({ target: ask, args: ['b'], name: 'b' })
  a.start(); a.join(); b.start(); b.join()
}`
const CIRCLE = `
import { Barrier, Lock, Thread } from 'spindle/threading'
const first = new Lock(), second = new Lock(), both = new Barrier(2)
export function work(mine: Lock, other: Lock) { mine.acquire(); both.wait(); other.acquire() }
export function main() {
  const threads = [[first, second], [second, first]].map((args) => new Thread({ target: work, args }))
  for (const thread of threads) thread.start()
  for (const thread of threads) thread.join()
}`

function folder(): string {
  const made = mkdtempSync(join(tmpdir(), 'spindle-repeat-'))
  onTestFinished(() => rmSync(made, { recursive: true, force: true }))
  return made
}

async function start(lab: TestLab, source: string, more: object = {}): Promise<string> {
  const program = { kind: 'text', name: 'program.ts', source, language: 'typescript' }
  const argument = { program, args: [], speed: 1, count: 4, ...more }
  return (await lab.handle('repeat.start', argument as unknown as CommandArgument<'repeat.start'>)).repeat
}
const inState = (lab: TestLab, id: string, state: Repeat['state']): Promise<Repeat> =>
  lab.until(`the repetition is ${state}`, () => {
    const repeat = lab.repeats.get(id)
    return repeat?.state === state ? repeat : null
  })
const read = (lab: TestLab, repeat: string, exact = false): Promise<RepeatResult> =>
  lab.handle('repeat.read', { repeat, exact })
const textsOf = ({ orders }: RepeatResult): string[][] =>
  orders.map(({ lines }) => lines.map(({ unit, text }) => `${unit}: ${text}`))

test('each order is counted, one run of each is kept, and no other is told of', async () => {
  const of = folder()
  await using lab = new TestLab({ folder: of })
  const id = await start(lab, TURNS(join(of, 'turn')))
  expect(await inState(lab, id, 'ended')).toMatchObject({ done: 4, orders: 2, failure: null })
  const result = await read(lab, id)
  expect(textsOf(result)).toEqual([
    ['one: one # #', 'two: two # #'],
    ['two: two # #', 'one: one # #'],
  ])
  expect(result.orders).toMatchObject([
    { count: 2, first: 1 },
    { count: 2, first: 2 },
  ])
  expect(result.trials.map(({ order }) => order)).toEqual([0, 1, 0, 1])
  expect(result.units).toMatchObject([
    { kind: 'process', ends: [{ state: 'finished', exitCode: 0, count: 4 }] },
    { unit: 'one', ends: [{ state: 'finished', count: 4 }] },
    { unit: 'two', ends: [{ state: 'finished', count: 4 }] },
  ])
  // Times differ in every trial, so that by values each order is one of its own, and all four are examples.
  const exact = await read(lab, id, true)
  expect(exact.distinct).toBe(4)
  const { runs } = await lab.handle('lab.snapshot', {})
  expect(runs.map(({ repeat }) => repeat)).toEqual([4, 3, 2, 1].map((trial) => ({ id, trial })))
  expect([...lab.runs.keys()].sort()).toEqual(runs.map((run) => run.id).sort())
  const second = result.orders[1]?.run
  expect(await lab.texts(second!)).toEqual([expect.stringMatching(/^two/), expect.stringMatching(/^one/)])
})

test('what was given once is given again in every trial', async () => {
  await using lab = new TestLab()
  const id = await start(lab, ASKS, { count: 3 })
  for (const [unit, prompt, text] of [
    ['a', 'first? ', '1'],
    ['a', 'second? ', '2'],
    ['b', 'first? ', '3'],
    ['b', 'second? ', '4'],
  ] as const) {
    await lab.until(`${unit} asks ${prompt}`, () => {
      const asks = lab.repeats.get(id)?.asks
      return asks?.unit === unit && asks.prompt === prompt
    })
    await lab.handle('repeat.answer', { repeat: id, text })
  }
  await inState(lab, id, 'ended')
  const { orders } = await read(lab, id)
  expect(orders).toHaveLength(1)
  expect(orders[0]?.lines.map(({ text }) => text)).toEqual(expect.arrayContaining(['a 1 2', 'b 3 4']))
  // The next one is told of that run, and asks for nothing.
  const again = await start(lab, ASKS, { count: 2, answersOf: orders[0]?.run })
  expect(await inState(lab, again, 'ended')).toMatchObject({ done: 2, orders: 1 })
})

test('trials whose units wait for each other in a circle are ended and counted as such', async () => {
  await using lab = new TestLab()
  const id = await start(lab, CIRCLE, { count: 2 })
  await inState(lab, id, 'ended')
  const { trials } = await read(lab, id)
  expect(trials).toMatchObject([{ outcome: 'deadlock' }, { outcome: 'deadlock' }])
})

test('a repetition that is stopped keeps what came out, and none of its processes', async () => {
  await using lab = new TestLab()
  const id = await start(lab, ASKS, { count: 200 })
  await inState(lab, id, 'asking')
  await expect(lab.handle('repeat.remove', { repeat: id })).rejects.toMatchObject({ code: 'action-refused' })
  await expect(start(lab, ASKS)).rejects.toMatchObject({ code: 'too-many-runs' })
  await lab.handle('repeat.stop', { repeat: id })
  expect(await inState(lab, id, 'ended')).toMatchObject({ done: 0, asks: null })
  expect((await lab.handle('lab.snapshot', {})).runs).toEqual([])
  await expect(lab.handle('repeat.answer', { repeat: id, text: '' })).rejects.toMatchObject({
    code: 'not-waiting-for-input',
  })
})

test('a program that cannot be started ends the repetition and says why', async () => {
  await using lab = new TestLab()
  const program = { kind: 'lesson', lesson: 'none', language: 'typescript' }
  const id = await start(lab, '', { program })
  expect(await inState(lab, id, 'ended')).toMatchObject({ done: 0, failure: { code: 'no-such-lesson' } })
})

test('a later session knows it with its examples; removed, they go and come together', async () => {
  const of = folder()
  let id = ''
  {
    await using lab = new TestLab({ folder: of })
    id = await start(lab, TURNS(join(of, 'turn')), { count: 2 })
    await inState(lab, id, 'ended')
    await lab.handle('repeat.mark', { repeat: id, name: '두 순서' })
  }
  await using lab = new TestLab({ folder: of })
  const before = await lab.handle('lab.snapshot', {})
  expect(before.repeats).toMatchObject([{ id, name: '두 순서', done: 2, orders: 2 }])
  const result = await read(lab, id)
  expect(result.distinct).toBe(2)
  await lab.handle('repeat.remove', { repeat: id })
  expect(await lab.handle('lab.snapshot', {})).toMatchObject({ runs: [], repeats: [] })
  await lab.handle('repeat.restore', { repeat: id })
  const after = await lab.handle('lab.snapshot', {})
  expect({ ...after, seq: 0 }).toEqual({ ...before, seq: 0 })
  expect(await read(lab, id)).toEqual(result)
  await lab.handle('repeat.remove', { repeat: id })
  await lab.close()
  for (const name of ['runs', 'repeats']) expect(readdirSync(join(of, 'data', name))).toEqual([])
})
