import { describe, expect, it } from 'vitest'
import { segmentsOf } from '../../../../../src/renderer/src/panels/timeline/segments'
import { layOut } from '../../../../../src/renderer/src/panels/units/rows'
import { RunData } from '../../../../../src/renderer/src/stores/run-data'
import { at, market, marketSnapshot, NOW } from '../../fixtures/market'

const run = new RunData(market)
run.load(marketSnapshot)
const grid = layOut(run.all())
const of = (unit: string) => segmentsOf(run, grid.rowOf.get(unit)!, NOW)

describe('a lane as a list', () => {
  it('has no gap and no overlap', () => {
    for (const { unit, isLife } of grid.rows) {
      const stretches = of(unit)
      expect(stretches.length, unit).toBeGreaterThan(0)
      if (isLife) continue
      for (const [index, { to }] of stretches.slice(0, -1).entries()) {
        expect(to, unit).toBe(stretches[index + 1]!.from)
      }
    }
  })

  it('names the state, the cause and both times', () => {
    const lock = of('1.3').find(({ state }) => state === 'lock')!
    expect(lock.wait?.label).toBe('order')
    expect(lock.to).toBeGreaterThan(lock.from)
  })

  it('says that the last stretch of a living unit still goes on', () => {
    expect(of('1.1').at(-1)).toMatchObject({ state: 'join', to: null })
  })

  it('ends with the end of a unit that is over', () => {
    const { state, end } = run.peek('4')!
    expect(of('4').at(-1)).toEqual({ state, wait: null, from: end!.at, to: null })
  })

  it('begins with the start of the process, before its main thread was there', () => {
    expect(of('3')[0]).toMatchObject({ state: 'starting' })
    expect(of('3')[0]!.from).toBeLessThan(at(8))
  })
})
