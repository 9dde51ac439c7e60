import { describe, expect, it } from 'vitest'
import {
  among,
  everything,
  NOTHING_SELECTED,
  only,
  toggled,
  upTo,
} from '../../../../../src/renderer/src/panels/units/selection'

const order = ['a', 'b', 'c', 'd', 'e']
const shown = (selection: ReturnType<typeof only>): string => [...selection.units].sort().join('')

describe('a selection of rows', () => {
  it('is one row, or grows and shrinks by single ones', () => {
    const two = toggled(only('b'), 'd')
    expect(shown(two)).toBe('bd')
    expect(shown(toggled(two, 'b'))).toBe('d')
  })

  it('reaches from the anchor to a row in either direction, and the anchor stays', () => {
    const down = upTo(only('b'), 'd', order)
    expect(shown(down)).toBe('bcd')
    expect(shown(upTo(down, 'a', order))).toBe('ab')
  })

  it('reaches from the row that was toggled last', () => {
    expect(shown(upTo(toggled(only('a'), 'd'), 'e', order))).toBe('de')
  })

  it('begins anew where its anchor is gone', () => {
    expect(upTo(only('gone'), 'c', order)).toEqual(only('c'))
    expect(upTo(NOTHING_SELECTED, 'c', order)).toEqual(only('c'))
  })

  it('is everything, from the first row or the anchor', () => {
    expect(everything(NOTHING_SELECTED, order)).toEqual({ units: new Set(order), anchor: 'a' })
    expect(everything(only('c'), order).anchor).toBe('c')
  })

  it('loses the rows that are gone, and is the same object while none is', () => {
    const selection = upTo(only('b'), 'd', order)
    expect(among(selection, new Set(order))).toBe(selection)
    expect(among(selection, new Set(['c', 'd']))).toEqual({ units: new Set(['c', 'd']), anchor: null })
  })
})
