import { describe, expect, it } from 'vitest'
import { Curve, MOST_POINTS } from '../../../../../src/main/lab/run/curve'

const filled = (samples: number, cpu: (n: number) => number | null = (n) => n): Curve => {
  const curve = new Curve()
  for (let n = 0; n < samples; n += 1) curve.add(n, cpu(n), null)
  return curve
}

describe('the curve of a unit', () => {
  it('has every sample while there are few', () => {
    expect(filled(3).points()).toEqual([
      [0, 0, null],
      [1, 1, null],
      [2, 2, null],
    ])
  })

  it('has no more points than its bound, from the first sample to the last', () => {
    const points = filled(10_000).points()
    expect(points.length).toBeLessThanOrEqual(MOST_POINTS)
    expect(points.length).toBeGreaterThan(MOST_POINTS / 2 - 1)
    expect(points.at(-1)?.[0]).toBe(9_999)
    const times = points.map(([at]) => at)
    expect(times).toEqual([...times].sort((a, b) => a - b))
  })

  it('keeps its peak when it is thinned', () => {
    const points = filled(1_000, (n) => (n === 333 ? 99 : 1)).points()
    expect(Math.max(...points.map(([, cpu]) => cpu ?? 0))).toBe(99)
  })

  it('does not take what is not known for zero', () => {
    expect(filled(MOST_POINTS * 2, (n) => (n < MOST_POINTS ? null : 5)).points()[0]?.[1]).toBeNull()
  })
})
