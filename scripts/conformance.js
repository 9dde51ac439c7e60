// Runs the conformance table and prints its columns side by side:
//   npm run conformance [-- [--only python|pythonInSpindle|typescript]… [--python PATH] [ID or group]…]
//   npm run conformance -- --page     writes docs/semantics.md, the table for people
import { mkdirSync, writeFileSync } from 'node:fs'
import { parseArgs } from 'node:util'
import { format, resolveConfig } from 'prettier'
import { columns } from '../tests/conformance/columns.ts'
import { groups } from '../tests/conformance/groups.ts'
import { pageOf } from '../tests/conformance/page.ts'
import { runColumn, scoreOf } from '../tests/conformance/score.ts'

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    only: { type: 'string', multiple: true },
    python: { type: 'string' },
    page: { type: 'boolean' },
  },
})
if (values.page) {
  mkdirSync('docs', { recursive: true })
  const config = await resolveConfig('docs/semantics.md')
  writeFileSync('docs/semantics.md', await format(pageOf(groups), { ...config, parser: 'markdown' }))
  process.exit()
}

const rows = groups
  .flatMap((group) => group.rules.map((rule) => ({ group, rule })))
  .filter(
    ({ group, rule }) =>
      positionals.length === 0 || positionals.includes(rule.id) || positionals.includes(group.name),
  )
const chosen = Object.entries(columns(values.python)).filter(([name]) => values.only?.includes(name) ?? true)

const table = []
for (const [, column] of chosen) table.push(await runColumn(rows, column))

const mark = (verdict) => (verdict.wrong === null ? '–' : verdict.wrong.length === 0 ? '✓' : '✗')
const heads = chosen.map(([, column]) => column.title)
console.log(['rule', ...heads].join('   '))
for (const [index, { rule }] of rows.entries()) {
  const marks = table.map((verdicts, at) => mark(verdicts[index]).padEnd(heads[at].length))
  console.log([rule.id.padEnd(4), ...marks, rule.title].join('   '))
}
for (const [at, verdicts] of table.entries()) {
  for (const { rule, wrong } of verdicts) {
    for (const difference of wrong ?? []) console.log(`\n✗ ${heads[at]} ${rule.id}: ${difference}`)
  }
}
console.log()
for (const [at, verdicts] of table.entries()) console.log(`${heads[at]}: ${scoreOf(verdicts)}`)
process.exitCode = table.flat().some((verdict) => verdict.wrong?.length > 0) ? 1 : 0
