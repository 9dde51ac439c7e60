import { describe, expect, it } from 'vitest'
import type { Step } from '../../../../src/contract/unit'
import { Lane, MAX_STEPS } from '../../../../src/renderer/src/stores/lane'
import { LogEvents, type LogEvent } from '../../../../src/renderer/src/stores/log-events'
import { RunData } from '../../../../src/renderer/src/stores/run-data'
import { at, market, marketSnapshot } from '../fixtures/market'

const step = (ms: number, state: Step['state'] = 'running', line?: number): Step => ({
  at: ms,
  state,
  wait: null,
  ...(line === undefined ? {} : { line }),
})

function loaded(): RunData {
  const run = new RunData(market)
  run.load(marketSnapshot)
  return run
}

describe('the data of a run', () => {
  it('counts a process with its main thread as one', () => {
    expect(loaded().counts.value).toEqual({ alive: 7, unborn: 1, ended: 2 })
  })

  it('knows who is waited for and who asks, the longest first', () => {
    const run = loaded()
    expect([...run.awaited.value]).toEqual(['1.3'])
    const asks = { state: 'input' as const, since: at(1), wait: { prompt: '?' } }
    run.apply({ type: 'unit.changed', run: market.id, unit: '1.4', changes: asks })
    run.settle()
    expect(run.asking.value).toEqual(['1.4', '1.3'])
  })

  it('finds the main thread of a process', () => {
    expect(loaded().mainOf('2')).toBe('2.1')
  })

  it('rebuilds its rows when a unit comes or ends, not when one only waits', () => {
    const run = loaded()
    const before = run.structure.value
    const changes = { state: 'sleeping' as const }
    run.apply({ type: 'unit.changed', run: market.id, unit: '1.4', changes, step: step(at(9), 'sleeping') })
    run.settle()
    expect(run.structure.value).toBe(before)
    run.apply({ type: 'unit.changed', run: market.id, unit: '1.4', changes: { state: 'finished' } })
    run.settle()
    expect(run.structure.value).toBe(before + 1)
  })

  it('puts the end of a unit after the lines that came with it, and its start before them', () => {
    const run = loaded()
    const base = run.log.value.lines
    const lastOf = (): unknown => run.events.at(base + run.events.length - 1 + 5)
    const change = (state: 'starting' | 'finished'): void =>
      run.apply({
        type: 'unit.changed',
        run: market.id,
        unit: '1.6',
        changes: { state },
        step: step(at(9), state),
      })
    const grow = (lines: number): void =>
      run.apply({ type: 'log.grew', run: market.id, lines, bytes: 1, units: {} })
    change('starting')
    grow(base + 2)
    run.settle()
    change('finished')
    grow(base + 5)
    run.settle()
    expect(lastOf()).toMatchObject({ unit: '1.6', line: base + 5, step: { state: 'finished' } })
    expect(run.events.rowOf(base)).toBe(base + run.events.length - 1)
  })
})

describe('a lane', () => {
  it('finds the step at a time', () => {
    const lane = new Lane()
    for (const ms of [10, 20, 30]) lane.push(step(ms))
    expect([5, 10, 19, 20, 99].map((time) => lane.indexAt(time))).toEqual([-1, 0, 0, 1, 2])
  })

  it('never goes back in time', () => {
    const lane = new Lane()
    lane.push(step(20))
    lane.push(step(19, 'sleeping'))
    expect([lane.at(1), lane.state(1)]).toEqual([20, 'sleeping'])
  })

  it('drops its old end when it is full, and goes on', () => {
    const lane = new Lane()
    for (let n = 0; n <= MAX_STEPS; n += 1) lane.push(step(n))
    expect(lane.length).toBe(MAX_STEPS / 2 + 1)
    expect(lane.at(lane.length - 1)).toBe(MAX_STEPS)
    expect(lane.at(0)).toBe(MAX_STEPS / 2)
  })
})

describe('events between the lines', () => {
  const event = (unit: string, line: number): LogEvent => ({ unit, line, step: step(0) })

  it('stand in the order of time between the same two lines, whichever came first', () => {
    const events = new LogEvents()
    events.add({ unit: 'late', line: 3, step: step(20) })
    events.add({ unit: 'early', line: 3, step: step(10) })
    expect([events.at(3), events.at(4)]).toMatchObject([{ unit: 'early' }, { unit: 'late' }])
  })

  it('stand in rows of their own, in the order of lines', () => {
    const events = new LogEvents()
    events.add(event('b', 2))
    events.add(event('a', 0))
    events.add(event('c', 2))
    const rows = Array.from({ length: 7 }, (_, row) => {
      const what = events.at(row)
      return typeof what === 'number' ? what : what.unit
    })
    expect(rows).toEqual(['a', 0, 1, 'b', 'c', 2, 3])
    expect([0, 1, 2, 3].map((line) => events.rowOf(line))).toEqual([1, 2, 5, 6])
  })
})
