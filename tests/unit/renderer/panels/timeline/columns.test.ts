import { describe, expect, it } from 'vitest'
import type { UnitState } from '../../../../../src/contract/unit'
import { concurrencyOf } from '../../../../../src/renderer/src/panels/timeline/concurrency'
import { dominantStates, NOTHING } from '../../../../../src/renderer/src/panels/timeline/dominant'
import { codeOf, Lane } from '../../../../../src/renderer/src/stores/lane'

function laneOf(...steps: readonly (readonly [at: number, state: UnitState])[]): Lane {
  const lane = new Lane()
  for (const [at, state] of steps) lane.push({ at, state, wait: null })
  return lane
}
const [RUN, SLEEP] = [codeOf('running'), codeOf('sleeping')]

describe('the dominant state of a column', () => {
  function columns(lane: Lane, width: number, span: number, until: number): number[] {
    const into = new Uint8Array(width)
    dominantStates(lane, { start: 0, span }, 0, until, into)
    return [...into]
  }

  it('is the one the unit was in for most of its time', () => {
    // Column 0: 6 running, 4 sleeping. Column 1: 3 running, 7 sleeping.
    const lane = laneOf([0, 'running'], [6, 'sleeping'], [10, 'running'], [13, 'sleeping'])
    expect(columns(lane, 2, 20, 20)).toEqual([RUN, SLEEP])
  })

  it('adds up many short stretches', () => {
    const steps = Array.from({ length: 100 }, (_, n) => [n, n % 3 === 0 ? 'running' : 'sleeping'] as const)
    expect(columns(laneOf(...steps), 4, 100, 100)).toEqual([SLEEP, SLEEP, SLEEP, SLEEP])
  })

  it('is nothing before the first step and after the end', () => {
    expect(columns(laneOf([10, 'running']), 4, 40, 20)).toEqual([NOTHING, RUN, NOTHING, NOTHING])
  })

  it('finds a step that is shorter than a column', () => {
    expect(columns(laneOf([12, 'running']), 4, 40, 13)).toEqual([NOTHING, RUN, NOTHING, NOTHING])
  })
})

describe('the strip of running units', () => {
  const view = { start: 0, span: 40 }
  const two = [
    { process: '1', lane: laneOf([0, 'running']), until: 40 },
    { process: '1', lane: laneOf([0, 'sleeping'], [20, 'running']), until: 40 },
    { process: '2', lane: laneOf([10, 'running']), until: 30 },
  ]

  it('stacks processes by how many of their units run', () => {
    const { columns, highest } = concurrencyOf(two, view, 0, 4, false)
    expect([...columns.get('1')!]).toEqual([1, 1, 2, 2])
    expect([...columns.get('2')!]).toEqual([0, 1, 1, 0])
    expect(highest).toBe(3)
  })

  it('counts a process with a GIL once', () => {
    const { columns, highest } = concurrencyOf(two, view, 0, 4, true)
    expect([...columns.get('1')!]).toEqual([1, 1, 1, 1])
    expect(highest).toBe(2)
  })

  it('shows shares of time when changes are denser than columns', () => {
    const steps = Array.from({ length: 40 }, (_, n) => [n, n % 2 ? 'sleeping' : 'running'] as const)
    const { columns } = concurrencyOf(
      [{ process: '1', lane: laneOf(...steps), until: 40 }],
      view,
      0,
      4,
      false,
    )
    expect([...columns.get('1')!].map((share) => Math.round(share * 100))).toEqual([50, 50, 50, 50])
  })
})
