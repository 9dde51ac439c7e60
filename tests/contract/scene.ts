/** Sets runs and files up through the line that is tried, as a page would. */
import { expect } from 'vitest'
import { ask, type Line } from './lines'
import type { Scene } from './arguments'

const WAITING = `
import { Thread } from 'spindle/threading'
import { input } from 'spindle/builtins'
export function work() { input('word? ') }
export function main() { new Thread({ target: work, name: 'asker' }).start() }
`
export const OVER = `
import { print } from 'spindle/builtins'
export function main() { print('one line') }
`
const LIMIT = { timeout: 20_000 }

/** Starts a program of this text and answers its run. */
export async function start(line: Line, source: string): Promise<string> {
  const program = { kind: 'text', name: 'program.ts', source, language: 'typescript' }
  return (await ask(line, 'run.start', { program })).run
}

/** Waits until a run has ended and its record is closed. */
export const isOver = (line: Line, run: string): Promise<void> =>
  expect
    .poll(async () => (await ask(line, 'run.open', { run })).run, LIMIT)
    .toMatchObject({ state: 'ended', recordBytes: expect.any(Number) })

/** Ends the repetition that is under way, if one is. */
export async function stopRepeats(line: Line): Promise<void> {
  const going = async () =>
    (await ask(line, 'lab.snapshot', {})).repeats.filter(({ state }) => state !== 'ended')
  for (const { id } of await going()) await ask(line, 'repeat.stop', { repeat: id })
  await expect.poll(going, LIMIT).toEqual([])
}

/** Starts a repetition of two trials, and waits until it is in a state. */
export async function repeatUntil(line: Line, source: string, state: string): Promise<string> {
  await stopRepeats(line)
  const program = { kind: 'text', name: 'program.ts', source, language: 'typescript' }
  const { repeat } = await ask(line, 'repeat.start', { program, count: 2 })
  const find = async () => (await ask(line, 'lab.snapshot', {})).repeats.find(({ id }) => id === repeat)
  await expect.poll(async () => (await find())?.state, LIMIT).toBe(state)
  return repeat
}

export function sceneOn(line: Line): Scene {
  return {
    line,
    waiting: async () => {
      const run = await start(line, WAITING)
      const find = async () =>
        (await ask(line, 'run.open', { run })).units.find(({ name }) => name === 'asker')
      await expect.poll(async () => (await find())?.state, LIMIT).toBe('input')
      return { run, asker: (await find())!.id }
    },
    over: async () => {
      const run = await start(line, OVER)
      await isOver(line, run)
      return run
    },
    asking: async () => ({ repeat: await repeatUntil(line, WAITING, 'asking') }),
    repeated: () => repeatUntil(line, OVER, 'ended'),
    file: async () => (await ask(line, 'files.create', { name: 'a.ts', source: '// one' })).fileId,
  }
}
