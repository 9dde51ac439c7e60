import { describe, expect, test } from 'vitest'
import type { Expected } from './expected.ts'
import { differences } from './match.ts'
import type { Outcome } from './run-rule.ts'
import type { Output } from './table.ts'

const outcome = (stdout: string, rest: Partial<Outcome> = {}): Outcome => ({
  stdout,
  stderr: '',
  exit: 0,
  stayed: false,
  tookTooLong: false,
  limitMs: 1000,
  ...rest,
})
const expected = (out: Output, rest: Partial<Expected> = {}): Expected => ({ out, err: [], exit: 0, ...rest })
const conforms = (stdout: string, out: Output): boolean =>
  differences(outcome(stdout), expected(out)).length === 0

describe('lines in order', () => {
  test('conform when they are exactly these', () => {
    expect(conforms('a\nb\n', ['a', 'b'])).toBe(true)
    expect(conforms('', [])).toBe(true)
    expect(conforms('a\r\nb', ['a', 'b'])).toBe(true)
  })

  test('do not conform when one is missing, too much, empty or elsewhere', () => {
    for (const stdout of ['a\n', 'a\nb\nb\n', 'a\n\nb\n', 'b\na\n', '']) {
      expect(conforms(stdout, ['a', 'b'])).toBe(false)
    }
  })

  test('may be patterns, which fit whole lines only', () => {
    expect(conforms('pid 12\n', [/pid \d+/])).toBe(true)
    expect(conforms('a pid 12\n', [/pid \d+/])).toBe(false)
  })

  test('may repeat, at least once', () => {
    const out: Output = [{ some: 'tick' }, 'end']
    expect(conforms('tick\nend\n', out)).toBe(true)
    expect(conforms('tick\ntick\ntick\nend\n', out)).toBe(true)
    expect(conforms('end\n', out)).toBe(false)
    expect(conforms('tick\nend\ntick\n', out)).toBe(false)
  })
})

describe('interleaved lines', () => {
  const out: Output = {
    interleaved: [
      ['a1', 'a2'],
      ['b1', 'b2'],
    ],
  }

  test('conform in every mixture that keeps the order within each chain', () => {
    for (const lines of ['a1 a2 b1 b2', 'a1 b1 a2 b2', 'b1 b2 a1 a2']) {
      expect(conforms(lines.replaceAll(' ', '\n'), out)).toBe(true)
    }
  })

  test('do not conform when a chain is out of order or incomplete', () => {
    for (const lines of ['a2 a1 b1 b2', 'a1 b1 a2', 'a1 b1 a2 b2 b2']) {
      expect(conforms(lines.replaceAll(' ', '\n'), out)).toBe(false)
    }
  })

  test('are found although a line fits several chains', () => {
    expect(
      conforms('x\nx\ny\nz\n', {
        interleaved: [
          ['x', 'y'],
          ['x', 'z'],
        ],
      }),
    ).toBe(true)
  })
})

describe('standard error', () => {
  test('must be empty unless something is expected', () => {
    expect(differences(outcome('', { stderr: 'oh' }), expected([]))).toContain('stderr should be empty')
  })

  test('must contain every part, in order', () => {
    const err = ['Exception in thread', /ValueError: boom$/m]
    expect(
      differences(
        outcome('', { stderr: 'Exception in thread T:\nValueError: boom\n' }),
        expected([], { err }),
      ),
    ).toEqual([])
    expect(
      differences(outcome('', { stderr: 'ValueError: boom\nException in thread\n' }), expected([], { err })),
    ).not.toEqual([])
  })
})

describe('the end', () => {
  test('is an exit code, or a signal', () => {
    expect(differences(outcome('', { exit: -15 }), expected([], { exit: -15 }))).toEqual([])
    expect(differences(outcome('', { exit: 1 }), expected([]))).toEqual(['exit code should be 0 but was 1'])
  })

  test('does not come where the program stays', () => {
    expect(differences(outcome('', { stayed: true, exit: null }), expected([], { exit: 'stays' }))).toEqual(
      [],
    )
    expect(differences(outcome(''), expected([], { exit: 'stays' }))).toEqual([
      'should stay alive but exited with 0',
    ])
  })

  test('comes too late when the limit was passed', () => {
    const told = differences(outcome('a\n', { tookTooLong: true, exit: null }), expected(['a', 'b']))
    expect(told[0]).toBe('took longer than 1000 ms')
    expect(told[1]).toContain('but was ["a"]')
  })
})
