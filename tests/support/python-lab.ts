/**
 * The least that the Python agent takes for a Lab, for tests of the agent alone on real interpreters: it says
 * welcome, keeps every frame, and puts together what the log and the tree of units would show.
 */
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, rmSync } from 'node:fs'
import { createServer, type Server, type Socket } from 'node:net'
import { homedir, tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { onTestFinished } from 'vitest'
import {
  ADDRESS_VARIABLE,
  FRAME,
  FrameReader,
  PAYLOADS,
  encodeJson,
  readPayload,
  type AgentCommand,
  type Payload,
} from '../../src/contract/frames'
import { PythonHost } from '../../src/main/lab/languages/python'
import { thisMachine } from '../../src/main/lab/languages/python/candidates'
import type { Python } from '../../src/main/lab/languages/python/probe'

/** How long anything may take on a machine that may be busy. */
const LIMIT_MS = 40_000
const NAMES = new Map<number, string>(Object.entries(FRAME).map(([name, type]) => [type, name]))

const cacheDir = join(tmpdir(), `spindle-python-${process.getuid?.() ?? 'tests'}`)
mkdirSync(cacheDir, { recursive: true, mode: 0o700 })
const parts = {
  agents: { supervisor: '', worker: '', python: 'src/agents/python' },
  nodePath: '',
  nodeEnv: {},
  cacheDir,
}
export const host = new PythonHost(parts, thisMachine(homedir()))

/** The interpreters of this machine, the one that `python3` is first, then one of each other minor version. */
export async function interpreters(): Promise<readonly Python[]> {
  const all = await host.interpreters()
  const byMinor = new Map(all.map((one) => [minorOf(one), one] as const).reverse())
  return [...byMinor.values()].sort((a, b) => all.indexOf(a) - all.indexOf(b))
}
export const minorOf = ({ version }: Python): string => version.split('.').slice(0, 2).join('.')

export interface Told {
  /** Key of the process that said it. */
  readonly key: string
  readonly name: string
  readonly unit: number
  readonly time: number
  /** Parsed and checked payload; text of `out` and `err`. */
  readonly payload: any
}

export interface ToldUnit {
  readonly kind: string
  readonly name: string
  readonly daemon: boolean
  readonly helper: boolean
  readonly states: readonly Payload<'state'>[]
  readonly end: Payload<'end'> | null
  readonly joined: boolean
  readonly source: { readonly file: string; readonly line: number } | null
}

export interface PythonLabOptions {
  readonly interpreter?: Python | undefined
  readonly args?: readonly string[]
  readonly cwd?: string
  readonly env?: Readonly<Record<string, string>>
  readonly speed?: number
  /** Lines typed at once, then the end of the input; `null`: the input stays open. Default `[]`. */
  readonly input?: readonly string[] | null
  /** What to say to a hello: welcome (default), a refusal, or nothing. */
  readonly answer?: 'welcome' | 'refuse' | 'nothing'
}

export class PythonLab {
  readonly told: Told[] = []
  readonly process: ChildProcess
  /** PIDs that said hello, by key. */
  readonly pids = new Map<string, number>()
  readonly closed = new Set<string>()
  /** What was written under the descriptors, past the agent. */
  readonly raw = { out: '', err: '' }
  readonly #sockets = new Map<string, Socket>()
  readonly #listeners = new Set<() => void>()
  readonly #ended: Promise<unknown[]>
  readonly #options: PythonLabOptions
  readonly #folder: string
  readonly #server: Server

  private constructor(
    folder: string,
    server: Server,
    launch: { command: string; args: readonly string[]; env: Readonly<Record<string, string>>; cwd: string },
    options: PythonLabOptions,
  ) {
    this.#folder = folder
    this.#server = server
    this.#options = options
    server.on('connection', (socket) => this.#serve(socket))
    const address = { path: join(folder, 'lab'), secret: 'a secret', key: 'root' }
    this.process = spawn(launch.command, [...launch.args], {
      cwd: launch.cwd,
      env: { ...process.env, ...launch.env, ...options.env, [ADDRESS_VARIABLE]: JSON.stringify(address) },
      stdio: ['ignore', 'pipe', 'pipe'],
      detached: true,
    })
    this.process.stdout?.setEncoding('latin1').on('data', (text: string) => (this.raw.out += text))
    this.process.stderr?.setEncoding('latin1').on('data', (text: string) => (this.raw.err += text))
    this.#ended = once(this.process, 'close')
  }

  static async start(program: string, options: PythonLabOptions = {}): Promise<PythonLab> {
    const folder = mkdtempSync(join(tmpdir(), 'spindle-lab-'))
    const server = createServer()
    server.listen(join(folder, 'lab'))
    await once(server, 'listening')
    const launch = await host.launch({
      path: program,
      args: options.args ?? [],
      cwd: options.cwd ?? dirname(program),
      interpreter: options.interpreter?.id ?? null,
    })
    const lab = new PythonLab(folder, server, launch, options)
    onTestFinished(() => lab.dispose())
    return lab
  }

  #serve(socket: Socket): void {
    const reader = new FrameReader()
    let key = ''
    socket.on('error', () => undefined)
    socket.on('close', () => {
      this.closed.add(key)
      this.#tell()
    })
    socket.on('data', (chunk) => {
      reader.push(chunk, ({ type, unit, time, payload }) => {
        const name = NAMES.get(type) ?? `type-${type}`
        if (name === 'hello') {
          const hello = readPayload('hello', payload)
          key = hello.key
          this.#sockets.set(key, socket)
          this.pids.set(key, hello.pid)
          this.#answer(key, socket)
        }
        this.told.push({ key, name, unit, time, payload: readAny(name, payload) })
      })
      this.#tell()
    })
  }

  #answer(key: string, socket: Socket): void {
    const { answer = 'welcome', speed = 1, input = [] } = this.#options
    if (answer === 'nothing') return
    if (answer === 'refuse') return void socket.write(encodeJson(FRAME.refuse, 0, 0, { code: 'not-allowed' }))
    const welcome = { protocol: 1, run: 'test', process: 1, speed, sampleMs: 0, scratch: this.#folder }
    socket.write(encodeJson(FRAME.welcome, 0, 0, welcome))
    if (key !== 'root' || input === null) return
    for (const text of input) this.command(0, { name: 'input', text })
    this.command(0, { name: 'endInput' })
  }

  command(unit: number, command: AgentCommand, key = 'root'): void {
    this.#sockets.get(key)?.write(encodeJson(FRAME.command, unit, 0, command))
  }

  /** Ends the connection of a process, as the end of the Lab does. */
  hangUp(key = 'root'): void {
    this.#sockets.get(key)?.destroy()
  }

  /** Stops (or goes on) reading what a process tells. */
  listen(isListening: boolean, key = 'root'): void {
    if (isListening) this.#sockets.get(key)?.resume()
    else this.#sockets.get(key)?.pause()
  }

  #tell(): void {
    for (const listener of [...this.#listeners]) listener()
  }

  /** Waits until something has been told. Says what was told instead when it does not come. */
  async until(what: string, test: (told: readonly Told[]) => boolean): Promise<void> {
    if (test(this.told)) return
    await new Promise<void>((done, failed) => {
      const listener = (): void => {
        if (!test(this.told)) return
        this.#listeners.delete(listener)
        clearTimeout(timer)
        done()
      }
      const timer = setTimeout(() => {
        this.#listeners.delete(listener)
        failed(new Error(`${what} did not come:\n${this.story()}`))
      }, LIMIT_MS)
      this.#listeners.add(listener)
    })
  }

  /** The state frame in which a unit of a process goes into a state. */
  async state(name: string, state: string): Promise<Payload<'state'>> {
    const find = (): Told | undefined => {
      const unit = this.told.find((t) => t.name === 'unit' && t.payload.name === name)
      return this.told.findLast(
        (t) => t.name === 'state' && t.key === unit?.key && t.unit === unit.unit && t.payload.state === state,
      )
    }
    await this.until(`${state} of ${name}`, () => find() !== undefined)
    return find()!.payload
  }

  /** Waits for the end of the program and of everything it started. Rejects with what was told if it does not end. */
  async ended(): Promise<number> {
    let timer: NodeJS.Timeout | undefined
    const late = new Promise<never>((_, failed) => {
      timer = setTimeout(() => failed(new Error(`it did not end:\n${this.story()}`)), LIMIT_MS)
    })
    const [code, signal] = (await Promise.race([this.#ended, late])) as [number | null, string | null]
    clearTimeout(timer)
    await this.until('the end of all connections', () =>
      [...this.pids.keys()].every((key) => this.closed.has(key)),
    )
    return code ?? -SIGNALS[signal as keyof typeof SIGNALS]
  }

  /** What was printed, in the order of time, as bytes (`latin1`), with what went past the agent at its end. */
  output(stream: 'out' | 'err'): string {
    const texts = this.told.filter(({ name }) => name === stream)
    return sorted(texts)
      .map(({ payload }) => payload as string)
      .join('')
      .concat(this.raw[stream])
  }

  /** Text of one unit by its name. */
  outputOf(name: string): string {
    const unit = this.told.find((t) => t.name === 'unit' && t.payload.name === name)
    return this.told
      .filter((t) => t.name === 'out' && t.key === unit?.key && t.unit === unit.unit)
      .map(({ payload }) => payload as string)
      .join('')
  }

  /** Every unit but the first process and its main thread, in the order of announcement. */
  units(): ToldUnit[] {
    return this.told
      .filter(({ name, payload }) => name === 'unit' && payload.kind !== 'main')
      .map(({ key, unit, payload }) => {
        const of = (name: string): Told[] =>
          this.told.filter((t) => t.name === name && t.key === key && t.unit === unit)
        const changes = of('change').map((t) => t.payload as Payload<'change'>)
        const end = (of('end')[0]?.payload ?? null) as Payload<'end'> | null
        return {
          kind: payload.kind,
          name: changes.findLast((change) => change.name !== undefined)?.name ?? payload.name,
          daemon: changes.findLast((change) => change.daemon !== undefined)?.daemon ?? payload.daemon,
          helper: payload.helper,
          states: of('state').map((t) => t.payload),
          end: payload.kind === 'process' ? this.#endOfProcess(payload.key, end) : end,
          joined: changes.some((change) => change.joined),
          source: payload.source ?? null,
        }
      })
  }

  /** As the Lab puts it together: the status from the parent, else from `bye`; the error from the child itself. */
  #endOfProcess(key: string, told: Payload<'end'> | null): Payload<'end'> | null {
    const own = (name: string): any =>
      this.told.find((t) => t.key === key && t.name === name && (name === 'bye' || t.unit === 1))?.payload
    const exitCode = told?.exitCode ?? own('bye')?.code ?? null
    const error = own('end')?.error
    if (told === null && exitCode === null) return null
    const state = told?.state ?? 'finished'
    return {
      ...told,
      by: 'program',
      state: error && exitCode ? 'failed' : state,
      exitCode,
      ...(error && { error }),
    }
  }

  /** Everything that was told, one line each, for messages of failed tests. */
  story(): string {
    const start = this.told[0]?.time ?? 0
    const lines = sorted(this.told).map(
      ({ key, name, unit, time, payload }) =>
        `${((time - start) / 1e6).toFixed(1).padStart(8)} ${key} ${name} ${unit} ${JSON.stringify(payload)}`,
    )
    return [...lines, `raw: ${JSON.stringify(this.raw)}`].join('\n')
  }

  dispose(): void {
    const pids = [
      this.process.exitCode === null && this.process.signalCode === null ? this.process.pid : undefined,
    ]
    for (const [key, pid] of this.pids) if (!this.closed.has(key)) pids.push(pid)
    for (const pid of pids) {
      try {
        if (pid !== undefined) process.kill(pid, 'SIGKILL')
      } catch {
        // It has just ended by itself.
      }
    }
    for (const socket of this.#sockets.values()) socket.destroy()
    this.#server.close()
    rmSync(this.#folder, { recursive: true, force: true })
  }
}

const SIGNALS = { SIGINT: 2, SIGABRT: 6, SIGKILL: 9, SIGSEGV: 11, SIGTERM: 15 }

const sorted = (told: readonly Told[]): Told[] =>
  told
    .map((t, index) => ({ t, index }))
    .sort((a, b) => a.t.time - b.t.time || a.index - b.index)
    .map(({ t }) => t)

function readAny(name: string, payload: Uint8Array): unknown {
  if (name === 'out' || name === 'err') return Buffer.from(payload).toString('latin1')
  if (name in PAYLOADS) return readPayload(name as keyof typeof PAYLOADS, payload)
  throw new Error(`a frame that no agent sends: ${name}`)
}
