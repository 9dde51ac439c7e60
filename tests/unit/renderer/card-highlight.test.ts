import { expect, test } from 'vitest'
import { highlight } from '../../../src/renderer/src/card/highlight'

const told = (lines: Awaited<ReturnType<typeof highlight>>): string[] =>
  lines.map((line) =>
    line.map(({ text, token }) => (token === 'syn-text' ? text : `<${token}>${text}</>`)).join(''),
  )

test('a program keeps its lines and its text, and its words get their colours', async () => {
  const source = 'import time\n\ndef work():  # once\n    time.sleep(1.5)\n'
  const lines = await highlight(source, 'python')
  expect(lines.map((line) => line.map(({ text }) => text).join('')).join('\n')).toBe(source)
  expect(told(lines)[0]).toBe('<syn-kw>import</> time')
  expect(told(lines)[2]).toContain('<syn-com># once</>')
  expect(told(lines)[3]).toContain('<syn-num>1.5</>')
})

test('TypeScript is read as TypeScript', async () => {
  const [line] = told(await highlight("const t: Thread = new Thread({ name: 'a' })", 'typescript'))
  expect(line).toContain('<syn-type>Thread</>')
  expect(line).toContain("<syn-str>'a'</>")
})
