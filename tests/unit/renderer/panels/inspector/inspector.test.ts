import { beforeEach, describe, expect, it } from 'vitest'
import type { LabInfo } from '../../../../../src/contract/lab-info'
import { locale } from '../../../../../src/renderer/src/i18n'
import { curveOf } from '../../../../../src/renderer/src/panels/inspector/curve'
import { identityOf, placeWords, schedulingOf } from '../../../../../src/renderer/src/panels/inspector/facts'
import { lifeOf } from '../../../../../src/renderer/src/panels/inspector/life'
import { subjectOf } from '../../../../../src/renderer/src/panels/inspector/subject'
import { inspectorText } from '../../../../../src/renderer/src/panels/inspector/text'
import { timesOf } from '../../../../../src/renderer/src/panels/inspector/times'
import { heldBy, wantedBy } from '../../../../../src/renderer/src/panels/inspector/waits'
import { seconds } from '../../../../../src/renderer/src/look/format'
import { RunData } from '../../../../../src/renderer/src/stores/run-data'
import { at, market, marketLog, marketSnapshot, NOW, ORIGIN } from '../../fixtures/market'

const run = new RunData(market)
run.load({
  ...marketSnapshot,
  curves: { '1.3': [[at(3), 20, null]], '4': [[at(3), 99, 31e6]] },
  samples: {
    at: NOW,
    processes: marketSnapshot.samples!.processes,
    threads: marketSnapshot.samples!.threads.map((thread) =>
      thread.unit === '1.4' ? { ...thread, cpuNs: 2e9, queuedNs: 81e6, yields: 143, preemptions: 1 } : thread,
    ),
  },
})
const subject = (unit: string): NonNullable<ReturnType<typeof subjectOf>> => subjectOf(run, unit)!
const pairs = (facts: readonly { label: string; value: string }[]): Record<string, string> =>
  Object.fromEntries(facts.map(({ label, value }) => [label, value]))
const here = { samples: { threadCpu: true, threadState: true, core: true, memory: true } } as LabInfo
const elsewhere = { samples: { threadCpu: true, threadState: false, core: false, memory: true } } as LabInfo

beforeEach(() => {
  locale.value = 'en'
})

describe('the life of a unit', () => {
  const life = (unit: string): [string, string][] =>
    lifeOf(run, subject(unit)).map((event) => [
      event.at === null ? '' : seconds(event.at - ORIGIN, 2),
      event.words,
    ])

  it('says who created, started and joined it, and when', () => {
    expect(life('1.2')).toEqual([
      ['0.30', 'Created by MainThread'],
      ['0.30', 'Started by MainThread'],
      ['0.36', 'Began to run'],
      ['1.58', 'Finished: its code came to its end'],
      ['1.58', 'MainThread took note of its end (join)'],
    ])
  })

  it('says what ended it and who asked for that, and that nobody has joined it', () => {
    expect(life('4').slice(-3)).toEqual([
      ['6.72', 'SIGTERM sent by MainThread'],
      ['6.72', '−15: terminated by SIGTERM, asked by you'],
      ['', 'Nobody has joined it yet'],
    ])
  })

  it('of a main thread is that of its process', () => {
    expect(life('1.1')[0]).toEqual(['0.00', 'Created'])
    expect(life('2.1')[0]).toEqual(['2.00', 'Created by MainThread'])
  })

  it('of what was not started is short', () => {
    expect(life('1.6')).toEqual([['2.42', 'Created by MainThread']])
  })
})

describe('who a unit is', () => {
  it('is its numbers, its maker and what it runs on', () => {
    expect(pairs(identityOf(run, subject('2')))).toEqual({
      Kind: 'process',
      PID: '48215',
      TID: '48215',
      'Parent PID': '48211',
      'Created by': 'MainThread',
      Daemon: 'No',
      'Runs on': 'Node 24.21.0',
    })
    expect(pairs(identityOf(run, subject('1.6')))).toMatchObject({ TID: 'Not yet' })
  })

  it('is there also for a main thread that is folded into its process', () => {
    expect(subject('4.1')).toMatchObject({ unit: { id: '4' }, shown: { id: '4.1' } })
    expect(subjectOf(run, '9.9')).toBeNull()
  })
})

describe('what the scheduler did', () => {
  it('is the state in words, the core, and how often and how long it had none', () => {
    expect(pairs(schedulingOf(run, subject('1.4'), here))).toEqual({
      State: 'R · running, or waiting for its turn',
      Core: '1',
      'CPU time used': '2.00 s',
      'Waited for a core': '81.0 ms',
      'Gave its core up': '143 times',
      'Lost its core': '1 time',
    })
  })

  it('is said not to be available where the platform has no such numbers', () => {
    const other = new RunData(market)
    other.load({
      ...marketSnapshot,
      samples: {
        at: NOW,
        processes: [],
        threads: [{ unit: '1.4', cpuNs: 2e9, cpuPercent: 50, state: null, core: null }],
      },
    })
    expect(pairs(schedulingOf(other, subjectOf(other, '1.4')!, elsewhere))).toEqual({
      State: 'Not available here',
      Core: 'Not available here',
      'CPU time used': '2.00 s',
      'Waited for a core': 'Not available here',
      'Gave its core up': 'Not available here',
      'Lost its core': 'Not available here',
    })
  })

  it('of what has ended is what it has used, not what it was doing last', () => {
    const ended = new RunData(market)
    const [thread] = marketSnapshot.samples!.threads
    ended.load({
      ...marketSnapshot,
      samples: { at: NOW, processes: [], threads: [{ ...thread!, unit: '1.2', cpuNs: 2e9, yields: 3 }] },
    })
    expect(Object.keys(pairs(schedulingOf(ended, subjectOf(ended, '1.2')!, here)))).toEqual([
      'CPU time used',
      'Waited for a core',
      'Gave its core up',
      'Lost its core',
    ])
  })

  it('is nothing before the first sample', () => {
    expect(schedulingOf(run, subject('1.6'), here)).toEqual([])
  })
})

