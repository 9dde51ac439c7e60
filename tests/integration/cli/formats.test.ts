/** `--prefix` and `--json` on real runs. */
import * as v from 'valibot'
import { expect, test } from 'vitest'
import { JsonEventSchema, type JsonEvent } from '../../../src/main/cli/json-events'
import { program, spindle } from '../../support/spindle-command'

async function eventsOf(
  args: readonly string[],
  input = '',
): Promise<{ events: JsonEvent[]; end: number | string }> {
  const { stdout, stderr, end } = await spindle(['run', '--json', ...args], input)
  expect(stderr).toBe('')
  expect(stdout.endsWith('\n')).toBe(true)
  const events = stdout
    .trimEnd()
    .split('\n')
    .map((line) => v.parse(JsonEventSchema, JSON.parse(line)))
  return { events, end }
}

const textOf = (events: readonly JsonEvent[], stream: string) =>
  events.map((event) => (event.event === 'log' && event.stream === stream ? event.text : '')).join('')

test('every line of --json is a documented event, from run to exit', async () => {
  const { events, end } = await eventsOf([program('ts/family.ts')])
  expect([events[0]!.event, events.at(-1)!.event, end]).toEqual(['run', 'exit', 0])
  const units = events.filter((event) => event.event === 'unit')
  const named = Object.fromEntries(units.map(({ name, kind }) => [name, kind]))
  expect(named).toMatchObject({ MainThread: 'main', buyer: 'thread', seller: 'process' })
  expect(textOf(events, 'out')).toMatch(/seller ended with 0\n$/)
})

test('each unit is told before anything of it, and its end after its output', async () => {
  const { events } = await eventsOf([program('ts/family.ts')])
  const known = new Set<string>()
  const ended = new Set<string>()
  for (const event of events) {
    if (event.event === 'unit') known.add(event.unit)
    else if ('unit' in event) {
      expect(known).toContain(event.unit)
      if (event.event === 'log') expect(ended).not.toContain(event.unit)
      if (event.event === 'end') ended.add(event.unit)
    }
  }
  expect([...ended].sort()).toEqual([...known].sort())
})

test('process ids in the events are those the program sees', async () => {
  const { events } = await eventsOf(['lesson:process-and-pid'])
  const told = new Set<number>()
  for (const event of events) {
    if ((event.event === 'unit' || event.event === 'change') && event.pid) told.add(event.pid)
  }
  const printed = [...textOf(events, 'out').matchAll(/\b\d{2,}\b/g)].map(([number]) => Number(number))
  expect(printed.length).toBeGreaterThan(1)
  expect(printed.filter((number) => !told.has(number))).toEqual([])
})

test('lines are in the order of the clock for each unit and stream', async () => {
  const { events } = await eventsOf([program('ts/prints-numbered-lines.ts'), '20000'])
  expect(textOf(events, 'out')).toBe(Array.from({ length: 20_000 }, (_, line) => `line ${line}\n`).join(''))
  const times = events.filter((event) => event.event === 'log').map(({ at }) => at)
  expect(times).toEqual([...times].sort((a, b) => a - b))
})

test('samples come with --json and not with --no-samples', async () => {
  const withThem = await eventsOf(['lesson:process-subclass', '--speed', '4'])
  expect(withThem.events.some(({ event }) => event === 'sample')).toBe(process.platform === 'linux')
  const without = await eventsOf(['lesson:process-subclass', '--speed', '4', '--no-samples'])
  expect(without.events.some(({ event }) => event === 'sample')).toBe(false)
})

test('a program that fails says so in its end and its exit', async () => {
  const { stdout, end } = await spindle(['run', '--json', program('ts/syntax-error.ts')])
  const exit = JSON.parse(stdout.trimEnd().split('\n').at(-1)!) as JsonEvent
  expect([exit, end]).toEqual([expect.objectContaining({ event: 'exit', exitCode: 1 }), 1])
})

test('--prefix names the unit of each line', async () => {
  const { stdout, end } = await spindle(['run', '--prefix', program('ts/family.ts')])
  const lines = stdout.trimEnd().split('\n')
  expect([[...lines].sort(), end]).toEqual([
    ['[MainThread] seller ended with 0', '[buyer] buyer says buy', '[seller] MainThread says sell'],
    0,
  ])
})

test('--prefix shows a prompt before it is answered', async () => {
  const { stdout } = await spindle(['run', '--prefix', 'lesson:thread-and-input'], 'spindles\n')
  expect(stdout).toMatch(/spindles/)
  for (const line of stdout.trimEnd().split('\n')) expect(line).toMatch(/^\[[^\]]+\] /)
})
