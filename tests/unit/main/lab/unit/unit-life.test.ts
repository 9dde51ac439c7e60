import { expect, test } from 'vitest'
import type { Step, UnitEnd, UnitState } from '../../../../../src/contract/unit'
import { canGo, UNIT_STATES } from '../../../../../src/contract/unit'
import { MAX_STEPS, UnitLife } from '../../../../../src/main/lab/unit/unit-life'

function life(): { life: UnitLife; told: string[] } {
  const told: string[] = []
  const made = new UnitLife(
    { id: '1.2', kind: 'thread', process: '1', parent: '1.1', name: 'T', createdAt: 10 },
    (before, after, changes, step) =>
      told.push(`${before.state}>${after.state} ${Object.keys(changes).sort().join()} ${step?.at ?? '-'}`),
    () => 0,
  )
  return { life: made, told }
}

const end = (state: UnitEnd['state'], at: number): UnitEnd => ({
  state,
  at,
  exitCode: null,
  signal: null,
  askedBy: 'program',
  forced: false,
  error: null,
})

test('a life is told step by step, and the start is told once', () => {
  const { life: unit, told } = life()
  unit.go('starting', 20, null, 'person')
  unit.go('running', 30)
  unit.go('sleeping', 40, { forNs: 5 })
  unit.finish(end('finished', 50))
  expect(told).toEqual([
    'new>starting since,startedAt,startedBy,state,wait 20',
    'starting>running since,state,wait 30',
    'running>sleeping since,state,wait 40',
    'sleeping>finished end,since,state,wait 50',
  ])
  expect(unit.unit).toMatchObject({ state: 'finished', startedAt: 20, startedBy: 'person', wait: null })
  expect(unit.steps.map(({ state }) => state)).toEqual(['new', 'starting', 'running', 'sleeping', 'finished'])
})

test('what the table of transitions forbids is refused and changes nothing', () => {
  const reach: Record<string, (unit: UnitLife) => void> = {
    new: () => undefined,
    starting: (unit) => void unit.go('starting', 11),
    running: (unit) => void unit.go('running', 11),
    lock: (unit) => void (unit.go('running', 11), unit.go('lock', 12)),
    finished: (unit) => void unit.finish(end('finished', 12)),
  }
  for (const [from, go] of Object.entries(reach)) {
    for (const to of UNIT_STATES) {
      const { life: unit, told } = life()
      go(unit)
      const before = told.length
      const isEnd = ['finished', 'failed', 'terminated', 'abandoned'].includes(to)
      const done = isEnd ? unit.finish(end(to as UnitEnd['state'], 20)) : unit.go(to, 20)
      if (from === to && !isEnd)
        expect(done).toBe(true) // it is so already
      else expect(done).toBe(canGo(from as UnitState, to))
      expect(told.length - before).toBe(done && from !== to ? 1 : 0)
    }
  }
})

test('the first cause of an end wins', () => {
  const { life: unit } = life()
  unit.go('running', 20)
  expect(unit.finish({ ...end('terminated', 30), signal: 'SIGTERM', askedBy: 'person' })).toBe(true)
  expect(unit.finish(end('failed', 31))).toBe(false)
  expect(unit.unit.end).toMatchObject({ state: 'terminated', signal: 'SIGTERM', askedBy: 'person', at: 30 })
})

test('news from two sources never let time run backwards', () => {
  const { life: unit } = life()
  unit.go('starting', 100)
  unit.go('running', 90)
  expect(unit.unit.since).toBe(100)
})

test('a wait for another thing is a new step; another holder of the same is not', () => {
  const { life: unit } = life()
  unit.go('running', 20)
  unit.go('join', 30, { unit: '2' })
  unit.go('join', 40, { unit: '3' })
  unit.go('lock', 50, { object: 'l', holder: '1.1' })
  unit.go('lock', 60, { object: 'l', holder: '1.3' })
  const waits = unit.steps.slice(2).map(({ at, wait }: Step) => [at, wait?.unit ?? wait?.holder])
  expect(waits).toEqual([
    [30, '2'],
    [40, '3'],
    [50, '1.3'],
  ])
})

test('a long life keeps its newest steps', () => {
  const { life: unit } = life()
  for (let at = 11; at < 11 + 2 * MAX_STEPS; at += 1) unit.go(at % 2 ? 'running' : 'sleeping', at)
  expect(unit.steps.length).toBeLessThanOrEqual(MAX_STEPS)
  expect(unit.steps.at(-1)?.at).toBe(10 + 2 * MAX_STEPS)
})
