import { describe, expect, test } from 'vitest'
import { lineMarks } from '../../../../../src/renderer/src/panels/program/line-marks'
import { Story } from '../../../../support/run-facts'

const at = (line: number, file = '/tmp/run-1/market.py') => ({ source: { file, line } })
const marks = (story: Story, selected: string | null = null) =>
  lineMarks({
    name: 'market.py',
    units: story.facts().units,
    selected,
    hueOf: (process) => Number(process),
    words: {
      made: (unit) => `made ${unit.name}`,
      several: (units) => `${units.length} units`,
      waits: (unit) => `${unit.name} waits`,
    },
  })

describe('the lines of a program', () => {
  test('tell which units they made', () => {
    const story = new Story()
      .thread('1.2', { name: 'buyer', tid: 1, at: 1 })
      .changes('1.2', at(7))
      .thread('1.3', { name: 'a', tid: 2, at: 1 })
      .changes('1.3', at(9))
      .thread('1.4', { name: 'b', tid: 3, at: 1 })
      .changes('1.4', at(9))
    expect(marks(story)).toEqual([
      { line: 7, kind: 'note', note: 'made buyer' },
      { line: 9, kind: 'note', note: '2 units' },
    ])
    expect(marks(story, '1.4')).toEqual([
      { line: 7, kind: 'note', note: 'made buyer' },
      { line: 9, kind: 'born', note: 'made b', hue: 1 },
    ])
  })

  test('of another file are not ours', () => {
    const story = new Story()
      .thread('1.2', { name: 'x', tid: 1, at: 1 })
      .changes('1.2', at(7, '/tmp/other.py'))
    expect(marks(story, '1.2')).toEqual([])
  })

  test('tell who waits there, as long as it waits', () => {
    const story = new Story().goes('1.1', 'join', 1, { unit: '1.2', place: { file: 'market.py', line: 12 } })
    expect(marks(story)).toEqual([{ line: 12, kind: 'wait', note: 'MainThread waits' }])
    expect(marks(story.over(2))).toEqual([])
  })

  test('tell where an error happened, on one line', () => {
    const error = { type: 'ValueError', message: 'no\nmore', place: { file: 'C:\\x\\market.py', line: 3 } }
    const story = new Story().ends('1.1', 1, { state: 'failed', error })
    expect(marks(story)).toEqual([{ line: 3, kind: 'error', note: 'ValueError: no' }])
  })
})
