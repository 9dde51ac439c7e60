import { expect, test } from 'vitest'
import type { Run } from '../../../../../src/contract/run'
import { tooOld } from '../../../../../src/main/lab/record/too-old'

const LIMITS = { runs: 3, bytes: 100 }
const kept = (id: string, more: Partial<Run> = {}) => ({ id, run: { id, ...more } as Run })
const old = (...all: ReturnType<typeof kept>[]) => tooOld(all, LIMITS).map(({ id }) => id)

test('the newest stay', () => {
  expect(old(kept('e'), kept('d'), kept('c'), kept('b'), kept('a'))).toEqual(['b', 'a'])
})

test('what is pinned stays and takes no place', () => {
  expect(old(kept('e'), kept('d', { pinned: true }), kept('c'), kept('b'), kept('a'))).toEqual(['a'])
})

test('examples of one repetition count as one run', () => {
  const repeat = { id: 'r', trial: 1 }
  const all = [kept('f'), kept('e', { repeat }), kept('d', { repeat }), kept('c', { repeat })]
  expect(old(...all, kept('b'), kept('a'))).toEqual(['a'])
})

test('records that take too much go from the old end; the newest stays however long it is', () => {
  const recordBytes = 60
  expect(old(kept('c', { recordBytes }), kept('b', { recordBytes }), kept('a', { recordBytes }))).toEqual([
    'b',
    'a',
  ])
  expect(old(kept('b', { recordBytes: 500 }), kept('a'))).toEqual(['a'])
})
