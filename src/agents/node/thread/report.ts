/** Errors of the program, as its reader should see them: without the frames of our own machinery. */
import { fileURLToPath } from 'node:url'
import { inspect } from 'node:util'
import type { ProgramError, SourcePlace } from '../../../contract/unit'
import { self } from './self'

const MAX_MESSAGE = 100_000

/** Whether a line of a stack is about the program and not about what carries it. */
function isOfProgram(line: string): boolean {
  if (!/^\s+at /.test(line)) return true
  return !line.includes(self().agentUrl) && !/\(?node:[\w/]+:\d+:\d+\)?$/.test(line)
}

/** The text of an uncaught error: its stack without our frames, or whatever was thrown. */
export function describeError(error: unknown): string {
  if (!(error instanceof Error)) return `Uncaught ${inspect(error)}`
  // A syntax error was given its text already.
  if ('place' in error) return String(error.stack)
  return inspect(error)
    .split('\n')
    .filter((line) => isOfProgram(line))
    .join('\n')
}

/** The innermost place in the program that an error's stack names. */
export function placeOf(error: unknown): SourcePlace | undefined {
  if (!(error instanceof Error) || typeof error.stack !== 'string') return undefined
  const { place, at } = error as { place?: SourcePlace; at?: SourcePlace }
  if (place ?? at) return place ?? at
  for (const line of error.stack.split('\n')) {
    const found = /(file:\/\/[^)]*?):(\d+):(\d+)\)?$/.exec(line)
    if (found && /^\s+at /.test(line) && isOfProgram(line)) {
      return { file: pathOf(found[1] as string), line: Number(found[2]), column: Number(found[3]) }
    }
  }
  return undefined
}

export const pathOf = (url: string): string => (url.startsWith('file:') ? fileURLToPath(url) : url)

/** An error as it travels to the Lab. */
export function programError(error: unknown): ProgramError {
  const place = placeOf(error)
  const isError = error instanceof Error
  const message = isError ? error.message : inspect(error)
  return {
    type: (isError ? error.name : typeof error).slice(0, 200),
    message: message.slice(0, MAX_MESSAGE),
    ...(place ? { place } : {}),
  }
}
