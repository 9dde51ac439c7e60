import { expect, test } from 'vitest'
import { fitting } from '../../../../../src/renderer/src/panels/program/editor/notes'

const room = (row: number) => ({ row, letter: 7, wordLetter: 6 })

test('words behind a line are whole where they have room', () => {
  expect(fitting('x'.repeat(20), 'buyer · TID 4711', room(300))).toBe('buyer · TID 4711')
})

test('are cut where they have less, and left out where they would tell nothing', () => {
  expect(fitting('x'.repeat(20), 'buyer · TID 4711', room(240))).toBe('buyer · TI…')
  expect(fitting('x'.repeat(20), 'buyer · TID 4711', room(180))).toBeNull()
})

test('wide letters take more room', () => {
  expect(fitting('가'.repeat(20), 'buyer · TID 4711', room(300))).toBeNull()
  expect(fitting('', '가나다라마바사아', room(100))).toBe('가나다라마바…')
})

test('stand on the last row of a line that is wrapped, where there is room', () => {
  // 300 pixels hold 42 letters, the next rows 38.
  expect(fitting('x'.repeat(45), 'buyer', room(300))).toBe('buyer')
  expect(fitting('x'.repeat(75), 'buyer', room(300))).toBeNull()
})
