import { readFileSync } from 'node:fs'
import { format, resolveConfig } from 'prettier'
import { expect, test } from 'vitest'
import { groups } from './groups.ts'
import { pageOf } from './page.ts'

test('docs/semantics.md is what the table says (npm run conformance -- --page)', async () => {
  const config = await resolveConfig('docs/semantics.md')
  const page = await format(pageOf(groups), { ...config, parser: 'markdown' })
  expect(readFileSync('docs/semantics.md', 'utf8')).toBe(page)
})
