/**
 * The life of one thread: it becomes its record, loads the program, calls its function, waits until nothing
 * of it is left to do, and says how it ended.
 */
import { FRAME } from '../../../contract/frames'
import type { ProgramError } from '../../../contract/unit'
import { AttributeError, KeyboardInterrupt, SystemExit } from '../api/errors'
import { reportUncaught } from '../api/threading/hook'
import { INSIDE, Thread, attach, threadOf, type ThreadJob } from '../api/threading/thread'
import { becomeCurrent, currentProcess, type Process, type ProcessJob } from '../api/multiprocessing/process'
import type { Job } from '../messages'
import { markEnded } from '../memory/units'
import { loadModules, loadProgram } from './modules'
import { meaningOf } from './exit-code'
import { open, unpack } from './carry'
import { write } from './output'
import { describeError, programError } from './report'
import { self, tellSupervisor } from './self'

/** How a thread's code came to its end. */
export type Outcome = { readonly ok: true } | { readonly ok: false; readonly error: unknown }

/** Node's own, before the program could get hold of it. */
const exitThread = process.exit.bind(process)

/** The main thread of the program's first process. */
export async function runMain(): Promise<void> {
  const outcome = await settle(async () => {
    const { path } = self().process
    await callMain(await loadProgram(path), path)
  })
  endMain(outcome, describeError)
}

async function callMain(program: Readonly<Record<string, unknown>>, path: string): Promise<void> {
  const { main } = program
  if (typeof main === 'function') return void (await main())
  const error = new AttributeError(
    main === undefined
      ? `${path} exports no function main: write "export function main() { … }"; Spindle calls it in MainThread`
      : `main of ${path} is no function: write "export function main() { … }"`,
  )
  // What is missing has no line; the beginning of the file is where the reader looks.
  throw Object.defineProperty(error, 'at', { value: { file: path, line: 1 }, enumerable: false })
}

/** The main thread of a child process. */
export async function runProcess(job: Job): Promise<void> {
  const outcome = await settle(async () => {
    const child = await reviveProcess(job)
    tellSupervisor({ type: 'begun' })
    await child.run()
  })
  endMain(outcome, (error) => `Process ${currentProcess().name}:\n${describeError(error)}`)
}

/** Makes the object of this process, with the fields that it had in the parent (semantics S03). */
async function reviveProcess(job: Job): Promise<Process> {
  const parcel = open(job)
  await loadProgram(self().process.path)
  await loadModules(parcel.urls)
  const { type, fields, target, args } = unpack(job, parcel) as ProcessJob
  const child = Object.create((type as { readonly prototype: Process }).prototype) as Process
  becomeCurrent(child, target, args)
  return Object.assign(child, fields)
}

/** Any other thread. */
export async function runThread(job: Job): Promise<void> {
  const outcome = await settle(async () => {
    const thread = await reviveThread(job)
    tellSupervisor({ type: 'begun' })
    await thread.run()
  })
  const error = outcome.ok ? null : reportUncaught(outcome.error)
  const { arena, record, number, writer } = self()
  writer.json(FRAME.end, number, error ? { state: 'failed', error } : { state: 'finished' })
  markEnded(arena, record)
  tellSupervisor({ type: 'over', code: 0, signal: null, error: null })
  exitThread(0)
}

/** Makes the object of this thread, with the fields that it had where it was started. */
async function reviveThread(job: Job): Promise<Thread> {
  const parcel = open(job)
  await loadProgram(self().process.path)
  await loadModules(parcel.urls)
  const { type, fields, target, args, hasRun } = unpack(job, parcel) as ThreadJob
  const { record } = self()
  const known = threadOf(record)
  const { prototype } = type as { readonly prototype: Thread }
  // A thread that is made at the top level of a module is there already.
  const thread = known.constructor === type ? known : (Object.create(prototype) as Thread)
  attach(thread, record, target, args)
  thread[INSIDE].hasRun = hasRun
  return Object.assign(thread, fields)
}

/** Runs a thread's code and what it leaves to the event loop. */
export async function settle(body: () => Promise<void>): Promise<Outcome> {
  try {
    await Promise.race([body(), uncaught.promise])
    await restOfTheLoop()
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
    // A program that has a handler of its own decides for itself, but not about Ctrl-C.
    const isOurs = process.listenerCount('uncaughtException') === 1 || error instanceof KeyboardInterrupt
    if (isOurs) uncaught.reject(error)
  })
}

/** Timers and the like that the function left behind: as in Node, the thread lives on until they are done. */
async function restOfTheLoop(): Promise<void> {
  if (process.getActiveResourcesInfo().length === 0) return
  await Promise.race([new Promise((done) => process.once('beforeExit', done)), uncaught.promise])
}

/** The end of main's code. What becomes of the process is the supervisor's business. */
export function endMain(outcome: Outcome, describe: (error: unknown) => string): void {
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
    write('stderr', `${describe(outcome.error)}\n`)
    // An uncaught Ctrl-C ends a program's first process by the signal itself (M25), a child with 1 (P40).
    if (outcome.error instanceof KeyboardInterrupt && self().process.parent === null) signal = 'SIGINT'
  }
  const { arena, record, keepCode } = self()
  keepCode()
  markEnded(arena, record)
  tellSupervisor({ type: 'over', code, signal, error })
  exitThread(0)
}
