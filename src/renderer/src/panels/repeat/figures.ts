/** Numbers of a repetition as they are shown. Pure. */
import type { Trial } from '../../../../contract/repeat'

/** A, B … Z, AA, AB …: an order by its place, the commonest is A. */
export function orderName(place: number): string {
  const letter = String.fromCharCode(65 + (place % 26))
  return place < 26 ? letter : orderName(Math.floor(place / 26) - 1) + letter
}

export interface Bin {
  readonly fromNs: number
  readonly toNs: number
  readonly count: number
}

export interface Durations {
  readonly fastest: number
  readonly median: number
  readonly slowest: number
  readonly bins: readonly Bin[]
}

const MOST_BINS = 16

/** How long the trials took that came to their own end; `null` when none did. */
export function durationsOf(trials: readonly Trial[]): Durations | null {
  const took = trials
    .filter(({ outcome }) => outcome === 'ended')
    .map(({ tookNs }) => tookNs)
    .sort((a, b) => a - b)
  const fastest = took[0]
  const slowest = took.at(-1)
  if (fastest === undefined || slowest === undefined) return null
  const middle = took.length / 2
  const median = ((took[Math.floor(middle)] ?? 0) + (took[Math.ceil(middle) - 1] ?? 0)) / 2
  const bins = Math.min(MOST_BINS, Math.max(1, Math.ceil(Math.sqrt(took.length)) + 2))
  const width = (slowest - fastest) / bins || 1
  const counts = new Array<number>(bins).fill(0)
  for (const ns of took) {
    const bin = Math.min(bins - 1, Math.floor((ns - fastest) / width))
    counts[bin] = (counts[bin] ?? 0) + 1
  }
  return {
    fastest,
    median,
    slowest,
    bins: counts.map((count, bin) => ({
      fromNs: fastest + bin * width,
      toNs: fastest + (bin + 1) * width,
      count,
    })),
  }
}

export interface ExitCount {
  readonly outcome: Trial['outcome']
  readonly exitCode: number | null
  readonly count: number
}

/** How the trials ended, the commonest first. */
export function exitsOf(trials: readonly Trial[]): ExitCount[] {
  const exits = new Map<string, ExitCount>()
  for (const { outcome, exitCode: code } of trials) {
    // What the Lab has ended has an exit code that says nothing of the program.
    const exitCode = outcome === 'ended' ? code : null
    const key = `${outcome} ${exitCode}`
    exits.set(key, { outcome, exitCode, count: (exits.get(key)?.count ?? 0) + 1 })
  }
  return [...exits.values()].sort((a, b) => b.count - a.count)
}

/** How long the rest will take, by the trials so far; `null` before the first. */
export function leftNs(trials: readonly Trial[], wanted: number): number | null {
  if (trials.length === 0) return null
  const mean = trials.reduce((sum, { tookNs }) => sum + tookNs, 0) / trials.length
  return mean * Math.max(0, wanted - trials.length)
}
