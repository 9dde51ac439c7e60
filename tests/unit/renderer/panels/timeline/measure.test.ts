import { beforeEach, describe, expect, it } from 'vitest'
import { createPinia, setActivePinia } from 'pinia'
import { NS_PER_S } from '../../../../../src/contract/time'
import type { UnitState, Wait } from '../../../../../src/contract/unit'
import { atOnceWithin, sharesOf } from '../../../../../src/renderer/src/panels/timeline/measure'
import type { Scene } from '../../../../../src/renderer/src/panels/timeline/scene'
import { snapped } from '../../../../../src/renderer/src/panels/timeline/snap'
import { useTimeline } from '../../../../../src/renderer/src/panels/timeline/timeline-store'
import { layOut } from '../../../../../src/renderer/src/panels/units/rows'
import { Lane } from '../../../../../src/renderer/src/stores/lane'
import { RunData } from '../../../../../src/renderer/src/stores/run-data'
import { market, marketSnapshot, NOW, ORIGIN } from '../../fixtures/market'

function laneOf(...steps: readonly (readonly [at: number, state: UnitState, wait?: Wait])[]): Lane {
  const lane = new Lane()
  for (const [at, state, wait = null] of steps) lane.push({ at, state, wait })
  return lane
}
const part = (lane: Lane, until: number) => ({ unit: '1.1', lane, from: 0, until })

describe('the states of a unit between two points', () => {
  const lane = laneOf(
    [0, 'running'],
    [10, 'lock', { label: 'cash' }],
    [14, 'running'],
    [20, 'lock', { label: 'cash' }],
    [22, 'lock', { label: 'stock' }],
    [30, 'finished'],
  )

  it('are cut at the points and added up, waits by what they wait for', () => {
    expect(sharesOf([part(lane, 30)], 5, 25)).toEqual([
      { state: 'running', code: '', ns: 11 },
      { state: 'lock', code: 'lock(cash)', ns: 6 },
      { state: 'lock', code: 'lock(stock)', ns: 3 },
    ])
  })

  it('add up to the length where the unit was there all the time', () => {
    const sum = sharesOf([part(lane, 30)], 3, 27).reduce((all, { ns }) => all + ns, 0)
    expect(sum).toBe(24)
  })

  it('are none before it began and after it ended', () => {
    const late = laneOf([100, 'running'])
    expect(sharesOf([{ ...part(late, 200), from: 100 }], 0, 50)).toEqual([])
    expect(sharesOf([part(lane, 30)], 40, 50)).toEqual([])
  })
})

describe('units at once between two points', () => {
  const lanes = [
    { process: '1', lane: laneOf([0, 'running'], [10, 'sleeping']), until: 40 },
    { process: '1', lane: laneOf([5, 'running']), until: 15 },
    { process: '2', lane: laneOf([8, 'running']), until: 12 },
  ]

  it('are counted at their highest and on average', () => {
    // 0–10, 5–15 and 8–12: 24 of 20 ns.
    expect(atOnceWithin(lanes, 0, 20, false)).toEqual({ highest: 3, mean: 1.2 })
  })

  it('count a process with a GIL once', () => {
    // 0–15 and 8–12.
    expect(atOnceWithin(lanes, 0, 20, true)).toEqual({ highest: 2, mean: 0.95 })
  })

  it('do not count one that ends where another begins twice', () => {
    const turns = [
      { process: '1', lane: laneOf([0, 'running'], [10, 'sleeping']), until: 40 },
      { process: '1', lane: laneOf([0, 'sleeping'], [10, 'running']), until: 40 },
    ]
    expect(atOnceWithin(turns, 0, 20, false)).toEqual({ highest: 1, mean: 1 })
  })

  it('are none in a stretch without length', () => {
    expect(atOnceWithin(lanes, 7, 7, false)).toEqual({ highest: 0, mean: 0 })
  })
})

describe('a place near an edge', () => {
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
  const row = grid.rowOf.get('1.3')!
  const lane = run.lane('1.3')
  const edge = lane.at(3) - ORIGIN
  const xOfEdge = (edge / NS_PER_S) * 100

  it('goes to the edge of the stretch in the row under the pointer', () => {
    expect(snapped(scene, xOfEdge + 2, row.y + 14)).toBe(edge)
  })

  it('stays where it is far from every edge', () => {
    const x = 765.4
    expect(snapped(scene, x, grid.rowOf.get('1.1')!.y + 14)).toBeCloseTo((x / 100) * NS_PER_S, 0)
  })

  it('stays within the run', () => {
    expect(snapped(scene, -40, null)).toBe(0)
    expect(snapped(scene, 990, null)).toBe(NOW - ORIGIN)
  })
})

describe('the ends of the measured time', () => {
  beforeEach(() => setActivePinia(createPinia()))

  it('stand in order, whichever way they were dragged', () => {
    const timeline = useTimeline()
    timeline.measure(9, 4)
    expect(timeline.range).toEqual({ from: 4, to: 9 })
  })

  it('go to where the keys stand, else to now', () => {
    const timeline = useTimeline()
    timeline.frame(50, true)
    timeline.cursor = 20
    timeline.markEnd('from')
    timeline.cursor = null
    timeline.markEnd('to')
    expect(timeline.range).toEqual({ from: 20, to: 50 })
  })

  it('push the other end before them', () => {
    const timeline = useTimeline()
    timeline.measure(10, 20)
    timeline.cursor = 30
    timeline.markEnd('from')
    expect(timeline.range).toEqual({ from: 30, to: 30 })
    timeline.cursor = 5
    timeline.markEnd('to')
    expect(timeline.range).toEqual({ from: 5, to: 5 })
  })

  it('are put away by clearing, which says whether there was anything', () => {
    const timeline = useTimeline()
    expect(timeline.clear()).toBe(false)
    timeline.measure(1, 2)
    expect(timeline.clear()).toBe(true)
    expect(timeline.range).toBeNull()
  })
})
