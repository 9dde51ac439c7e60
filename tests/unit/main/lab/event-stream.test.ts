import { expect, test } from 'vitest'
import type { Batch, Patch } from '../../../../src/contract/events'
import { EventStream, LINKS_PER_BATCH, STEPS_PER_BATCH } from '../../../../src/main/lab/event-stream'
import { FakeClock } from '../../../support/fake-clock'

function stream() {
  const clock = new FakeClock()
  const defects: unknown[] = []
  const events = new EventStream(clock, (error) => defects.push(error))
  const batches: Batch[] = []
  events.subscribe((batch) => batches.push(batch))
  return { clock, events, batches, defects }
}

const changed = (unit: string, state: 'running' | 'sleeping', at: number): Patch => ({
  type: 'unit.changed',
  run: 'r',
  unit,
  changes: { state, since: at },
  step: { at, state, wait: null },
})

test('patches of one moment come in one batch, the next in another, numbered without a gap', () => {
  const { clock, events, batches } = stream()
  events.push({ type: 'run.removed', run: 'a' })
  events.push({ type: 'run.removed', run: 'b' })
  expect(batches).toEqual([])
  clock.pass(100)
  events.push({ type: 'run.removed', run: 'c' })
  clock.pass(100)
  expect(batches.map(({ seq, patches }) => [seq, patches.length])).toEqual([
    [1, 2],
    [2, 1],
  ])
  clock.pass(1000)
  expect(batches).toHaveLength(2)
})

test('flush sends what is waiting at once, and nothing a second time', () => {
  const { clock, events, batches } = stream()
  events.push({ type: 'run.removed', run: 'a' })
  events.flush()
  expect(events.seq).toBe(1)
  events.flush()
  clock.pass(100)
  expect(batches).toHaveLength(1)
})

test('many steps of one unit are cut in the middle: the first ones and the last one are told', () => {
  const { events, batches } = stream()
  for (let at = 0; at < 100; at += 1) events.push(changed('1.1', at % 2 ? 'running' : 'sleeping', at))
  events.push(changed('1.2', 'running', 7))
  events.flush()
  const [batch] = batches
  const of = (unit: string) =>
    batch?.patches.filter((patch) => patch.type === 'unit.changed' && patch.unit === unit)
  expect(of('1.1')).toHaveLength(STEPS_PER_BATCH)
  expect(of('1.1')?.at(-1)).toMatchObject({ changes: { state: 'running', since: 99 }, step: { at: 99 } })
  expect(of('1.2')).toHaveLength(1)
})

test('messages without end are told up to a number per batch', () => {
  const { events, batches } = stream()
  const link = { kind: 'message', at: 1, from: '1.1', to: '2.1' } as const
  for (let i = 0; i < 2 * LINKS_PER_BATCH; i += 1) events.push({ type: 'link.added', run: 'r', link })
  events.flush()
  events.push({ type: 'link.added', run: 'r', link })
  events.flush()
  expect(batches.map(({ patches }) => patches.length)).toEqual([LINKS_PER_BATCH, 1])
})

test('changes without a step join the patch before, later values win', () => {
  const { events, batches } = stream()
  events.push(changed('1.1', 'running', 1))
  events.push({ type: 'unit.changed', run: 'r', unit: '1.1', changes: { tid: 5 } })
  events.push({ type: 'unit.changed', run: 'r', unit: '1.1', changes: { tid: 6, name: 'n' } })
  events.flush()
  expect(batches[0]?.patches).toEqual([
    { ...changed('1.1', 'running', 1), changes: { state: 'running', since: 1, tid: 6, name: 'n' } },
  ])
})

test('a listener that throws is a defect and keeps nobody else from listening', () => {
  const { events, defects } = stream()
  const seen: number[] = []
  events.subscribe(() => {
    throw new Error('mine')
  })
  events.subscribe(({ seq }) => seen.push(seq))
  events.push({ type: 'run.removed', run: 'a' })
  events.flush()
  expect(seen).toEqual([1])
  expect(defects).toHaveLength(1)
})
