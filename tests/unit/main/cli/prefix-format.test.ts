import { expect, test } from 'vitest'
import { UNKNOWN_UNIT } from '../../../../src/contract/unit'
import { PrefixFormat } from '../../../../src/main/cli/prefix-format'
import { RUN, screen, step, teller, unit } from '../../../support/told-run'

function shown(colour = false) {
  const { out, text } = screen()
  const format = new PrefixFormat({ out, colour })
  return { ...teller(format), text, end: () => format.end(), format }
}
const units = [unit('1', 'MainProcess'), unit('1.1', 'MainThread'), unit('1.2', 'buyer')]

test('lines carry the name of their unit, also when they come before the unit is told', () => {
  const { batch, print, text } = shown()
  void print('1.1', 'one\ntwo\n')
  void print('1.2', 'three\n')
  expect(text()).toBe('')
  batch(...units)
  expect(text()).toBe('[MainThread] one\n[MainThread] two\n[buyer] three\n')
})

test('in a child process the process is named', () => {
  const { batch, print, text } = shown()
  batch(...units, unit('2', 'Process-1'), unit('2.1', 'MainThread'), unit('2.2', 'Thread-1 (f)'))
  for (const id of ['2', '2.1', '2.2', '3.1']) void print(id, 'x\n')
  batch()
  expect(text()).toBe('[Process-1] x\n[Process-1] x\n[Process-1/Thread-1 (f)] x\n[3.1] x\n')
})

test('what comes from a process that nobody can tell carries a question mark', () => {
  const { batch, print, text } = shown()
  batch(...units)
  void print(UNKNOWN_UNIT, 'x\n', 0, 'raw', 1)
  batch()
  expect(text()).toBe('[?] x\n')
})

test('pieces of a line are put together per unit and are not mixed', () => {
  const { batch, print, text } = shown()
  batch(...units)
  for (const [id, piece] of [
    ['1.1', 'a'],
    ['1.2', 'x'],
    ['1.1', 'b\n'],
    ['1.2', 'y\n'],
  ] as const) {
    void print(id, piece)
  }
  batch()
  expect(text()).toBe('[MainThread] ab\n[buyer] xy\n')
})

test('a prompt is shown when its unit waits, and the line goes on after it', () => {
  const { batch, print, text } = shown()
  batch(...units)
  void print('1.2', 'word? ')
  batch(step('1.2', 'input', 5))
  expect(text()).toBe('[buyer] word? ')
  void print('1.2', 'thanks\n')
  batch()
  expect(text()).toBe('[buyer] word? thanks\n')
})

test('another unit’s line begins a new line on the screen', () => {
  const { batch, print, text, end } = shown()
  batch(...units)
  void print('1.2', 'word? ')
  batch(step('1.2', 'input', 5))
  void print('1.1', 'end\n')
  batch()
  void print('1.2', 'go on')
  end()
  expect(text()).toBe('[buyer] word? \n[MainThread] end\n[buyer] go on\n')
})

test('stderr and raw output go where they were written, answered lines nowhere', () => {
  const { batch, print, text } = shown()
  batch(...units)
  void print('1.1', 'e\n', 0, 'err')
  void print('1', 'r\n', 0, 'raw', 2)
  void print('1', 's\n', 0, 'raw', 1)
  void print('1.1', 'typed\n', 0, 'in')
  batch()
  expect(text()).toBe(
    '<err>[MainThread] </err><err>e\n</err><err>[MainProcess] </err><err>r\n</err>[MainProcess] s\n',
  )
})

test('on a terminal each unit has a colour of its own', () => {
  const { batch, print, text } = shown(true)
  batch(...units)
  void print('1.1', 'a\n')
  void print('1.2', 'b\n')
  void print('1.1', 'c\n')
  batch()
  const colours = [...text().matchAll(/\x1b\[(\d+)m\[/g)].map(([, colour]) => colour)
  expect(colours).toEqual(['36', '33', '36'])
})

test('a run that prints faster than batches come is asked to wait', async () => {
  const { batch, print } = shown()
  batch(...units)
  let wait: void | Promise<void>
  for (let piece = 0; piece < 20; piece += 1) wait = print('1.1', 'x'.repeat(65_535) + '\n') ?? wait!
  expect(wait!).toBeInstanceOf(Promise)
  batch()
  await wait!
  expect(RUN.id).toBe('r1')
})
