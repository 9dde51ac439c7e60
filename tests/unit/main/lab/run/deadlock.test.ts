import { expect, test } from 'vitest'
import type { Unit } from '../../../../../src/contract/unit'
import { findCircle } from '../../../../../src/main/lab/run/deadlock'

type Small = Partial<Unit> & Pick<Unit, 'id' | 'state'>

function graph(...units: Small[]) {
  const all = new Map(
    units.map((unit) => [unit.id, { kind: 'thread', process: '1', wait: null, ...unit } as Unit]),
  )
  return {
    unit: (id: string) => all.get(id),
    lefts: (process: string) => units.filter(({ id }) => id !== `${process}.1`).map(({ id }) => id),
  }
}

const lock = (id: string, holder: string, more: object = {}): Small => ({
  id,
  state: 'lock',
  wait: { object: 'l', holder, ...more },
})

test('two threads that hold what the other one waits for are a circle', () => {
  expect(findCircle('1.2', graph(lock('1.2', '1.3'), lock('1.3', '1.2')))).toEqual(['1.2', '1.3'])
})

test('three are one too, told from any of them', () => {
  const three = graph(lock('1.2', '1.3'), lock('1.3', '1.4'), lock('1.4', '1.2'))
  expect(findCircle('1.4', three)).toEqual(['1.4', '1.2', '1.3'])
})

test('who waits for a circle does not stand in it', () => {
  const units = graph(lock('1.2', '1.3'), lock('1.3', '1.2'), lock('1.5', '1.2'))
  expect(findCircle('1.5', units)).toEqual([])
})

test('a wait with a limit ends by itself', () => {
  expect(findCircle('1.2', graph(lock('1.2', '1.3', { forNs: 1e9 }), lock('1.3', '1.2')))).toEqual([])
})

test('joins count: two threads that join each other, a main that joins a child which waits for main’s lock', () => {
  const joins = graph(
    { id: '1.2', state: 'join', wait: { unit: '1.3' } },
    { id: '1.3', state: 'join', wait: { unit: '1.2' } },
  )
  expect(findCircle('1.2', joins)).toEqual(['1.2', '1.3'])
  const processes = graph(
    { id: '1.1', kind: 'main', state: 'join', wait: { unit: '2' } },
    { id: '2', kind: 'process', process: '2', state: 'running' },
    { ...lock('2.1', '1.1'), kind: 'main', process: '2' },
  )
  expect(findCircle('1.1', processes)).toEqual(['1.1', '2', '2.1'])
})

test('a main whose code is over waits for what is left of its process', () => {
  const units = graph({ id: '1.1', kind: 'main', state: 'exit' }, lock('1.2', '1.1'))
  expect(findCircle('1.2', units)).toEqual(['1.2', '1.1'])
})

test('nobody waits for the dead: what they held stays held, but no circle stands', () => {
  expect(findCircle('1.2', graph(lock('1.2', '1.3'), { id: '1.3', state: 'terminated' }))).toEqual([])
})
