import { runRule } from './run-rule.ts'
import { reasonNotToApply, type Group, type Rule } from './table.ts'
import type { Column } from './columns.ts'

/** Programs that run side by side: they mostly wait. */
const AT_ONCE = 4

export interface Verdict {
  readonly group: Group
  readonly rule: Rule
  /** null: the rule does not apply in this column. */
  readonly wrong: readonly string[] | null
}

/** Runs all rows in one column, a few at a time, and hands over each verdict as it comes. */
export async function runColumn(
  rows: readonly { group: Group; rule: Rule }[],
  column: Column,
  told: (verdict: Verdict) => void = () => {},
): Promise<Verdict[]> {
  const verdicts: Verdict[] = []
  const waiting = [...rows.entries()]
  const lane = async (): Promise<void> => {
    for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) {
      const [index, row] = next
      const applies = reasonNotToApply(row.rule, column.language) === null
      const verdict = { ...row, wrong: applies ? await runRule(row.group, row.rule, column) : null }
      verdicts[index] = verdict
      told(verdict)
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, lane))
  return verdicts
}

/** `182 of 182 applicable rules hold, 45 do not apply`. */
export function scoreOf(verdicts: readonly Verdict[]): string {
  const applicable = verdicts.filter((verdict) => verdict.wrong !== null)
  const held = applicable.filter((verdict) => verdict.wrong?.length === 0)
  return `${held.length} of ${applicable.length} applicable rules hold, ${verdicts.length - applicable.length} do not apply`
}
