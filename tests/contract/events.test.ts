/** The event stream over every line: each kind of patch arrives, in order, and makes up what a snapshot tells. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Patch } from '../../src/contract/events'
import { ask, LINES, type Line } from './lines'
import { replicaOf } from './replica'
import { isOver, OVER, repeatUntil, start } from './scene'

/** Two threads that print, take a lock in turn, and then each other's: all kinds of events, and a deadlock at the end. */
const PROGRAM = `
import { Barrier, Lock, Thread } from 'spindle/threading'
import { print, sleep } from 'spindle/builtins'
const first = new Lock({ name: 'first' })
const second = new Lock({ name: 'second' })
const both = new Barrier(2)
export function work(word: string) {
  for (let round = 0; round < 3; round += 1) {
    print(word, round)
    first.acquire(); sleep(0.02); first.release()
  }
  const [mine, other] = word === 'left' ? [first, second] : [second, first]
  both.wait(); mine.acquire(); both.wait(); other.acquire()
}
export function main() {
  const left = new Thread({ target: work, args: ['left'] })
  const right = new Thread({ target: work, args: ['right'] })
  left.start(); right.start(); left.join(); right.join()
}
`
const LIMIT = { timeout: 20_000 }
const ALL_TYPES: readonly Patch['type'][] = [
  'deadlock',
  'link.added',
  'log.grew',
  'repeat.added',
  'repeat.changed',
  'repeat.removed',
  'run.added',
  'run.changed',
  'run.removed',
  'samples',
  'unit.added',
  'unit.changed',
]

describe.each(Object.entries(LINES))('over %s', (_, open) => {
  let line: Line
  beforeAll(async () => void (line = await open()))
  afterAll(() => line.close())

  const typesSeen = (): string[] =>
    [...new Set(line.batches.flatMap(({ patches }) => patches.map(({ type }) => type)))].sort()
  const hasCome = async (run: string): Promise<void> => {
    const { seq } = await ask(line, 'run.open', { run })
    await expect.poll(() => line.batches.at(-1)?.seq, LIMIT).toBeGreaterThanOrEqual(seq)
  }

  test('a page that joins at any moment knows the same in the end', async () => {
    const run = await start(line, PROGRAM)
    const early = await ask(line, 'run.open', { run })
    await expect.poll(async () => (await ask(line, 'run.open', { run })).deadlock.length, LIMIT).toBe(2)
    const late = await ask(line, 'run.open', { run })
    // A run that is stopped before its first sample has none.
    await expect.poll(typesSeen, LIMIT).toContain('samples')
    await ask(line, 'run.stop', { run, force: true })
    await isOver(line, run)
    await hasCome(run)
    const end = await ask(line, 'run.open', { run })
    const whole = replicaOf(end, [])
    expect(replicaOf(early, line.batches)).toEqual(whole)
    expect(replicaOf(late, line.batches)).toEqual(whole)

    await ask(line, 'run.remove', { run })
    await ask(line, 'repeat.remove', { repeat: await repeatUntil(line, OVER, 'ended') })
    await expect.poll(typesSeen, LIMIT).toEqual(ALL_TYPES)
  })

  test('batches are numbered without a gap for a page that keeps up', () => {
    const numbers = line.batches.map(({ seq }) => seq)
    const first = numbers[0]!
    expect(numbers).toEqual(numbers.map((_, index) => first + index))
  })
})
