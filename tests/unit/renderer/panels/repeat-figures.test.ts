import { expect, test } from 'vitest'
import type { Trial } from '../../../../src/contract/repeat'
import { durationsOf, exitsOf, leftNs, orderName } from '../../../../src/renderer/src/panels/repeat/figures'

const trial = (tookNs: number, more: Partial<Trial> = {}): Trial => ({
  number: 1,
  outcome: 'ended',
  tookNs,
  exitCode: 0,
  lines: 1,
  order: 0,
  run: null,
  ...more,
})

test('orders have letters, as columns of a sheet do', () => {
  expect([0, 25, 26, 51, 52, 59].map(orderName)).toEqual(['A', 'Z', 'AA', 'AZ', 'BA', 'BH'])
})

test('durations: every trial that ended by itself is in one bin, and the middle is the middle', () => {
  const durations = durationsOf(
    [10, 30, 20, 40].map((ns) => trial(ns)).concat(trial(999, { outcome: 'deadlock' })),
  )
  expect(durations).toMatchObject({ fastest: 10, median: 25, slowest: 40 })
  expect(durations?.bins.reduce((sum, { count }) => sum + count, 0)).toBe(4)
  expect(durationsOf([trial(5), trial(5), trial(5)])).toMatchObject({ fastest: 5, median: 5, slowest: 5 })
  expect(durationsOf([trial(5, { outcome: 'too-long' })])).toBeNull()
})

test('exit codes of what was ended from outside are not counted as the program’s', () => {
  const exits = exitsOf([
    trial(1),
    trial(1, { exitCode: 1 }),
    trial(1),
    trial(1, { outcome: 'deadlock', exitCode: -9 }),
  ])
  expect(exits).toEqual([
    { outcome: 'ended', exitCode: 0, count: 2 },
    { outcome: 'ended', exitCode: 1, count: 1 },
    { outcome: 'deadlock', exitCode: null, count: 1 },
  ])
})

test('what is left is guessed from what was', () => {
  expect(leftNs([trial(10), trial(20)], 6)).toBe(60)
  expect(leftNs([], 6)).toBeNull()
})
