import { describe, expect, it } from 'vitest'
import { valueOf, type Column } from '../../../../../src/renderer/src/panels/units/columns'
import { layOut, ROW_HEIGHT, type Row } from '../../../../../src/renderer/src/panels/units/rows'
import {
  layOutTable,
  nextSort,
  readSort,
  sorted,
  sortText,
  type Sort,
} from '../../../../../src/renderer/src/panels/units/table'
import { RunData } from '../../../../../src/renderer/src/stores/run-data'
import { market, marketSnapshot, NOW } from '../../fixtures/market'

const run = new RunData(market)
run.load(marketSnapshot)
const tree = layOut(marketSnapshot.units)
const namesBy = (sort: Sort | null): string[] =>
  sorted(tree.rows, sort, (row, column) => valueOf(run, row, column, NOW)).map(
    ({ unit }) => run.peek(unit)!.name,
  )
const by = (column: Column, isDown = false): string[] => namesBy({ column, isDown })

describe('the table', () => {
  it('is in the order of creation until it is sorted', () => {
    expect(namesBy(null)).toEqual([
      'MainThread',
      'loader',
      'buyer',
      'seller',
      'ticker',
      'report',
      'settle',
      'MainThread',
      'audit',
      'quote-1',
      'quote-2',
    ])
  })

  it('sorts by numbers, and what has none stands last in both directions', () => {
    expect(by('cpu', true).slice(0, 4)).toEqual(['quote-1', 'settle', 'MainThread', 'seller'])
    expect(by('cpu', true).slice(-3)).toEqual(['loader', 'report', 'quote-2'])
    expect(by('cpu').slice(-3)).toEqual(['loader', 'report', 'quote-2'])
    expect(by('tid').at(-1)).toBe('report')
    expect(by('elapsed', true)[0]).toBe('MainThread')
  })

  it('keeps what is equal in the order of creation', () => {
    expect(by('pid').slice(0, 6)).toEqual(['MainThread', 'loader', 'buyer', 'seller', 'ticker', 'report'])
    expect(by('daemon')[0]).toBe('ticker')
    expect(by('daemon').slice(1, 4)).toEqual(['MainThread', 'loader', 'buyer'])
  })

  it('counts numbers in names as people do', () => {
    const rows = ['Thread-10', 'Thread-9', 'Thread-1'].map((unit) => ({ unit }) as Row)
    const order = sorted(rows, { column: 'name', isDown: false }, ({ unit }) => unit)
    expect(order.map(({ unit }) => unit)).toEqual(['Thread-1', 'Thread-9', 'Thread-10'])
  })

  it('goes from a column’s first direction to the other one and back to none', () => {
    const presses = (column: Column): (Sort | null)[] => {
      const first = nextSort(null, column)
      const second = nextSort(first, column)
      return [first, second, nextSort(second, column)]
    }
    expect(presses('name')).toEqual([
      { column: 'name', isDown: false },
      { column: 'name', isDown: true },
      null,
    ])
    expect(presses('cpu')).toEqual([{ column: 'cpu', isDown: true }, { column: 'cpu', isDown: false }, null])
    expect(nextSort({ column: 'cpu', isDown: true }, 'name')).toEqual({ column: 'name', isDown: false })
  })

  it('is kept as text, and a text of another version is no order', () => {
    const sort: Sort = { column: 'cpu', isDown: true }
    expect(readSort(sortText(sort))).toEqual(sort)
    expect(readSort(sortText(null))).toBeNull()
    expect(readSort('colour:down')).toBeNull()
  })

  it('has its rows one under the other, and knows where each unit’s lane is', () => {
    const rows = [...tree.rows].reverse()
    const table = layOutTable(rows, tree.rowOf)
    expect(table.rows.map(({ y }) => y)).toEqual(rows.map((_, index) => index * ROW_HEIGHT))
    expect(table.height).toBe(rows.length * ROW_HEIGHT)
    expect(table.blocks).toEqual([])
    // A main thread that is folded into its process has its lane there.
    expect(table.rowOf.get('4.1')).toBe(table.rows[0])
    expect(table.rowOf.get('1')).toBe(table.rows.at(-1))
    expect(table.rows.some(({ isChild }) => isChild)).toBe(false)
  })
})
