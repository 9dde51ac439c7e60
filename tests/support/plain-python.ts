/** Runs a program on the machine's own python3, without Spindle: what is true there is what we compare with. */
import { spawn } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { onTestFinished } from 'vitest'
import { scratchFolder } from './scratch'

export interface PlainRun {
  readonly stdout: string
  readonly stderr: string
  readonly code: number | null
  readonly signal: NodeJS.Signals | null
}

export interface PlainOptions {
  /** Lines typed at once; the input is then ended, unless the program runs on a terminal. */
  readonly input?: readonly string[]
  /** The lines are typed only when this text has been printed. */
  readonly after?: string
  /** Whether the program runs on a (pseudo) terminal, whose two outputs are one. Default: pipes. */
  readonly terminal?: boolean
  /** Divisor of every sleep, as in a run of Spindle. Default 1. */
  readonly speed?: number
}

/**
 * Put before the program's own start: time.sleep is divided; print leaves as one piece, since threads that
 * print into a pipe lose and glue lines in CPython before 3.13 (semantics O03, O04; gh-118138).
 */
const before = (speed: number): string => `
import builtins, io, os, time
whole_sleep, whole_print = time.sleep, print
time.sleep = lambda seconds: whole_sleep(seconds / ${speed})
def in_one_piece(*values, file=None, **options):
    if file is not None:
        return whole_print(*values, file=file, **options)
    text = io.StringIO()
    whole_print(*values, file=text, **options)
    os.write(1, text.getvalue().encode())
builtins.print = in_one_piece
`
/** Runs its argument on a pseudo terminal and leaves with its exit status. */
const ON_TERMINAL = `
import os, pty, sys
status = pty.spawn([sys.executable, sys.argv[1]])
sys.exit(os.waitstatus_to_exitcode(status) % 256)
`

export async function runPlainPython(source: string, options: PlainOptions = {}): Promise<PlainRun> {
  const folder = scratchFolder()
  const file = join(folder, 'program.py')
  writeFileSync(file, source)
  writeFileSync(join(folder, 'sitecustomize.py'), before(options.speed ?? 1))
  const child = spawn('python3', options.terminal ? ['-c', ON_TERMINAL, file] : ['-u', file], {
    stdio: ['pipe', 'pipe', 'pipe'],
    env: { ...process.env, PYTHONPATH: folder, PYTHONUTF8: '1' },
    detached: true,
  })
  onTestFinished(() => {
    if (child.exitCode !== null || child.signalCode !== null || child.pid === undefined) return
    process.kill(-child.pid, 'SIGKILL')
  })
  let stdout = ''
  let stderr = ''
  let typed = false
  const type = (): void => {
    if (typed || !stdout.includes(options.after ?? '')) return
    typed = true
    for (const line of options.input ?? []) child.stdin.write(`${line}\n`)
    if (!options.terminal) child.stdin.end()
  }
  child.stdout.setEncoding('utf8').on('data', (text: string) => {
    stdout += text
    type()
  })
  child.stderr.setEncoding('utf8').on('data', (text: string) => (stderr += text))
  type()
  return new Promise((done, failed) => {
    child.on('error', failed)
    child.on('close', (code, signal) =>
      done({ stdout: stdout.replaceAll('\r\n', '\n'), stderr, code, signal }),
    )
  })
}

/** The version of the machine's python3 as [major, minor], or `null` when there is none. */
export async function plainPythonVersion(): Promise<readonly [number, number] | null> {
  return new Promise((done) => {
    const child = spawn('python3', ['-c', 'import sys; print(*sys.version_info[:2])'], {
      stdio: ['ignore', 'pipe', 'ignore'],
    })
    let text = ''
    child.stdout.setEncoding('utf8').on('data', (more: string) => (text += more))
    child.on('error', () => done(null))
    child.on('close', () => {
      const [major, minor] = text.split(' ').map(Number)
      done(major && minor ? [major, minor] : null)
    })
  })
}
