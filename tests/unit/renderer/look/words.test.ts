import { beforeEach, describe, expect, it } from 'vitest'
import { SpindleError } from '../../../../src/contract/errors'
import { NS_PER_MS, NS_PER_S } from '../../../../src/contract/time'
import type { Unit, UnitEnd } from '../../../../src/contract/unit'
import { locale } from '../../../../src/renderer/src/i18n'
import { endMark } from '../../../../src/renderer/src/look/end-mark'
import { bytes, signed, span } from '../../../../src/renderer/src/look/format'
import { statusOf, waitCode } from '../../../../src/renderer/src/look/words'
import { wordsFor } from '../../../../src/renderer/src/report'

type Shown = Pick<Unit, 'state' | 'wait' | 'end' | 'kind'>
const unit = (state: Unit['state'], more: Partial<Shown> = {}): Shown => ({
  state,
  wait: null,
  end: null,
  kind: 'thread',
  ...more,
})
const end = (more: Partial<UnitEnd>): UnitEnd => ({
  state: 'finished',
  at: 0,
  exitCode: null,
  signal: null,
  askedBy: 'program',
  forced: false,
  error: null,
  ...more,
})
const written = (shown: Shown): string => {
  const { before, code, after } = statusOf(shown)
  return before + code + after
}

describe('a status', () => {
  beforeEach(() => {
    locale.value = 'ko'
  })

  it.each([
    [unit('running'), '실행 중'],
    [unit('sleeping', { wait: { forNs: 2.5 * NS_PER_S } }), '자는 중 · 2.50 s'],
    [unit('join', { wait: { label: 'buyer' } }), 'join(buyer) 대기'],
    [unit('lock', { wait: {} }), 'lock 대기'],
    [unit('queue', { wait: { label: 'orders', side: 'put' } }), 'put(orders) 대기'],
    [unit('finished', { kind: 'process', end: end({ exitCode: 0 }) }), '끝남 · exit 0'],
    [unit('finished', { end: end({}) }), '끝남'],
    [unit('terminated', { end: end({ exitCode: -15, signal: 'SIGTERM' }) }), '종료됨 · SIGTERM'],
    [unit('failed', { end: end({ error: { type: 'ValueError', message: '' } }) }), '실패 · ValueError'],
    [unit('failed', { kind: 'process', end: end({ exitCode: 1 }) }), '실패 · exit 1'],
    [unit('abandoned'), 'main과 함께 사라짐'],
  ])('%#: %o', (shown, words) => {
    expect(written(shown)).toBe(words)
  })

  it('sets what is code apart', () => {
    locale.value = 'en'
    expect(statusOf(unit('lock', { wait: { label: 'ledger' } }))).toEqual({
      before: 'For ',
      code: 'lock(ledger)',
      after: '',
    })
  })

  it('names pipes by what is done to them', () => {
    expect(waitCode('pipe', { label: 'p', side: 'get' })).toBe('recv(p)')
  })
})

describe('the mark after a lane', () => {
  it('is there only when something went wrong', () => {
    expect(endMark(unit('finished', { end: end({ exitCode: 0 }) }))).toBe('')
    expect(endMark(unit('terminated', { end: end({ signal: 'SIGKILL' }) }))).toBe('SIGKILL')
    const failed = end({ exitCode: 1, error: { type: 'ValueError', message: '' } })
    expect(endMark(unit('failed', { end: failed }))).toBe('exit 1 · ValueError')
  })
})

describe('numbers', () => {
  it('have the unit that fits', () => {
    expect([span(5.92 * NS_PER_S), span(12.3 * NS_PER_MS), span(480_000)]).toEqual([
      '5.92 s',
      '12.3 ms',
      '480 µs',
    ])
    expect([bytes(46.8 * 1024 ** 2), bytes(1.5 * 1024 ** 3), bytes(2048)]).toEqual([
      '46.8 MB',
      '1.5 GB',
      '2 KB',
    ])
  })

  it('have a true minus sign', () => {
    expect(signed(-15)).toBe('−15')
  })
})

describe('an error in words', () => {
  it('says what happened and what to do, from its code and facts', () => {
    locale.value = 'en'
    expect(wordsFor(new SpindleError('too-many-runs', { limit: 8 }))).toEqual({
      what: 'At most 8 runs can go on at once.',
      next: 'Stop another run, then run this one again.',
    })
  })

  it('says why an action was refused', () => {
    locale.value = 'en'
    const error = new SpindleError('action-refused', {
      action: 'terminate',
      unit: '1.2',
      reason: 'python-thread',
    })
    expect(wordsFor(error).next).toContain('cannot be terminated from outside')
  })
})
