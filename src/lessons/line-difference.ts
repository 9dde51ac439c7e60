/** Longest program that is compared line by line: the table of comparisons grows with the square. */
const MAX_LINES = 1_000

/**
 * The lines (1-based) of `after` that are not in `before` at their place: what a person would say was added or
 * changed. By the longest common subsequence. `[]` for texts too long to compare.
 */
export function addedLines(before: string, after: string): readonly number[] {
  const old = before.split('\n')
  const now = after.split('\n')
  if (old.length > MAX_LINES || now.length > MAX_LINES) return []
  const width = now.length + 1
  // common[i * width + j]: longest common subsequence of old[i…] and now[j…].
  const common = new Uint16Array((old.length + 1) * width)
  const at = (i: number, j: number): number => common[i * width + j] ?? 0
  for (let i = old.length - 1; i >= 0; i--) {
    for (let j = now.length - 1; j >= 0; j--) {
      common[i * width + j] = old[i] === now[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1))
    }
  }
  const added: number[] = []
  let i = 0
  let j = 0
  while (j < now.length) {
    if (i < old.length && old[i] === now[j]) {
      i++
      j++
    } else if (i < old.length && at(i + 1, j) >= at(i, j + 1)) i++
    else added.push(++j)
  }
  return added
}
