import { describe, expect, it } from 'vitest'
import { NS_PER_MS, NS_PER_S } from '../../../../../src/contract/time'
import {
  panned,
  PLAYHEAD_AT,
  ticksOf,
  viewportOf,
  zoomed,
} from '../../../../../src/renderer/src/panels/timeline/viewport'

const s = (n: number): number => n * NS_PER_S

describe('the viewport', () => {
  it('fits the whole run with now at 94 % of the width', () => {
    const { start, span } = viewportOf({ name: 'fit' }, s(9.4), true)
    expect(start).toBe(0)
    expect(s(9.4) / span).toBeCloseTo(PLAYHEAD_AT)
  })

  it('does not let the first moments of a live run fill the screen, but those of an ended one', () => {
    expect(viewportOf({ name: 'fit' }, s(0.01), true).span).toBe(500 * NS_PER_MS)
    expect(viewportOf({ name: 'fit' }, s(0.01), false).span).toBeCloseTo(s(0.01) / PLAYHEAD_AT)
  })

  it('follows with now in its place', () => {
    const { start, span } = viewportOf({ name: 'follow', span: s(2) }, s(60), true)
    expect((s(60) - start) / span).toBeCloseTo(PLAYHEAD_AT)
  })

  it('zooms around a point that stays where it is', () => {
    const before = { start: s(2), span: s(4) }
    const after = zoomed(before, 0.5, s(3), s(10))
    expect(after.span).toBe(s(2))
    expect((s(3) - after.start) / after.span).toBeCloseTo((s(3) - before.start) / before.span)
  })

  it('cannot be zoomed out beyond twice the run, nor panned out of it', () => {
    expect(zoomed({ start: 0, span: s(10) }, 100, 0, s(10)).span).toBeCloseTo((s(10) / PLAYHEAD_AT) * 2)
    const right = panned({ start: 0, span: s(5) }, s(1000), s(10))
    expect(right.start).toBeLessThan(s(10))
    expect(panned({ start: 0, span: s(5) }, s(-1000), s(10)).start).toBeCloseTo(-s(5) * (1 - PLAYHEAD_AT))
  })

  it.each([
    [s(9), 540, ['0 s', '2 s', '4 s', '6 s', '8 s']],
    [s(0.5), 540, ['0 s', '0.1 s', '0.2 s', '0.3 s', '0.4 s', '0.5 s']],
    [200_000, 500, ['0 s', '0.05 ms', '0.10 ms', '0.15 ms', '0.20 ms']],
  ])('has round marks over %d ns', (span, width, labels) => {
    expect(ticksOf({ start: 0, span }, width).map(({ label }) => label)).toEqual(labels)
  })

  it('has no marks without width', () => {
    expect(ticksOf({ start: 0, span: s(1) }, 0)).toEqual([])
  })
})
