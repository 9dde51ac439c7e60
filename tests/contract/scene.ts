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
const OVER = `
import { print } from 'spindle/builtins'
export function main() { print('one line') }
`
const LIMIT = { timeout: 20_000 }

/** Starts a program of this text and answers its run. */
export async function start(line: Line, source: string): Promise<string> {
  const program = { kind: 'text', name: 'program.ts', source, language: 'typescript' }
  return (await ask(line, 'run.start', { program })).run
}

export const isOver = (line: Line, run: string): Promise<void> =>
  expect.poll(async () => (await ask(line, 'run.open', { run })).run.state, LIMIT).toBe('ended')

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
    file: async () => (await ask(line, 'files.create', { name: 'a.ts', source: '// one' })).fileId,
  }
}
