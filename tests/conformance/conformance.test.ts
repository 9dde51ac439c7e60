/**
 * The conformance table, row by row: what TypeScript programs do in Spindle. `npm run conformance` prints
 * the same rows for Python, alone and in Spindle, beside it.
 */
import { existsSync, readdirSync } from 'node:fs'
import { afterAll, describe, expect, test } from 'vitest'
import { columns } from './columns.ts'
import { groups } from './groups.ts'
import { runRule } from './run-rule.ts'
import { scoreOf, type Verdict } from './score.ts'
import { reasonNotToApply } from './table.ts'

const column = columns().typescript
const verdicts: Verdict[] = []

for (const group of groups) {
  const [applicable, others] = [true, false].map((applies) =>
    group.rules.filter((rule) => (reasonNotToApply(rule, 'typescript') === null) === applies),
  )
  // The score counts them, and docs/semantics.md gives the reason of each.
  for (const rule of others ?? []) verdicts.push({ group, rule, wrong: null })
  if (!applicable?.length) continue
  describe.concurrent(group.title, () => {
    for (const rule of applicable) {
      test(`${rule.id} ${rule.title}`, { timeout: 60_000 }, async () => {
        const wrong = await runRule(group, rule, column)
        verdicts.push({ group, rule, wrong })
        expect(wrong).toEqual([])
      })
    }
  })
}

afterAll(() => console.log(`conformance of TypeScript: ${scoreOf(verdicts)}`))

describe('the table', () => {
  const rules = groups.flatMap((group) => group.rules.map((rule) => ({ group, rule })))
  const folder = (name: string): string => `tests/conformance/rules/${name}`

  test('has every rule once', () => {
    const ids = rules.map(({ rule }) => rule.id)
    expect(ids).toHaveLength(228)
    expect(new Set(ids).size).toBe(ids.length)
  })

  test('has a program of each language for every rule that applies, and no others', () => {
    const wanted = rules.flatMap(({ group, rule }) => {
      const path = `${folder(group.name)}/${rule.id.toLowerCase()}`
      return reasonNotToApply(rule, 'typescript') === null ? [`${path}.py`, `${path}.ts`] : [`${path}.py`]
    })
    const there = groups
      .map((group) => folder(group.name))
      .filter((path) => existsSync(path))
      .flatMap((path) => readdirSync(path).map((file) => `${path}/${file}`))
      .filter((file) => !file.endsWith('/rules.ts') && !file.endsWith('__'))
    expect(there.sort()).toEqual(wanted.sort())
  })
})
