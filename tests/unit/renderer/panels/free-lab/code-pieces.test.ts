import { expect, test } from 'vitest'
import { codePieces } from '../../../../../src/renderer/src/panels/free-lab/code-pieces'

test.each([
  ['count_1.start()', ['start:fn']],
  ['sleep(2.5)', ['sleep:fn', '2.5:nu']],
  ['a = Thread(target=nap, name="a 1", daemon=True)', ['Thread:ty', '"a 1":st', 'True:kw']],
  ["const a = new Process({ name: 'it\\'s' })", ['const:kw', 'new:kw', 'Process:ty', "'it\\'s':st"]],
  ['# a: ✕', ['# a: ✕:co']],
  ['unit1st.join()', ['join:fn']],
])('%s', (line, expected) => {
  const pieces = codePieces(line)
  expect(pieces.map(({ text }) => text).join('')).toBe(line)
  expect(pieces.filter(({ look }) => look).map(({ text, look }) => `${text}:${look}`)).toEqual(expected)
})
