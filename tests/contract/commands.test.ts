/** Every command over every line, with right and with hostile arguments. */
import * as v from 'valibot'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { COMMAND_NAMES, COMMANDS, type CommandName, type Reply } from '../../src/contract/commands'
import { ERROR_CODES } from '../../src/contract/errors'
import { TRIALS } from './arguments'
import { ask, LINES, type Line } from './lines'
import { sceneOn, stopRepeats } from './scene'

/** What nobody means well with, in place of any argument and of any part of one. */
const NONSENSE: readonly unknown[] = [
  null,
  true,
  -1,
  1e300,
  '',
  '../../etc/passwd',
  '\0',
  'x'.repeat(1_100_000),
  [],
  [[]],
  {},
  JSON.parse('{"__proto__":{"admin":true}}'),
]
/** A wrong part may happen to be right; then the command must still end well. Most are refused. */
const isWellFormed = (reply: Reply): boolean =>
  reply.ok || (ERROR_CODES.includes(reply.error.code) && typeof reply.error.message === 'string')

describe.each(Object.entries(LINES))('over %s', (_, open) => {
  let line: Line
  beforeAll(async () => void (line = await open()))
  afterAll(() => line.close())

  test.each(COMMAND_NAMES)('%s answers a right argument with its value', async (command) => {
    const trial = TRIALS[command]
    const argument = await trial.argument(sceneOn(line))
    const reply = await line.send({ id: 7, command, argument })
    const refused = line.kind === 'browser' ? trial.inBrowser : undefined
    expect(reply).toEqual(
      refused
        ? {
            id: 7,
            ok: false,
            error: { code: refused, facts: { what: command }, message: expect.any(String) },
          }
        : { id: 7, ok: true, value: trial.value },
    )
    await stopAll(line)
  })

  test.each(COMMAND_NAMES)('%s refuses what is no argument of its', async (command) => {
    const wantsNothing = v.is(COMMANDS[command], {})
    // An empty list has nothing in it that an empty object would not have.
    const nonsense = NONSENSE.filter((one) => !isEmptyObject(one) && !(wantsNothing && isEmptyList(one)))
    for (const argument of [...nonsense, { surplus: 1 }, undefined]) {
      const reply = await line.send({ id: 8, command, argument })
      expect(reply).toMatchObject({ id: 8, ok: false, error: { code: 'bad-request' } })
    }
  })

  test.each(COMMAND_NAMES)('%s survives hostile parts', async (command) => {
    const right = (await TRIALS[command].argument(sceneOn(line))) as Record<string, unknown>
    for (const hostile of [...partsReplaced(right), ...(TRIALS[command].hostile ?? [])]) {
      const reply = await line.send({ id: 9, command, argument: hostile })
      expect(isWellFormed(reply)).toBe(true)
      if (!reply.ok) expect(reply.error.code, JSON.stringify(hostile)?.slice(0, 200)).not.toBe('internal')
    }
    for (const hostile of TRIALS[command].hostile ?? []) {
      const reply = await line.send({ id: 9, command, argument: hostile })
      expect(reply.ok, `${JSON.stringify(hostile)?.slice(0, 200)} was accepted`).toBe(false)
    }
    await stopAll(line)
    expect(await ask(line, 'lab.info', {})).toMatchObject({ pid: expect.any(Number) })
  })

  test.each(['', 'lab', 'toString', '__proto__', 'constructor', 'lab.info '])(
    'a command that is none is refused: %j',
    async (command) => {
      const reply = await line.send({ id: 4, command, argument: {} })
      expect(reply).toMatchObject({ id: 4, ok: false, error: { code: 'unknown-command' } })
    },
  )

  test.each([null, 5, 'text', [], {}, { id: -1, command: 'lab.info', argument: {} }])(
    'what is no request is answered as a bad one: %j',
    async (request) => {
      expect(await line.send(request)).toMatchObject({ ok: false, error: { code: 'bad-request' } })
    },
  )
})

const isEmptyObject = (value: unknown): boolean =>
  typeof value === 'object' && value !== null && !Array.isArray(value)

const isEmptyList = (value: unknown): boolean => Array.isArray(value) && value.length === 0

/** Copies of a right argument in each of which one part is nonsense, one is missing, or one is too many. */
function partsReplaced(right: Record<string, unknown>): unknown[] {
  return Object.keys(right).flatMap((key) => {
    const { [key]: _, ...rest } = right
    return [...NONSENSE.map((nonsense) => ({ ...right, [key]: nonsense })), rest, { ...right, surplus: 1 }]
  })
}

/** Runs that a trial has left going are of no use to the next. */
async function stopAll(line: Line): Promise<void> {
  const { runs } = await ask(line, 'lab.snapshot', {})
  for (const { id, state } of runs)
    if (state !== 'ended') await ask(line, 'run.stop', { run: id, force: true })
  await stopRepeats(line)
}

test('every command is tried', () => {
  expect(Object.keys(TRIALS).sort()).toEqual([...(COMMAND_NAMES as readonly CommandName[])].sort())
})
