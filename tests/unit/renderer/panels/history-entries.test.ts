import { expect, test } from 'vitest'
import type { Repeat } from '../../../../src/contract/repeat'
import type { Run } from '../../../../src/contract/run'
import { entriesOf, isWanted, type Entry } from '../../../../src/renderer/src/panels/history/entries'

const run = (id: string, startedAtWall: number, more: Partial<Run> = {}): Run =>
  ({ id, startedAtWall, state: 'ended', exitCode: 0, failure: null, ...more }) as Run
const repeat = (id: string, startedAtWall: number): Repeat =>
  ({ id, startedAtWall, state: 'ended' }) as Repeat

test('a repetition stands for its examples, with what they take on the disk together', () => {
  const of = { repeat: { id: 'many', trial: 1 }, recordBytes: 10 }
  const runs = [run('a', 1, { recordBytes: 5 }), run('b', 3, of), run('c', 4, of), run('d', 9)]
  const entries = entriesOf(runs, new Map([['many', repeat('many', 2)]]))
  expect(entries.map(({ id, bytes }) => [id, bytes])).toEqual([
    ['d', 0],
    ['many', 20],
    ['a', 5],
  ])
})

test('examples of a repetition that is gone are runs like others', () => {
  const runs = [run('b', 3, { repeat: { id: 'gone', trial: 2 } })]
  expect(entriesOf(runs, new Map()).map(({ id }) => id)).toEqual(['b'])
})

test('filters and the search hold together', () => {
  const entries: Entry[] = entriesOf(
    [
      run('good', 1),
      run('bad', 2, { exitCode: 1 }),
      run('killed', 3, { exitCode: -15 }),
      run('cut', 4, { exitCode: 0, cutOff: true }),
      run('live', 5, { state: 'running', exitCode: null }),
      run('kept', 6, { pinned: true }),
    ],
    new Map([['many', repeat('many', 7)]]),
  )
  const found = (filter: Parameters<typeof isWanted>[1], search = '') =>
    entries.filter((entry) => isWanted(entry, filter, search, entry.id)).map(({ id }) => id)
  expect(found('all')).toHaveLength(7)
  expect(found('good')).toEqual(['kept', 'good'])
  expect(found('bad')).toEqual(['cut', 'killed', 'bad'])
  expect(found('repeat')).toEqual(['many'])
  expect(found('pinned')).toEqual(['kept'])
  expect(found('all', ' GOO ')).toEqual(['good'])
  expect(found('bad', 'good')).toEqual([])
})
