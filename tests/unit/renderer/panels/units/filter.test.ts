import { beforeEach, describe, expect, it } from 'vitest'
import { locale } from '../../../../../src/renderer/src/i18n'
import {
  isFiltering,
  NO_FILTER,
  passes,
  stageOf,
  type Stage,
} from '../../../../../src/renderer/src/panels/units/filter'
import { layOut } from '../../../../../src/renderer/src/panels/units/rows'
import type { Unit } from '../../../../../src/contract/unit'
import { marketSnapshot } from '../../fixtures/market'

const units = new Map(marketSnapshot.units.map((unit) => [unit.id, unit]))
const found = (text: string, ...stages: Stage[]): string[] =>
  layOut(units.values(), {
    keep: ({ unit, shown, kind }) =>
      passes({ text, stages: new Set(stages) }, units.get(unit)!, units.get(shown)!, kind),
  }).rows.map(({ unit }) => units.get(unit)!.name)

describe('finding units', () => {
  beforeEach(() => {
    locale.value = 'ko'
  })

  it('looks at name, PID, TID, kind and state', () => {
    expect(found('quote')).toEqual(['quote-1', 'quote-2'])
    expect(found('48223')).toEqual(['audit'])
    expect(found('48215')).toEqual(['settle', 'MainThread', 'audit'])
    expect(found('프로세스')).toEqual(['settle', 'quote-1', 'quote-2'])
    expect(found('lock')).toEqual(['audit'])
    expect(found('입력 대기')).toEqual(['buyer'])
    expect(found('데몬')).toEqual(['ticker'])
    expect(found('sigterm')).toEqual(['quote-2'])
  })

  it('takes the words of the language on the page, and those of the code', () => {
    locale.value = 'en'
    expect(found('waiting for input')).toEqual(['buyer'])
    expect(found('thread running')).toEqual(['seller', 'ticker', 'MainThread'])
    locale.value = 'ko'
    expect(found('thread running')).toEqual(['seller', 'ticker', 'MainThread'])
  })

  it('needs every word to occur, in any order', () => {
    expect(found('실행 48211')).toEqual(['seller', 'ticker'])
    expect(found('48211 nothing')).toEqual([])
  })

  it('takes stages of life, alone and with words', () => {
    expect(found('', 'unborn', 'ended')).toEqual(['loader', 'report', 'quote-2'])
    expect(found('스레드', 'waiting')).toEqual(['buyer', 'audit'])
  })

  it('shows only boxes that have something to show, and no elbow to one that is not there', () => {
    const { blocks } = layOut(units.values(), { keep: ({ unit }) => unit === '2.2' })
    expect(blocks.map(({ process, rows, elbow }) => [process, rows.length, elbow])).toEqual([['2', 1, null]])
  })

  it('puts every state into one stage', () => {
    expect(
      (['new', 'starting', 'running', 'join', 'exit', 'abandoned'] as Unit['state'][]).map(stageOf),
    ).toEqual(['unborn', 'active', 'active', 'waiting', 'waiting', 'ended'])
  })

  it('knows when nothing is looked for', () => {
    expect(isFiltering(NO_FILTER)).toBe(false)
    expect(isFiltering({ text: '  ', stages: new Set() })).toBe(false)
    expect(isFiltering({ text: '', stages: new Set(['ended']) })).toBe(true)
  })
})
