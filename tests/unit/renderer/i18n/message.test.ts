import { describe, expect, it } from 'vitest'
import { fill, piecesOf, placesOf } from '../../../../src/renderer/src/i18n/message'
import { particle } from '../../../../src/renderer/src/i18n/particle'

describe('a message', () => {
  it('takes its facts', () => {
    expect(fill('exit {code} of {name}', { code: -15, name: 'settle' })).toBe('exit -15 of settle')
  })

  it('chooses the English word by the number', () => {
    expect(fill('{n} {n:line|lines}', { n: 1 })).toBe('1 line')
    expect(fill('{n} {n:line|lines}', { n: 0 })).toBe('0 lines')
  })

  it('is cut into text and facts, so that a fact can be set apart', () => {
    expect(piecesOf('{name:이/가} 끝남', { name: 'seller' })).toEqual([
      { kind: 'fact', name: 'name', text: 'seller' },
      { kind: 'text', text: '가' },
      { kind: 'text', text: ' 끝남' },
    ])
  })

  it('names each fact it asks for once', () => {
    expect(placesOf('{n} {n:line|lines} {name}')).toEqual(['n', 'name'])
  })
})

describe('a Korean particle', () => {
  it.each([
    ['락', '을/를', '을'],
    ['파이프', '을/를', '를'],
    ['스레드', '이/가', '가'],
    ['프로그램', '은/는', '은'],
    ['파일', '으로/로', '로'],
    ['큐', '으로/로', '로'],
    ['값', '으로/로', '으로'],
    ['Thread-1', '이/가', '이'],
    ['Thread-2', '이/가', '가'],
    ['48211', '으로/로', '로'],
    ['48213', '으로/로', '으로'],
    ['buyer', '이/가', '가'],
    ['SIGTERM', '을/를', '을'],
    ['lock(ledger)', '을/를', '를'],
  ])('of %s in %s is %s', (word, pair, expected) => {
    expect(particle(word, pair)).toBe(expected)
  })
})
