import { expect, test } from 'vitest'
import type { Run } from '../../../../src/contract/run'
import { diff } from '../../../../src/renderer/src/look/line-diff'
import { advantage } from '../../../../src/renderer/src/panels/compare/measures'
import { pairOfLessons, pairToCompare } from '../../../../src/renderer/src/panels/compare/pair'
import { differing, sideBySide } from '../../../../src/renderer/src/panels/compare/side-by-side'

const run = (id: string, startedAtWall: number, more: Partial<Run> = {}): Run =>
  ({ id, startedAtWall, title: 'a.ts', lesson: null, failure: null, ...more }) as Run

test('the run on the screen is compared with the last run of the same program before it', () => {
  const runs = [run('1', 1), run('2', 2), run('3', 3, { title: 'b.ts' }), run('4', 4), run('5', 5)]
  expect(pairToCompare(runs, '4')).toEqual(['2', '4'])
  expect(pairToCompare(runs, null)).toEqual(['4', '5'])
  expect(pairToCompare(runs, '3')).toEqual(['2', '3'])
})

test('lessons are known by their lesson, and what never started is not compared', () => {
  const lesson = (id: string, at: number, of: string) => run(id, at, { lesson: of, title: of })
  const failure = { code: 'internal', facts: {}, message: '' } as const
  const runs = [lesson('a', 1, 'one'), lesson('b', 2, 'two'), run('c', 3, { failure }), lesson('d', 4, 'one')]
  expect(pairToCompare(runs, 'd')).toEqual(['a', 'd'])
  expect(pairToCompare([run('x', 1, { failure }), run('y', 2)], null)).toBeNull()
  expect(pairToCompare([], null)).toBeNull()
  expect(pairOfLessons(runs, 'one', 'two')).toEqual(['d', 'b'])
  expect(pairOfLessons(runs, 'one', 'three')).toBeNull()
})

test('the first run of all is compared with the one after it', () => {
  expect(pairToCompare([run('1', 1), run('2', 2)], '1')).toEqual(['2', '1'])
})

test('a difference is told only when it is more than noise, and measured on both sides', () => {
  expect(advantage(100, 200)).toBe(2)
  expect(advantage(100, 104)).toBeNull()
  expect(advantage(200, 100)).toBeNull()
  expect(advantage(null, 100)).toBeNull()
  expect(advantage(100, null)).toBeNull()
})

test('changed lines stand beside each other, long equal stretches are folded', () => {
  const same = (from: number, count: number) => Array.from({ length: count }, (_, n) => `line ${from + n}`)
  const left = [...same(0, 12), 'old', ...same(20, 2)]
  const right = [...same(0, 12), 'new', 'newer', ...same(20, 2)]
  const pairs = diff(left, right)
  expect(differing(pairs)).toBe(3)
  expect(sideBySide(pairs)).toEqual([
    { kind: 'fold', lines: 9 },
    { kind: 'same', left: 9, right: 9 },
    { kind: 'same', left: 10, right: 10 },
    { kind: 'same', left: 11, right: 11 },
    { kind: 'different', left: 12, right: 12 },
    { kind: 'different', left: null, right: 13 },
    { kind: 'same', left: 13, right: 14 },
    { kind: 'same', left: 14, right: 15 },
  ])
})
