/** The agent is one file because it is loaded as one: its table of contents leads through it. */
import { readFileSync } from 'node:fs'
import { expect, test } from 'vitest'

test('the contents at the top of the agent name its sections, in their order', () => {
  const source = readFileSync('src/agents/python/spindle_agent.py', 'utf8')
  const [, contents = ''] = /^Contents, .*\n\n((?: {4}.*\n)+)/m.exec(source) ?? []
  const listed = contents.match(/^ {4}(?! )(.*?) {2,}/gm)?.map((line) => line.trim())
  const sections = [...source.matchAll(/^# --- (.*?) -+$/gm)].map(([, name]) => name)
  expect(sections.length).toBeGreaterThan(10)
  expect(listed).toEqual(sections)
})
