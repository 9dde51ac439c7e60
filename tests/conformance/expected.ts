import type { Column } from './columns.ts'
import type { Expectation, Line, Output, Rule } from './table.ts'

/** What one column must give for one case of a rule, with everything spelled out. */
export interface Expected {
  readonly out: Output
  readonly err: readonly (string | RegExp)[]
  readonly exit: number | 'stays'
}

/** Lays what is particular to the column over what holds for all. */
export function expectedOf(rule: Rule, column: Column, of: Expectation = {}): Expected {
  const layers: Expectation[] = [rule.expect, of]
  if (column.language === 'python') {
    layers.push(rule.python ?? {})
    for (const [versions, expectation] of Object.entries(rule.versions ?? {})) {
      if (isVersionIn(column.version, versions)) layers.push(expectation)
    }
    if (column.spindle) layers.push(rule.throughSpindle ?? {})
  } else if (rule.typescript !== undefined && !('notApplicable' in rule.typescript)) {
    layers.push(rule.typescript)
  }
  const merged: Expectation = Object.assign({}, ...layers)
  const spell = (line: Line): Line => spelled(line, column)
  const out = merged.out ?? []
  return {
    out:
      'interleaved' in out
        ? { interleaved: out.interleaved.map((chain) => chain.map(spell)) }
        : out.map(spell),
    err: (merged.err ?? []).map((part) => (typeof part === 'string' ? (spell(part) as string) : part)),
    exit: merged.exit ?? 0,
  }
}

/** `3.9.18` in `3.9`, `3.12.1` in `3.12.0 3.12.1`, `3.14.0` in `3.13+`. */
function isVersionIn(version: string, versions: string): boolean {
  return versions.split(' ').some((wanted) => {
    if (!wanted.endsWith('+')) return `${version}.`.startsWith(`${wanted}.`)
    return minorOf(version) >= minorOf(wanted.slice(0, -1))
  })
}

const minorOf = (version: string): number => Number(version.split('.')[1])

const SPELLING: Readonly<Record<string, string>> = { True: 'true', False: 'false', None: 'null' }

function spelled(line: Line, column: Column): Line {
  if (typeof line !== 'string') return line
  if (column.language === 'typescript')
    return line.replace(/\b(True|False|None)\b/g, (word) => SPELLING[word] ?? word)
  // 3.9 did not yet put the target's name into a thread's default name.
  return isVersionIn(column.version, '3.9') ? line.replace(/(Thread-\d+) \([^)]*\)/g, '$1') : line
}
