import { describe, expect, it } from 'vitest'
import { NS_PER_S } from '../../../../../src/contract/time'
import { lineTime, wallTime } from '../../../../../src/renderer/src/panels/log/line-time'
import { at, market } from '../../fixtures/market'

describe('the time beside a line', () => {
  it('is that since the start of the run', () => {
    expect(lineTime('relative', market, at(6.021), at(5))).toBe('6.021')
  })

  it('is that since the line before, and nothing for the first', () => {
    expect(lineTime('delta', market, at(6.021), at(5.5))).toBe('+0.521')
    expect(lineTime('delta', market, at(6.021), null)).toBe('')
  })

  it('is never less than nothing, though lines of two processes may come out of order', () => {
    expect(lineTime('delta', market, at(6), at(6) + NS_PER_S / 100)).toBe('+0.000')
  })

  it('is that of the clock on the wall', () => {
    const noon = new Date(2026, 4, 7, 12, 3, 9, 45).getTime()
    expect(wallTime(noon)).toBe('12:03:09.045')
    const run = { ...market, startedAtWall: noon }
    expect(lineTime('wall', run, at(1.5), null)).toBe('12:03:10.545')
  })
})
