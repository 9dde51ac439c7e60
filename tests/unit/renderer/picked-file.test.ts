import { expect, test } from 'vitest'
import { MAX_SOURCE_CHARS } from '../../../src/contract/program'
import { readPicked } from '../../../src/renderer/src/picked-file'

const file = (name: string, content: string | Uint8Array<ArrayBuffer>): File => new File([content], name)

test('a picked file is read as it is, under a name My programs can have', async () => {
  expect(await readPicked(file('두 스레드.PY', '\uFEFF# 한글\r\n'))).toEqual({
    name: '두 스레드.py',
    source: '\uFEFF# 한글\r\n',
  })
  const { name } = await readPicked(file(`a:b${'x'.repeat(200)}.ts`, ''))
  expect(name).toMatch(/^a-bx{87}\.ts$/)
})

test.each([
  ['another kind of file', file('notes.txt', 'x'), 'unknown-language'],
  ['a text in another encoding', file('latin.py', new Uint8Array([0x23, 0xe9])), 'file-not-text'],
  ['a program that is none', file('binary.py', 'MZ\0\0'), 'file-not-text'],
  ['a very long one', file('long.ts', 'x'.repeat(MAX_SOURCE_CHARS + 1)), 'file-too-long'],
])('%s is refused with its reason', async (_what, picked, code) => {
  await expect(readPicked(picked)).rejects.toMatchObject({ code, facts: { name: picked.name } })
})
