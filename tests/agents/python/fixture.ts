/** Programs of tests/fixtures/programs/py say in the comments of their first lines how they are run and what becomes of them. */
import { spawn } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { onTestFinished } from 'vitest'
import type { Python } from '../../../src/main/lab/languages/python/probe'
import { minorOf, type PythonLab } from '../../support/python-lab'

const FOLDER = resolve('tests/fixtures/programs/py')

export interface Fixture {
  readonly name: string
  readonly path: string
  /** Lines typed. */
  readonly input: readonly string[]
  readonly args: readonly string[]
  /** `any`: lines of several units may come in any order. */
  readonly anyOrder: boolean
  /** `terminal`: what plain Python does there is what counts (see docs/python.md). */
  readonly terminal: boolean
  /** `kind name [daemon] [helper] state [exit code]` of every unit but helper threads, the first process and main threads. */
  readonly units: readonly string[]
  readonly exit: number
  readonly since: string | null
  readonly until: string | null
}

export function fixtures(): Fixture[] {
  return readdirSync(FOLDER)
    .filter((file) => file.endsWith('.py'))
    .map((file) => {
      const path = join(FOLDER, file)
      const facts = new Map<string, string>()
      for (const line of readFileSync(path, 'utf8').split('\n')) {
        const [, key, value] = /^# (\w+): (.*)$/.exec(line) ?? []
        if (key === undefined || value === undefined) break
        facts.set(key, value)
      }
      const list = (key: string, by: string): string[] => facts.get(key)?.split(by) ?? []
      return {
        name: file.slice(0, -3),
        path,
        input: list('input', ' | '),
        args: list('args', ' '),
        anyOrder: facts.get('order') === 'any',
        terminal: facts.get('plain') === 'terminal',
        units: list('units', ' | '),
        exit: Number(facts.get('exit') ?? 0),
        since: facts.get('since') ?? null,
        until: facts.get('until') ?? null,
      }
    })
}

export function runsOn({ since, until }: Fixture, python: Python): boolean {
  const minor = Number(minorOf(python).split('.')[1])
  return (
    (since === null || minor >= Number(since.split('.')[1])) &&
    (until === null || minor <= Number(until.split('.')[1]))
  )
}

export interface Plain {
  readonly out: string
  readonly err: string
  readonly code: number
}

const ON_TERMINAL = `
import os, pty, sys
status = pty.spawn([sys.executable] + sys.argv[1:])
sys.exit(os.waitstatus_to_exitcode(status) % 256)
`

/** The program on the interpreter alone. Unbuffered: what is printed leaves at once in Spindle (docs/python.md). */
export async function runPlain(fixture: Fixture, python: Python): Promise<Plain> {
  const { path, args, input, terminal } = fixture
  const child = spawn(python.path, terminal ? ['-c', ON_TERMINAL, path, ...args] : ['-u', path, ...args], {
    cwd: FOLDER,
    stdio: ['pipe', 'pipe', 'pipe'],
    detached: true,
  })
  onTestFinished(() => {
    if (child.exitCode === null && child.signalCode === null && child.pid) process.kill(-child.pid, 'SIGKILL')
  })
  let [out, err] = ['', '']
  child.stdout.setEncoding('latin1').on('data', (text: string) => (out += text))
  child.stderr.setEncoding('latin1').on('data', (text: string) => (err += text))
  child.stdin.on('error', () => undefined)
  child.stdin.write(input.map((line) => `${line}\n`).join(''))
  if (!terminal) child.stdin.end()
  return new Promise((done, failed) => {
    child.on('error', failed)
    child.on('close', (code, signal) => {
      const number = { SIGINT: 2, SIGABRT: 6, SIGKILL: 9, SIGTERM: 15 }[String(signal)]
      done({ out: terminal ? out.replaceAll('\r\n', '\n') : out, err, code: code ?? -(number ?? 0) })
    })
  })
}

/** Numbers of processes and addresses of objects differ from run to run. */
export const withoutNumbers = (text: string): string =>
  text.replace(/0x[0-9a-f]+/g, '0x…').replace(/(pid=|-)\d{3,}/g, '$1…')

export const inAnyOrder = (text: string): string => text.split('\n').sort().join('\n')

/** The units as a fixture lists them. */
export function told(lab: PythonLab, python: Python): string[] {
  return lab
    .units()
    .filter(({ kind, helper }) => kind === 'process' || !helper)
    .map(({ kind, name, daemon, helper, end }) => {
      const words = [kind, name.replace(/^python[\d.]+/, 'python'), daemon && 'daemon', helper && 'helper']
      words.push(
        end?.state ?? 'lost',
        kind === 'process' && end?.state !== 'abandoned' && String(end?.exitCode),
      )
      return forVersion(words.filter(Boolean).join(' '), python)
    })
    .sort()
}

/** Up to 3.9 the name of a thread does not tell its target (semantics N01). */
export const forVersion = (unit: string, python: Python): string =>
  minorOf(python) === '3.9' ? unit.replace(/(Thread-\d+) \([^)]*\)/, '$1') : unit
