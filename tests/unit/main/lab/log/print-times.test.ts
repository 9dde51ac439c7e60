import { describe, expect, it } from 'vitest'
import { NS_PER_MS } from '../../../../../src/contract/time'
import { MOST_PRINT_POINTS, PrintTimes } from '../../../../../src/main/lab/log/print-times'

const ms = (n: number): number => n * NS_PER_MS

describe('when a unit printed', () => {
  it('is told once, and kept', () => {
    const prints = new PrintTimes()
    prints.add(ms(0), 1)
    prints.add(ms(3), 2)
    expect(prints.takeFresh()).toEqual([[0, 3]])
    prints.add(ms(50), 1)
    expect(prints.takeFresh()).toEqual([[ms(50), 1]])
    expect(prints.takeFresh()).toEqual([])
    expect(prints.points()).toEqual([
      [0, 3],
      [ms(50), 1],
    ])
  })

  it('is bounded, with every line and the beginning of a steady run in it', () => {
    const prints = new PrintTimes()
    for (let n = 0; n < 100_000; n += 1) prints.add(ms(n * 20), 1)
    const points = prints.points()
    expect(points.length).toBeLessThanOrEqual(MOST_PRINT_POINTS)
    expect(points[0]?.[0]).toBe(0)
    expect(points.reduce((sum, [, lines]) => sum + lines, 0)).toBe(100_000)
  })

  it('is bounded where the moments are far apart as well', () => {
    const prints = new PrintTimes()
    for (let n = 0; n < 5_000; n += 1) prints.add(ms(n * 60_000), 1)
    expect(prints.points().length).toBeLessThanOrEqual(MOST_PRINT_POINTS)
    expect(prints.points().at(-1)?.[0]).toBeGreaterThan(ms(4_900 * 60_000))
  })
})