describe('waits', () => {
  it('name what is wanted and who has it, and what is held and who wants it', () => {
    expect(wantedBy(subject('2.2').shown)).toEqual({
      code: 'lock(ledger)',
      state: 'lock',
      other: '2.1',
      since: at(7.14),
    })
    expect(heldBy(run, '2.1')).toEqual([
      { code: 'lock(ledger)', state: 'lock', other: '2.2', since: at(7.14) },
    ])
    expect(wantedBy(subject('1.1').shown)).toMatchObject({ code: 'join(buyer)', other: '1.3' })
    expect(wantedBy(subject('1.3').shown)).toMatchObject({ code: '검색어를 입력하세요.', other: null })
    expect(wantedBy(subject('3').shown)).toBeNull()
  })
})

describe('time per state', () => {
  it('adds up to the life of the unit, and waits are told by what was waited for', () => {
    const { states, waits, total } = timesOf(run, subject('1.3').row, NOW)
    expect(seconds(total)).toBe('6.00')
    expect(states.map(({ state, ns }) => [state, seconds(ns)])).toEqual([
      ['input', '3.48'],
      ['running', '1.34'],
      ['lock', '0.80'],
      ['sleeping', '0.32'],
      ['starting', '0.06'],
    ])
    expect(states.reduce((sum, { share }) => sum + share, 0)).toBeCloseTo(1)
    expect(waits.map(({ code, ns }) => [code, seconds(ns)])).toEqual([['lock(order)', '0.80']])
  })

  it('has no time before the start', () => {
    expect(timesOf(run, subject('1.6').row, NOW)).toEqual({ states: [], waits: [], total: 0 })
  })
})

it('a line is named without its folder', () => {
  expect(placeWords({ file: '/home/me/lab/market.py', line: 3 })).toBe('market.py, line 3')
  expect(placeWords({ file: 'C:\\lab\\market.py', line: 3 })).toBe('market.py, line 3')
  expect(placeWords({ file: 'market.ts', line: 38 })).toBe('market.ts, line 38')
})

describe('a curve', () => {
  const size = { width: 100, height: 11 }
  const axis = { from: 0, to: 10, most: 100 }
  const points = (...values: [at: number, cpu: number | null][]) =>
    values.map(([time, cpuPercent]) => ({ at: time, cpuPercent, rssBytes: null, core: null }))

  it('goes from the bottom to the highest value or the usual top', () => {
    const curve = curveOf(points([0, 0], [5, 50], [10, 100]), ({ cpuPercent }) => cpuPercent, axis, size)
    expect(curve).toEqual({
      line: 'M0 11L50 6L100 1',
      area: 'M0 11L0 11L50 6L100 1L100 11Z',
      last: 100,
      peak: 100,
    })
    const high = curveOf(points([0, 0], [10, 200]), ({ cpuPercent }) => cpuPercent, axis, size)
    expect(high.line).toBe('M0 11L100 1')
  })

  it('leaves out what was not measured, and is empty when nothing was', () => {
    const some = curveOf(points([0, null], [10, 100]), ({ cpuPercent }) => cpuPercent, axis, size)
    expect(some.line).toBe('M100 1h0')
    const none = curveOf(points([0, null]), ({ cpuPercent }) => cpuPercent, axis, size)
    expect(none).toEqual({ line: '', area: '', last: null, peak: null })
  })

  it('of a run that was opened has the samples of its whole life', () => {
    expect(run.history.of('1.3')).toMatchObject([
      { at: at(3), cpuPercent: 20 },
      { at: NOW, cpuPercent: 0 },
    ])
    expect(run.history.of('4')).toMatchObject([{ at: at(3), cpuPercent: 99, rssBytes: 31e6 }])
  })
})

it('is copied as text, section by section', () => {
  const text = inspectorText(run, subject('2.2'), { now: NOW, info: here, lines: [marketLog[7]!] })
  const sections = text.split('\n\n')
  expect(sections[0]).toContain('audit · For lock(ledger)\nKind\tthread\nPID\t48215')
  expect(sections[1]).toContain('Life\n3.000 s\tCreated by MainThread')
  expect(text).toContain('Locks and waits\nWaits for\tlock(ledger)\theld by MainThread\tfor 1.28 s')
  expect(text).toMatch(/Time per state\nRunning\t[\d.]+ s\t[\d.]+ %/)
  expect(text).toContain('Last lines of its log\n')
})
