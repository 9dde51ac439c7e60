import { expect, test } from 'vitest'
import { addedLines } from '../../../src/lessons/line-difference'

test.each([
  ['nothing', 'a\nb', 'a\nb', []],
  ['a line in the middle', 'a\nc', 'a\nb\nc', [2]],
  ['a line at the end', 'a', 'a\nb', [2]],
  ['a changed line', 'a\nb\nc', 'a\nx\nc', [2]],
  ['a moved line', 'a\nb\nc', 'b\na\nc', [2]],
  ['all of it', 'a', 'b', [1]],
  ['nothing when lines only went', 'a\nb\nc', 'a\nc', []],
])('%s was added', (_what, before, after, expected) => {
  expect(addedLines(before, after)).toEqual(expected)
})

test('texts too long to compare are not compared', () => {
  expect(addedLines('a\n'.repeat(1_001), 'b')).toEqual([])
})
