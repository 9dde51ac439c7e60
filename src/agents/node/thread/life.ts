/**
 * The life of one thread: it becomes its record, loads the program, calls its function, waits until nothing
 * of it is left to do, and says how it ended.
 */
import { FRAME } from '../../../contract/frames'
import type { ProgramError } from '../../../contract/unit'
import { AttributeError, KeyboardInterrupt, SystemExit } from '../api/errors'
import { BELL, PHASE, UNIT } from '../memory/layout'
import { ring } from '../memory/bell'
import { meaningOf } from './exit-code'
import { loadProgram } from './modules'
import { write } from './output'
import { describeError, programError } from './report'
import { self, tellSupervisor } from './self'

/** How a thread's code came to its end. */
type Outcome = { readonly ok: true } | { readonly ok: false; readonly error: unknown }

/** Node's own, before the program could get hold of it. */
const exitThread = process.exit.bind(process)

export async function runMain(): Promise<void> {
  const outcome = await settle(async () => {
    const { path } = self().process
    const program = await loadProgram(path)
    await callMain(program, path)
  })
  await restOfTheLoop()
  endMain(outcome)
}

async function callMain(program: Readonly<Record<string, unknown>>, path: string): Promise<void> {
  const { main } = program
  if (typeof main === 'function') await main()
  else
    throw new AttributeError(
      main === undefined
        ? `${path} exports no function main: write "export function main() { … }"; Spindle calls it in MainThread`
        : `main of ${path} is no function: write "export function main() { … }"`,
    )
}

async function settle(body: () => Promise<void>): Promise<Outcome> {
  try {
    await Promise.race([body(), uncaught.promise])
    return { ok: true }
  } catch (error) {
    return { ok: false, error }
  }
}

/** Errors thrown in callbacks (timers, rejected promises) end the thread as one thrown by its function does. */
const uncaught = Promise.withResolvers<never>()
uncaught.promise.catch(() => undefined)

export function watchUncaught(): void {
  process.on('uncaughtException', (error) => {
    // A program that has a handler of its own decides for itself.
    if (process.listenerCount('uncaughtException') === 1) uncaught.reject(error)
  })
}

/** Timers and the like that the function left behind: as in Node, the thread lives on until they are done. */
async function restOfTheLoop(): Promise<void> {
  if (process.getActiveResourcesInfo().length === 0) return
  await Promise.race([new Promise((done) => process.once('beforeExit', done)), uncaught.promise]).catch(
    () => undefined,
  )
}

function endMain(outcome: Outcome): void {
  let code = 0
  let signal: 'SIGINT' | null = null
  let error: ProgramError | null = null
  if (outcome.ok) code = Number(process.exitCode ?? 0) & 0xff
  else if (outcome.error instanceof SystemExit) {
    const meaning = meaningOf(outcome.error.code)
    code = meaning.code
    if (meaning.text !== null) write('stderr', meaning.text)
  } else {
    code = 1
    error = programError(outcome.error)
    write('stderr', `${describeError(outcome.error)}\n`)
    if (outcome.error instanceof KeyboardInterrupt) signal = 'SIGINT'
  }
  tellSupervisor({ type: 'over', code, signal, error })
  markEnded()
  exitThread(0)
}

/** From here on the thread is not alive for others; whoever joins it goes on. */
export function markEnded(): void {
  const { cells, record } = self()
  Atomics.store(cells, record + UNIT.phase, PHASE.ended)
  ring(cells, record + UNIT.news + BELL.seq)
}

export const stateFrame = (state: string): void => {
  const { writer, number } = self()
  writer.json(FRAME.state, number, { state })
}
