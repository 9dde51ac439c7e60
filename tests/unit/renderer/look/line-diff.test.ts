import { expect, test } from 'vitest'
import { diff, MAX_EDITS, type Pair } from '../../../../src/renderer/src/look/line-diff'

const written = (left: string, right: string): string =>
  diff([...left], [...right])
    .map(({ left: l, right: r }) => (l === null ? `+${right[r!]}` : r === null ? `-${left[l]}` : left[l]))
    .join('')

test.each([
  ['', '', ''],
  ['abc', 'abc', 'abc'],
  ['', 'ab', '+a+b'],
  ['ab', '', '-a-b'],
  ['abc', 'abxc', 'ab+xc'],
  ['abc', 'axc', 'a-b+xc'],
  ['abcd', 'acbd', 'a-bc+bd'],
  ['xab', 'aby', '-xab+y'],
])('%j → %j is %j', (left, right, expected) => {
  expect(written(left, right)).toBe(expected)
})

/** Length of the longest common subsequence, by the table. */
function common(left: readonly string[], right: readonly string[]): number {
  const table = Array.from({ length: left.length + 1 }, () => new Array<number>(right.length + 1).fill(0))
  for (let i = 1; i <= left.length; i += 1) {
    for (let j = 1; j <= right.length; j += 1) {
      table[i]![j] =
        left[i - 1] === right[j - 1]
          ? table[i - 1]![j - 1]! + 1
          : Math.max(table[i - 1]![j]!, table[i]![j - 1]!)
    }
  }
  return table[left.length]![right.length]!
}

test('every element is there once and in order, and as many as can be are the same', () => {
  let seed = 7
  const random = (below: number): number => (seed = (seed * 48_271) % 2_147_483_647) % below
  for (let round = 0; round < 300; round += 1) {
    const list = () => Array.from({ length: random(14) }, () => 'abcd'[random(4)]!)
    const [left, right] = [list(), list()]
    const pairs = diff(left, right)
    const places = (side: keyof Pair) => pairs.map((pair) => pair[side]).filter((place) => place !== null)
    expect(places('left')).toEqual(left.map((_, place) => place))
    expect(places('right')).toEqual(right.map((_, place) => place))
    const same = pairs.filter(({ left: l, right: r }) => l !== null && r !== null)
    for (const { left: l, right: r } of same) expect(left[l!]).toBe(right[r!])
    expect(same).toHaveLength(common(left, right))
  }
})

test('lists that have next to nothing in common are told apart whole', () => {
  const left = Array.from({ length: MAX_EDITS }, (_, n) => `l${n}`)
  const right = Array.from({ length: MAX_EDITS }, (_, n) => `r${n}`)
  expect(diff(['same', ...left], ['same', ...right])).toHaveLength(1 + 2 * MAX_EDITS)
})
