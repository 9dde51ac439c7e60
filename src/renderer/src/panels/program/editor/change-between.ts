/** The lines that two texts do not share, as changes: cursor, marks and undo keep their places in all others. */
import type { TextChange } from '../typescript/protocol'

/** Pure. Lines are matched greedily from both ends, then by the longest run of equal ones in between. */
export function changeBetween(before: string, after: string): readonly TextChange[] {
  if (before === after) return []
  return between(before.split(/(?<=\n)/), after.split(/(?<=\n)/), 0)
}

/** Beyond so many lines in the middle one change for all of them is good enough. */
const MAX_COMPARED = 400

function between(before: readonly string[], after: readonly string[], offset: number): readonly TextChange[] {
  let start = 0
  while (start < before.length && start < after.length && before[start] === after[start]) start += 1
  let end = 0
  const most = Math.min(before.length, after.length) - start
  while (end < most && before.at(-1 - end) === after.at(-1 - end)) end += 1
  const from = offset + lengthOf(before.slice(0, start))
  const one = before.slice(start, before.length - end)
  const other = after.slice(start, after.length - end)
  if (one.length === 0 && other.length === 0) return []
  const shared = longestShared(one, other)
  if (shared === null) return [{ from, to: from + lengthOf(one), insert: other.join('') }]
  const [left, right, lines] = shared
  return [
    ...between(one.slice(0, left), other.slice(0, right), from),
    ...between(
      one.slice(left + lines),
      other.slice(right + lines),
      from + lengthOf(one.slice(0, left + lines)),
    ),
  ]
}

/** The longest run of lines that both have: where it begins in each, and how many lines it has. */
function longestShared(
  one: readonly string[],
  other: readonly string[],
): readonly [left: number, right: number, lines: number] | null {
  if (one.length > MAX_COMPARED || other.length > MAX_COMPARED) return null
  let best: readonly [number, number, number] | null = null
  let above = new Array<number>(other.length + 1).fill(0)
  for (let left = 0; left < one.length; left += 1) {
    const row = new Array<number>(other.length + 1).fill(0)
    for (let right = 0; right < other.length; right += 1) {
      if (one[left] !== other[right]) continue
      const lines = (above[right] ?? 0) + 1
      row[right + 1] = lines
      if (lines > (best?.[2] ?? 0)) best = [left - lines + 1, right - lines + 1, lines]
    }
    above = row
  }
  return best
}

const lengthOf = (lines: readonly string[]): number => lines.reduce((sum, line) => sum + line.length, 0)
