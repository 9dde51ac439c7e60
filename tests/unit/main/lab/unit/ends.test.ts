import { describe, expect, test } from 'vitest'
import type { Unit, UnitEnd } from '../../../../../src/contract/unit'
import { endWithProcess, processEnd, type Known } from '../../../../../src/main/lab/unit/ends'

const nothing: Known = { own: null, parent: null, bye: null, asked: null, mainError: null }
const error = { type: 'Error', message: 'no' }
const told = (more: object): Known['parent'] =>
  ({ state: 'finished', by: 'program', ...more }) as Known['parent']

describe('how a process ended', () => {
  test.each<[string, Partial<Known>, Partial<UnitEnd>]>([
    [
      'by its own exit',
      { own: { exitCode: 0, signal: null } },
      { state: 'finished', exitCode: 0, askedBy: 'program' },
    ],
    ['by exit with a code', { own: { exitCode: 3, signal: null } }, { state: 'finished', exitCode: 3 }],
    [
      'by an error of its main thread',
      { own: { exitCode: 1, signal: null }, mainError: error },
      { state: 'failed', exitCode: 1, error },
    ],
    [
      'by a signal it announced, helped out of its exit',
      { bye: -15, own: { exitCode: null, signal: 'SIGKILL' } },
      { state: 'terminated', exitCode: -15, signal: 'SIGTERM' },
    ],
    [
      'by a signal nobody here sent',
      { own: { exitCode: null, signal: 'SIGSEGV' } },
      { state: 'terminated', exitCode: -11, signal: 'SIGSEGV', askedBy: 'system' },
    ],
    [
      'by the signal a person asked for',
      {
        own: { exitCode: null, signal: 'SIGTERM' },
        asked: { by: 'person', signal: 'SIGTERM', forced: false },
      },
      { state: 'terminated', exitCode: -15, askedBy: 'person', forced: false },
    ],
    [
      'by another signal than a person asked for',
      {
        own: { exitCode: null, signal: 'SIGSEGV' },
        asked: { by: 'person', signal: 'SIGTERM', forced: false },
      },
      { state: 'terminated', askedBy: 'system', forced: false },
    ],
    [
      'by force, when patience was over',
      {
        own: { exitCode: null, signal: 'SIGKILL' },
        asked: { by: 'person', signal: 'SIGKILL', forced: true },
      },
      { state: 'terminated', exitCode: -9, askedBy: 'person', forced: true },
    ],
    [
      'in good order after it was asked to',
      { own: { exitCode: 0, signal: null }, asked: { by: 'person', signal: 'SIGTERM', forced: false } },
      { state: 'finished', exitCode: 0, askedBy: 'person', forced: false },
    ],
    ['as its parent says', { parent: told({ exitCode: 7 }) }, { state: 'finished', exitCode: 7 }],
    [
      'by the program’s own terminate',
      { parent: told({ state: 'terminated', exitCode: -15 }) },
      { state: 'terminated', exitCode: -15, signal: 'SIGTERM', askedBy: 'system' },
    ],
    [
      'by the program’s own terminate, with the signal’s name',
      { parent: told({ state: 'terminated', exitCode: -15, signal: 'SIGTERM' }) },
      { state: 'terminated', exitCode: -15, signal: 'SIGTERM', askedBy: 'program' },
    ],
    [
      'by a signal, as it said itself',
      { bye: -15 },
      { state: 'terminated', exitCode: -15, signal: 'SIGTERM' },
    ],
    ['as it said itself', { bye: 4 }, { state: 'finished', exitCode: 4 }],
    [
      'hanging in its exit, helped out by us',
      { bye: 4, own: { exitCode: null, signal: 'SIGKILL' } },
      { state: 'finished', exitCode: 4, signal: null },
    ],
    [
      'unseen, after it was killed',
      { asked: { by: 'person', signal: 'SIGKILL', forced: false } },
      { state: 'terminated', exitCode: -9, signal: 'SIGKILL', askedBy: 'person' },
    ],
    ['unseen by anybody', {}, { state: 'terminated', exitCode: null, signal: null, askedBy: 'system' }],
  ])('%s', (_how, known, expected) => {
    expect(processEnd({ ...nothing, ...known }, 5)).toMatchObject({ at: 5, ...expected })
  })
})

describe('what the end of its process means for a unit', () => {
  const unit = (kind: Unit['kind'], state: Unit['state'], daemon = false) => ({ kind, state, daemon }) as Unit
  const normal = processEnd({ ...nothing, bye: 0 }, 5)
  const killed = processEnd(
    {
      ...nothing,
      own: { exitCode: null, signal: 'SIGKILL' },
      asked: { by: 'lab', signal: 'SIGKILL', forced: true },
    },
    5,
  )
  test.each<[string, Unit, UnitEnd, Partial<UnitEnd>]>([
    ['a thread that was never started is abandoned', unit('thread', 'new'), killed, { state: 'abandoned' }],
    ['a daemon is abandoned', unit('thread', 'running', true), normal, { state: 'abandoned' }],
    [
      'a main thread ends as its process',
      unit('main', 'exit'),
      normal,
      { state: 'finished', exitCode: null },
    ],
    [
      'every thread of a killed process is killed',
      unit('thread', 'lock'),
      killed,
      { state: 'terminated', signal: 'SIGKILL', askedBy: 'lab', forced: true, exitCode: null },
    ],
  ])('%s', (_what, of, end, expected) => {
    expect(endWithProcess(of, end)).toMatchObject({ at: 5, ...expected })
  })
})
