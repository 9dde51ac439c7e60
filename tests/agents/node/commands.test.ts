import { expect, test } from 'vitest'
import { FakeLab } from '../../support/fake-lab'

const program = (name: string): string => `tests/fixtures/programs/ts/${name}.ts`
const reply = (lab: FakeLab, id: number): Promise<{ payload: { ok: boolean; why?: string } }> =>
  lab.frame('reply', (frame) => frame.payload.id === id)

test('a person starts, joins and terminates what main has made while main asks for input', async () => {
  await using lab = await FakeLab.start(program('waits-for-commands'))
  await lab.frame('state', ({ unit, payload }) => unit === 1 && payload.state === 'input')

  lab.command(2, { name: 'daemon', id: 1, daemon: true })
  expect((await reply(lab, 1)).payload.ok).toBe(true)
  await lab.frame('change', ({ unit, payload }) => unit === 2 && payload.daemon === true)

  lab.command(2, { name: 'start', id: 2 })
  expect((await reply(lab, 2)).payload.ok).toBe(true)
  const starting = await lab.frame('state', ({ unit, payload }) => unit === 2 && payload.state === 'starting')
  expect(starting.payload.by).toBe('person')
  await lab.frame('end', ({ unit }) => unit === 2)

  lab.command(2, { name: 'start', id: 3 })
  expect((await reply(lab, 3)).payload).toMatchObject({
    ok: false,
    why: 'RuntimeError: threads can only be started once',
  })
  lab.command(2, { name: 'daemon', id: 4, daemon: false })
  expect((await reply(lab, 4)).payload.ok).toBe(false)

  lab.command(3, { name: 'start', id: 5 })
  expect((await reply(lab, 5)).payload.ok).toBe(true)
  lab.command(3, { name: 'join', id: 6 })
  expect((await reply(lab, 6)).payload.ok).toBe(true)
  await lab.frame('change', ({ unit, payload }) => unit === 3 && payload.joined === true)
  expect(lab.text('out', 1, 'root.3')).toBe('work process\n')

  lab.command(4, { name: 'start', id: 7 })
  await lab.frame('out', ({ unit }) => unit === 4)
  lab.command(4, { name: 'terminate', id: 8 })
  const end = await lab.frame('end', ({ unit }) => unit === 4)
  expect(end.payload).toMatchObject({ state: 'terminated', by: 'person' })

  lab.command(1, { name: 'input', text: 'line' })
  expect(await lab.exit()).toBe(0)
  expect(lab.text('out', 1, 'root')).toBe('ready\n> got line\n')
})

test('each line goes to exactly one thread, early lines are kept, and the end reaches all', async () => {
  await using lab = await FakeLab.start(program('asks-in-two-threads'))
  await lab.frame('unit')
  lab.command(0, { name: 'input', text: 'early' })
  lab.command(3, { name: 'input', text: 'for the second' })
  await lab.frame('out', ({ unit, payload }) => unit === 3 && payload.includes('got for the second'))
  await lab.until(() => lab.out.includes('got early'))
  lab.command(0, { name: 'endInput' })
  expect(await lab.exit()).toBe(0)
  expect(lab.out.match(/got .*/g)?.sort()).toEqual(['got early', 'got for the second'])
  expect(lab.out.match(/end/g)).toHaveLength(2)
})

test('what a terminated thread held stays held', async () => {
  await using lab = await FakeLab.start(program('keeps-a-lock'))
  await lab.frame('state', ({ unit, payload }) => unit === 2 && payload.state === 'sleeping')
  lab.command(2, { name: 'terminate', id: 1 })
  expect(await lab.exit()).toBe(0)
  expect(lab.text('out', 1)).toBe('taken false\n')
})

test('a speed divides later sleeps', async () => {
  await using lab = await FakeLab.start(program('keeps-a-lock'), { speed: 1000 })
  const sleeping = await lab.frame('state', ({ unit, payload }) => unit === 2 && payload.state === 'sleeping')
  expect(sleeping.payload.wait.forNs).toBe(60e9)
  expect(await lab.exit()).toBe(0)
})

test('a speed divides time limits as it divides sleeps, in all that waits', async () => {
  await using lab = await FakeLab.start(program('waits-with-limits'), { speed: 50_000 })
  // It would take more than four hours.
  expect(await lab.exit()).toBe(0)
  expect(lab.text('out', 1, 'root').split('\n')).toEqual([
    'condition false false',
    'false false',
    'lock false false',
    'event false false',
    'semaphore false false',
    'join true true',
    'empty true true',
    'pipe false',
    'broken true true',
    '',
  ])
})
