import { describe, expect, it } from 'vitest'
import { ansiSpans, plainText } from '../../../../../src/renderer/src/panels/log/ansi'

const ESC = '\u001b['

describe('what programs colour', () => {
  it('is one plain span without control sequences', () => {
    expect(ansiSpans('plain [0m text')).toEqual([{ text: 'plain [0m text', classes: '' }])
  })

  it('is cut where the style changes', () => {
    expect(ansiSpans(`a${ESC}1;31mred${ESC}22m still${ESC}0m end`)).toEqual([
      { text: 'a', classes: '' },
      { text: 'red', classes: 'a-bold a-fg1' },
      { text: ' still', classes: 'a-fg1' },
      { text: ' end', classes: '' },
    ])
  })

  it('knows bright, 256 and true colours', () => {
    expect(ansiSpans(`${ESC}92mx${ESC}38;5;208my${ESC}48;2;1;2;3mz`)).toEqual([
      { text: 'x', classes: 'a-fg10' },
      { text: 'y', classes: '', color: 'rgb(255,135,0)' },
      { text: 'z', classes: '', color: 'rgb(255,135,0)', background: 'rgb(1,2,3)' },
    ])
  })

  it('swaps colours when they are inverted', () => {
    expect(ansiSpans(`${ESC}31;7mx`)).toEqual([{ text: 'x', classes: 'a-inverse a-bg1' }])
  })

  it('leaves out every other control sequence', () => {
    expect(plainText(`${ESC}2J${ESC}10;20Hat${ESC}K \u001b]0;title\u0007home`)).toBe('at home')
  })

  it('takes no harm from a sequence that is cut off', () => {
    expect(plainText(`text${ESC}38;5`)).toBe(`text${ESC}38;5`)
    expect(ansiSpans(`${ESC}38;5mx`)).toEqual([{ text: 'x', classes: 'a-fg0' }])
  })
})
