/** A curve of samples as a path, and its present and highest values. */
import type { SamplePoint } from '../../stores/sample-history'

export interface Curve {
  /** Along the top of the curve; `''` when nothing was measured. */
  readonly line: string
  /** The same, closed along the bottom. */
  readonly area: string
  readonly last: number | null
  readonly peak: number | null
}

/** With this much time between two points, nothing is known about the time between them. */
const GAP_NS = 60e9

/**
 * `from` and `to` are the ends of the time axis on the machine's clock, `most` is the value at the top at
 * least; the highest value raises it.
 */
export function curveOf(
  points: readonly SamplePoint[],
  value: (point: SamplePoint) => number | null,
  { from, to, most }: { from: number; to: number; most: number },
  { width, height }: { width: number; height: number },
): Curve {
  const known = points.flatMap((point) => {
    const at = value(point)
    return at === null ? [] : [{ at: point.at, value: at }]
  })
  const peak = known.reduce<number | null>((top, { value: one }) => Math.max(top ?? 0, one), null)
  const top = Math.max(most, peak ?? 0)
  const x = (at: number): number => round((Math.max(0, at - from) / Math.max(1, to - from)) * width)
  const y = (one: number): number => round(height - (one / top) * (height - 1))
  let line = ''
  let area = ''
  let startX = 0
  known.forEach((point, index) => {
    const before = known[index - 1]
    const next = known[index + 1]
    const begins = !before || point.at - before.at > GAP_NS
    line += `${begins ? 'M' : 'L'}${x(point.at)} ${y(point.value)}`
    // A point alone is a dot.
    const ends = !next || next.at - point.at > GAP_NS
    if (begins && ends) line += 'h0'
    if (begins) {
      startX = x(point.at)
      area += `M${startX} ${height}`
    }
    area += `L${x(point.at)} ${y(point.value)}`
    if (ends) area += `L${x(point.at)} ${height}Z`
  })
  return { line, area, last: known.at(-1)?.value ?? null, peak }
}

const round = (n: number): number => Math.round(n * 10) / 10
