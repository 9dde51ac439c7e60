/** Two texts beside each other: equal lines on one height, long equal stretches folded. Pure. */
import type { Pair } from '../../look/line-diff'

export type SideRow =
  | { readonly kind: 'same' | 'different'; readonly left: number | null; readonly right: number | null }
  /** So many equal lines are not shown. */
  | { readonly kind: 'fold'; readonly lines: number }

/** Equal lines kept around a difference. */
const CONTEXT = 3
/** A shorter stretch is not worth folding. */
const SHORTEST_FOLD = 4

export function sideBySide(pairs: readonly Pair[]): SideRow[] {
  const rows: SideRow[] = []
  for (let at = 0; at < pairs.length;) {
    const from = at
    while (at < pairs.length && isSame(pairs[at])) at += 1
    if (at > from) {
      rows.push(...folded(pairs.slice(from, at), from === 0, at === pairs.length))
      continue
    }
    while (at < pairs.length && !isSame(pairs[at])) at += 1
    const stretch = pairs.slice(from, at)
    const left = stretch.flatMap((pair) => pair.left ?? [])
    const right = stretch.flatMap((pair) => pair.right ?? [])
    for (let row = 0; row < Math.max(left.length, right.length); row += 1) {
      rows.push({ kind: 'different', left: left[row] ?? null, right: right[row] ?? null })
    }
  }
  return rows
}

export const differing = (pairs: readonly Pair[]): number => pairs.filter((pair) => !isSame(pair)).length

const isSame = (pair: Pair | undefined): boolean =>
  pair !== undefined && pair.left !== null && pair.right !== null

function folded(same: readonly Pair[], isFirst: boolean, isLast: boolean): SideRow[] {
  const rows = same.map((pair): SideRow => ({ kind: 'same', ...pair }))
  const head = isFirst ? 0 : CONTEXT
  const tail = isLast ? 0 : CONTEXT
  const lines = rows.length - head - tail
  if (lines < SHORTEST_FOLD) return rows
  return [...rows.slice(0, head), { kind: 'fold', lines }, ...rows.slice(rows.length - tail)]
}
