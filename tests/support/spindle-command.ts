/** Runs the built `spindle` command as a person's shell does. */
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { join, resolve } from 'node:path'
import { text } from 'node:stream/consumers'
import { onTestFinished } from 'vitest'

const PROGRAMS = resolve('tests/fixtures/programs')
export const program = (name: string): string => join(PROGRAMS, name)

export interface SpindleOptions {
  readonly env?: Record<string, string>
  readonly cwd?: string
  /** For Node itself, before the script. */
  readonly nodeArgs?: readonly string[]
}

export interface Ended {
  readonly stdout: string
  readonly stderr: string
  /** The exit code, or the name of the signal. */
  readonly end: number | string
}

/** Starts it; what is left of it is killed when the test is over. */
export function startSpindle(
  args: readonly string[],
  { env, cwd, nodeArgs = [] }: SpindleOptions = {},
): ChildProcess {
  const child = spawn(process.execPath, [...nodeArgs, resolve('bin/spindle.js'), ...args], {
    env: { ...process.env, LANG: 'en_US.UTF-8', LC_ALL: '', ...env },
    cwd: cwd ?? process.cwd(),
    stdio: 'pipe',
  })
  child.stdin?.on('error', () => undefined) // it may end before it has read what it was given
  onTestFinished(() => void child.kill('SIGKILL'))
  return child
}

/** Its end as a shell sees it. */
export async function endOf(child: ChildProcess): Promise<number | string> {
  const [code, signal] = (await once(child, 'close')) as [number | null, string | null]
  return signal ?? code ?? 'unknown'
}

/** Runs it to its end with this input. */
export async function spindle(
  args: readonly string[],
  input = '',
  options: SpindleOptions = {},
): Promise<Ended> {
  const child = startSpindle(args, options)
  child.stdin?.end(input)
  const [stdout, stderr, end] = await Promise.all([
    text(child.stdout as NodeJS.ReadableStream),
    text(child.stderr as NodeJS.ReadableStream),
    endOf(child),
  ])
  return { stdout, stderr, end }
}

/** Settles once stdout has said this; rejects with what it did say when it ends before. */
export function untilSaid(child: ChildProcess, words: string): Promise<void> {
  let said = ''
  return new Promise((settle, reject) => {
    child.stdout?.on('data', (chunk) => {
      said += String(chunk)
      if (said.includes(words)) settle()
    })
    child.once('close', () => reject(new Error(`it ended and had said: ${said}`)))
  })
}
