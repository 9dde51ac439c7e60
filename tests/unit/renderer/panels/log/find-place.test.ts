import { describe, expect, it } from 'vitest'
import type { LogLine } from '../../../../../src/contract/log'
import { firstPlace, type ReadView } from '../../../../../src/renderer/src/panels/log/find-place'

/** A view whose line at place n is line 3n of the log, at time 10n. */
function view(length: number): { read: ReadView; reads: () => number } {
  let reads = 0
  const line = (place: number): LogLine => ({
    index: place * 3,
    unit: '1.1',
    stream: 'out',
    at: place * 10,
    text: '',
    open: false,
  })
  const read: ReadView = (from, count) => {
    reads += 1
    const places = Array.from({ length: Math.max(0, Math.min(count, length - from)) }, (_, n) => from + n)
    return Promise.resolve({ total: length, from, lines: places.map(line) })
  }
  return { read, reads: () => reads }
}

describe('the first place of a view', () => {
  it('is that of the first line which is not before', async () => {
    const { read } = view(1000)
    expect((await firstPlace(read, ({ index }) => index < 300))?.place).toBe(100)
    expect((await firstPlace(read, ({ at }) => at < 301))?.place).toBe(31)
    expect((await firstPlace(read, () => false))?.place).toBe(0)
  })

  it('is none when all are before, or when there is nothing', async () => {
    expect(await firstPlace(view(1000).read, () => true)).toBeNull()
    expect(await firstPlace(view(0).read, () => false)).toBeNull()
  })

  it('is found in a few readings of a million lines', async () => {
    const { read, reads } = view(1_000_000)
    expect((await firstPlace(read, ({ index }) => index < 2_000_000))?.place).toBe(666_667)
    expect(reads()).toBeLessThan(25)
  })
})
