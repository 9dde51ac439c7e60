import * as v from 'valibot'
import { expect, test } from 'vitest'
import { JsonEventSchema } from '../../../../src/main/cli/json-events'
import { JsonFormat } from '../../../../src/main/cli/json-format'
import { RUN, screen, step, teller, unit } from '../../../support/told-run'

function shown() {
  const { out, text } = screen()
  const format = new JsonFormat(out)
  const events = () =>
    text()
      .split('\n')
      .filter((line) => line !== '')
      .map((line) => v.parse(JsonEventSchema, JSON.parse(line)))
  return { ...teller(format), events, format }
}

test('a run is told from its start to its exit, in the order of the clock, in the documented shape', () => {
  const { batch, print, events, format } = shown()
  void print('1.1', 'hello\n', 105)
  batch(
    { type: 'run.added', run: RUN },
    unit('1', 'MainProcess'),
    unit('1.1', 'MainThread', { createdAt: 101 }),
  )
  void print('1.1', 'late', 125)
  void print('1.1', 'e\n', 115, 'err')
  batch(
    step('1.1', 'sleeping', 110),
    { type: 'unit.changed', run: 'r1', unit: '1.1', changes: { tid: 43, since: 1 } },
    { type: 'link.added', run: 'r1', link: { kind: 'start', at: 120, from: '1.1', to: '1.2' } },
    { type: 'samples', run: 'r1', samples: { at: 121, processes: [], threads: [] } },
    { type: 'deadlock', run: 'r1', units: ['1.1', '1.2'] },
    {
      type: 'unit.changed',
      run: 'r1',
      unit: '1.1',
      changes: {
        state: 'finished',
        end: {
          state: 'finished',
          at: 130,
          exitCode: null,
          signal: null,
          askedBy: 'program',
          forced: false,
          error: null,
        },
      },
      step: { at: 130, state: 'finished', wait: null },
    },
  )
  format.end({ ...RUN, state: 'ended', endedAt: 140, exitCode: -15 })
  expect(events().map(({ event, at }) => `${at} ${event}`)).toEqual([
    '100 run',
    '100 unit',
    '101 unit',
    '105 log',
    '110 state',
    '110 change',
    '115 log',
    '120 link',
    '121 sample',
    '121 deadlock',
    '125 log',
    '130 end',
    '140 exit',
  ])
  expect(events()[2]).toEqual({
    event: 'unit',
    at: 101,
    unit: '1.1',
    kind: 'main',
    process: '1',
    parent: '1.1',
    name: 'MainThread',
    daemon: false,
    pid: 42,
    tid: null,
    ppid: null,
    helper: false,
    state: 'running',
    source: null,
  })
  expect(events().at(-1)).toEqual({ event: 'exit', at: 140, run: 'r1', exitCode: -15, failure: null })
})

test('the texts of a stream make up its whole output, wherever characters were cut', () => {
  const { batch, print, events, format } = shown()
  const bytes = Buffer.from('스핀들 🧵')
  for (const byte of bytes) void print('1.1', Buffer.from([byte]))
  void print('1.1', Buffer.from([0xff, 0xec]))
  batch()
  format.end(RUN)
  const text = events()
    .map((event) => (event.event === 'log' ? event.text : ''))
    .join('')
  expect(text).toBe('스핀들 🧵\uFFFD\uFFFD')
})

test('a unit that has ended before it was told has both events', () => {
  const { batch, events } = shown()
  batch(
    unit('1', 'MainProcess', {
      state: 'terminated',
      end: {
        state: 'terminated',
        at: 300,
        exitCode: -9,
        signal: 'SIGKILL',
        askedBy: 'person',
        forced: true,
        error: null,
      },
    }),
  )
  expect(events().map(({ event }) => event)).toEqual(['unit', 'end'])
})
