import { beforeEach, describe, expect, it } from 'vitest'
import { locale } from '../../../../../src/renderer/src/i18n'
import { laneText, tipFor } from '../../../../../src/renderer/src/panels/timeline/describe'
import { hitTest } from '../../../../../src/renderer/src/panels/timeline/hit'
import type { Scene } from '../../../../../src/renderer/src/panels/timeline/paint-lanes'
import { layOut } from '../../../../../src/renderer/src/panels/units/rows'
import { RunData } from '../../../../../src/renderer/src/stores/run-data'
import { NS_PER_S } from '../../../../../src/contract/time'
import { market, marketSnapshot, NOW, ORIGIN } from '../../fixtures/market'

const run = new RunData(market)
run.load(marketSnapshot)
const grid = layOut(run.all())
/** 100 pixels a second. */
const scene = {
  run,
  grid,
  viewport: { start: 0, span: 10 * NS_PER_S },
  origin: ORIGIN,
  now: NOW,
  isLive: true,
  width: 1000,
  height: 400,
  scrollTop: 0,
} as unknown as Scene
const middleOf = (unit: string): number => grid.rowOf.get(unit)!.y + 14

describe('what is under a point of the lanes', () => {
  beforeEach(() => {
    locale.value = 'en'
  })

  it('is the stretch of the unit, with what it waits for', () => {
    expect(hitTest(scene, 430, middleOf('1.3'))).toMatchObject({
      kind: 'stretch',
      unit: '1.3',
      state: 'lock',
      wait: { label: 'order' },
    })
  })

  it('lasts until now when it is going on', () => {
    expect(hitTest(scene, 800, middleOf('1.1'))).toMatchObject({ state: 'join', to: null })
  })

  it('is nothing after the end of a unit', () => {
    expect(hitTest(scene, 700, middleOf('4'))).toMatchObject({ kind: 'row' })
  })

  it('is the process before its main thread is there', () => {
    expect(hitTest(scene, 190, middleOf('3'))).toMatchObject({ unit: '3', state: 'starting' })
    expect(hitTest(scene, 500, middleOf('3'))).toMatchObject({ unit: '3.1', state: 'running' })
  })

  it('is a link between rows', () => {
    const between = grid.rowOf.get('1.3')!.y + 27
    expect(hitTest(scene, 453, between)).toMatchObject({
      kind: 'link',
      link: { kind: 'handover', label: 'order' },
    })
  })

  it('is told with exact times', () => {
    const hit = hitTest(scene, 430, middleOf('1.3'))!
    expect(tipFor(hit, run, NOW)).toEqual({
      title: 'buyer · For lock(order)',
      look: expect.objectContaining({ tokens: 'lock' }),
      lines: ['held by seller', 'from 4.1000 s to 4.5200 s', 'length 420.0 ms'],
    })
  })

  it('stands in words for those who do not see the lane', () => {
    expect(laneText(run, grid.rowOf.get('1.2')!, NOW)).toBe(
      'loader: Starting 0.06 seconds, Running 0.74 seconds, Sleeping 0.48 seconds',
    )
  })
})
