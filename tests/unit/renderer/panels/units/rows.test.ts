import { describe, expect, it } from 'vitest'
import type { Unit } from '../../../../../src/contract/unit'
import {
  BLOCK_GAP,
  layOut,
  ROW_HEIGHT,
  UNFOLDED_DEAD,
} from '../../../../../src/renderer/src/panels/units/rows'
import { marketSnapshot } from '../../fixtures/market'

const { units } = marketSnapshot
const template = units[0]!
const make = (id: string, kind: Unit['kind'], more: Partial<Unit> = {}): Unit => ({
  ...template,
  id,
  kind,
  process: id.split('.')[0]!,
  parent: kind === 'process' ? '1.1' : null,
  state: 'running',
  ...more,
})

describe('the rows of the grid', () => {
  it('are one per unit, threads under the process they live in, children under who made them', () => {
    const { blocks } = layOut(units)
    expect(
      blocks.map(({ process, indent, rows }) => [process, indent, rows.map(({ unit }) => unit)]),
    ).toEqual([
      ['1', 0, ['1.1', '1.2', '1.3', '1.4', '1.5', '1.6']],
      ['2', 14, ['2', '2.1', '2.2']],
      ['3', 14, ['3']],
      ['4', 14, ['4']],
    ])
  })

  it('fold a main thread into its process as long as it is the only one', () => {
    const alone = layOut([make('1', 'process', { parent: null }), make('2', 'process'), make('2.1', 'main')])
    expect(alone.blocks[1]?.rows).toMatchObject([{ unit: '2', shown: '2.1', kind: 'process', isLife: false }])
    const more = layOut([
      make('1', 'process', { parent: null }),
      make('2', 'process'),
      make('2.1', 'main'),
      make('2.2', 'thread'),
    ])
    expect(more.blocks[1]?.rows).toMatchObject([
      { unit: '2', shown: '2', isLife: true },
      { unit: '2.1', kind: 'main', isChild: true },
      { unit: '2.2', kind: 'thread', isChild: true },
    ])
  })

  it('show the first process by itself until its main thread is there', () => {
    const { rows } = layOut([make('1', 'process', { parent: null })])
    expect(rows).toMatchObject([{ unit: '1', kind: 'process' }])
  })

  it('know where each unit’s lane is, also of one that is folded in', () => {
    const { rowOf } = layOut(units)
    expect(rowOf.get('3.1')).toBe(rowOf.get('3'))
    expect(rowOf.get('1')).toBe(rowOf.get('1.1'))
  })

  it('stand where they can be drawn without being measured', () => {
    const { blocks, rows, height } = layOut(units)
    expect(rows[5]!.y - rows[0]!.y).toBe(5 * ROW_HEIGHT)
    expect(blocks[1]!.y).toBe(blocks[0]!.y + blocks[0]!.height + BLOCK_GAP)
    expect(height).toBe(blocks[3]!.y + ROW_HEIGHT + 8)
    expect(blocks[1]!.elbow).toEqual({ x: 5, y1: blocks[0]!.y + blocks[0]!.height, y2: blocks[1]!.y + 14 })
  })

  it('leave out helpers unless they are asked for', () => {
    const helper = make('1.9', 'thread', { helper: true })
    expect(layOut([...units, helper]).rowOf.has('1.9')).toBe(false)
    expect(layOut([...units, helper], { showHelpers: true }).rowOf.has('1.9')).toBe(true)
  })

  it('fold the older boxes when many have ended, unless the person has opened them', () => {
    const dead = Array.from({ length: UNFOLDED_DEAD + 2 }, (_, n) => [
      make(String(n + 2), 'process', { state: 'finished' }),
      make(`${n + 2}.1`, 'main', { state: 'finished' }),
      make(`${n + 2}.2`, 'thread', { state: 'finished' }),
    ]).flat()
    const all = [make('1', 'process', { parent: null }), make('1.1', 'main'), ...dead]
    const folded = layOut(all).blocks.filter(({ isFolded }) => isFolded)
    expect(folded.map(({ process, hidden, rows }) => [process, hidden, rows.length])).toEqual([
      ['2', 2, 1],
      ['3', 2, 1],
    ])
    expect(layOut(all, { folded: new Map([['2', false]]) }).blocks[1]).toMatchObject({
      isFolded: false,
      hidden: 0,
    })
    expect(layOut(all, { folded: new Map([['1', true]]) }).blocks[0]).toMatchObject({ isFolded: true })
  })
})
