import { describe, expect, test } from 'vitest'
import { lineOf, readLine, type LabCommand } from '../../../../src/lessons/12-free-lab/command-line'

const create = (changes: Partial<Extract<LabCommand, { verb: 'create' }>> = {}): LabCommand => ({
  verb: 'create',
  kind: 'thread',
  task: 'count',
  name: 'a',
  daemon: false,
  argument: null,
  ...changes,
})

const lines: [string, LabCommand][] = [
  ['thread count name=a', create()],
  ['thread count', create({ name: null })],
  [
    'process burn name=b daemon arg=2.5',
    create({ kind: 'process', task: 'burn', name: 'b', daemon: true, argument: 2.5 }),
  ],
  [
    'thread ask name="my asker" arg="검색어는? \\"이것\\""',
    create({ task: 'ask', name: 'my asker', argument: '검색어는? "이것"' }),
  ],
  ['thread count name="a=b"', create({ name: 'a=b' })],
  ['start "my asker"', { verb: 'start', name: 'my asker' }],
  ['join a', { verb: 'join', name: 'a', seconds: null }],
  ['join a 0.5', { verb: 'join', name: 'a', seconds: 0.5 }],
  ['daemon a on', { verb: 'daemon', name: 'a', on: true }],
  ['terminate a', { verb: 'terminate', name: 'a' }],
  ['kill a', { verb: 'kill', name: 'a' }],
  ['alive a', { verb: 'alive', name: 'a' }],
  ['end', { verb: 'end' }],
]

describe('a line of the Free lab', () => {
  test.each(lines)('%s is written and read', (line, command) => {
    expect(lineOf(command)).toBe(line)
    expect(readLine(line)).toEqual(command)
  })

  test.each([
    '',
    'dance',
    'start',
    'start a b',
    'thread',
    'thread count loud',
    'join a soon',
    'daemon a maybe',
    'start "a',
    'start "\\x"',
    'end now',
  ])('“%s” is no command', (line) => {
    expect(readLine(line)).toBeNull()
  })

  test('a line end in a name cannot smuggle in a second command', () => {
    expect(lineOf({ verb: 'start', name: 'a\nend' })).toBe('start "a\\nend"')
  })
})
