import { describe, expect, it } from 'vitest'
import { CoreTrail, MOST_CORE_POINTS } from '../../../../../src/main/lab/run/core-trail'

describe('the cores of a thread', () => {
  it('are told while it ran', () => {
    const trail = new CoreTrail()
    trail.add(1, 0, null)
    trail.add(2, 1, 50)
    trail.add(3, 1, 0)
    trail.add(4, 0, 12)
    expect(trail.points()).toEqual([
      [2, 1, 50],
      [4, 0, 12],
    ])
  })

  it('are bounded at their old end', () => {
    const trail = new CoreTrail()
    const samples = MOST_CORE_POINTS * 5
    for (let at = 1; at <= samples; at += 1) trail.add(at, 0, 1)
    const points = trail.points()
    expect(points).toHaveLength(MOST_CORE_POINTS)
    expect(points.at(-1)?.[0]).toBe(samples)
  })
})
