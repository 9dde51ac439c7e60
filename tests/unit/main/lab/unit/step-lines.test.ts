import { expect, it } from 'vitest'
import type { Step } from '../../../../../src/contract/unit'
import { UnitLife } from '../../../../../src/main/lab/unit/unit-life'

it('every step knows how long the log was when it began', () => {
  let lines = 0
  const told: (Step | undefined)[] = []
  const life = new UnitLife(
    { id: '1.2', kind: 'thread', process: '1', parent: '1.1', name: 'worker', createdAt: 1 },
    (_before, _after, _changes, step) => told.push(step),
    () => lines,
  )
  life.go('starting', 2)
  lines = 7
  life.go('sleeping', 3)
  expect(life.steps.map(({ state, line }) => [state, line])).toEqual([
    ['new', 0],
    ['starting', 0],
    ['sleeping', 7],
  ])
  expect(told.map((step) => step?.line)).toEqual([0, 7])
})
