/**
 * What is the same in two lists, in order: by the shortest edit (Myers, “An O(ND) Difference Algorithm”,
 * 1986). What differs too much to be worth the search counts as differing whole.
 */

/** One element of the result: places in the two lists, `null` where it is in one of them only. */
export interface Pair {
  readonly left: number | null
  readonly right: number | null
}

/** More insertions and deletions than this are not searched for: the trace grows with the square. */
export const MAX_EDITS = 1_500

/** Pairs in order; what was taken out stands before what was put in. */
export function diff(left: readonly string[], right: readonly string[]): Pair[] {
  const shorter = Math.min(left.length, right.length)
  let head = 0
  while (head < shorter && left[head] === right[head]) head += 1
  let tail = 0
  while (tail < shorter - head && left[left.length - 1 - tail] === right[right.length - 1 - tail]) tail += 1
  const middle = shortest(left.slice(head, left.length - tail), right.slice(head, right.length - tail))
  return [
    ...Array.from({ length: head }, (_, at) => ({ left: at, right: at })),
    ...middle.map((pair) => ({
      left: pair.left === null ? null : pair.left + head,
      right: pair.right === null ? null : pair.right + head,
    })),
    ...Array.from({ length: tail }, (_, at) => ({
      left: left.length - tail + at,
      right: right.length - tail + at,
    })),
  ]
}

function shortest(left: readonly string[], right: readonly string[]): Pair[] {
  const most = Math.min(left.length + right.length, MAX_EDITS)
  // reached[k + most]: how far into `left` one gets on diagonal k; a copy of it for each number of edits.
  const reached = new Int32Array(2 * most + 2)
  const traces: Int32Array[] = []
  for (let edits = 0; edits <= most; edits += 1) {
    traces.push(reached.slice(most - edits, most + edits + 1))
    for (let k = -edits; k <= edits; k += 2) {
      const down = k === -edits || (k !== edits && at(reached, most + k - 1) < at(reached, most + k + 1))
      let x = down ? at(reached, most + k + 1) : at(reached, most + k - 1) + 1
      while (x < left.length && x - k < right.length && left[x] === right[x - k]) x += 1
      reached[most + k] = x
      if (x >= left.length && x - k >= right.length) return back(traces, left.length, right.length)
    }
  }
  return [
    ...left.map((_, place) => ({ left: place, right: null })),
    ...right.map((_, place) => ({ left: null, right: place })),
  ]
}

/** Walks back from the end through the traces. */
function back(traces: readonly Int32Array[], fromX: number, fromY: number): Pair[] {
  const pairs: Pair[] = []
  let x = fromX
  let y = fromY
  for (let edits = traces.length - 1; edits > 0; edits -= 1) {
    const before = traces[edits]
    if (!before) break
    const k = x - y
    const down = k === -edits || (k !== edits && at(before, edits + k - 1) < at(before, edits + k + 1))
    const previousK = down ? k + 1 : k - 1
    const previousX = at(before, edits + previousK)
    const previousY = previousX - previousK
    while (x > previousX && y > previousY && (x > 0 || y > 0)) {
      if (x === previousX + (down ? 0 : 1) && y === previousY + (down ? 1 : 0)) break
      x -= 1
      y -= 1
      pairs.push({ left: x, right: y })
    }
    if (down) pairs.push({ left: null, right: previousY })
    else pairs.push({ left: previousX, right: null })
    x = previousX
    y = previousY
  }
  while (x > 0 && y > 0) {
    x -= 1
    y -= 1
    pairs.push({ left: x, right: y })
  }
  return inOrder(pairs.reverse())
}

/** Within a stretch of differences: first what was taken out, then what was put in. */
function inOrder(pairs: readonly Pair[]): Pair[] {
  const ordered: Pair[] = []
  let added: Pair[] = []
  for (const pair of pairs) {
    if (pair.left === null) added.push(pair)
    else {
      if (pair.right !== null) {
        ordered.push(...added)
        added = []
      }
      ordered.push(pair)
    }
  }
  return [...ordered, ...added]
}

const at = (numbers: Int32Array, place: number): number => numbers[place] ?? 0
