/**
 * The least that an agent takes for a Lab: a socket that says welcome and keeps every frame. For tests of
 * agents alone, with real processes.
 */
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync } from 'node:fs'
import { createServer, type Server, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { dirname, join, resolve } from 'node:path'
import {
  ADDRESS_VARIABLE,
  FRAME,
  FrameReader,
  encodeFrame,
  encodeJson,
  packCall,
  parseJson,
  readPayload,
  unpackCall,
  PAYLOADS,
  type AgentCommand,
  type Payload,
} from '../../src/contract/frames'
import { Broker } from '../../src/main/lab/broker/broker'
import { systemClock } from '../../src/main/lab/clock'

const NAMES = new Map<number, string>(Object.entries(FRAME).map(([name, type]) => [type, name]))
const LIMIT_MS = 20_000

export interface SeenFrame {
  /** Key of the process that said it. */
  readonly key: string
  readonly name: string
  readonly unit: number
  readonly time: number
  /** Parsed payload; the text of `out` and `err`. */
  readonly payload: any
}

export interface FakeLabOptions {
  readonly args?: readonly string[]
  readonly env?: Readonly<Record<string, string>>
  readonly speed?: number
  readonly sampleMs?: number
  /** Wait for `run()` instead of welcoming the first process at once. */
  readonly spare?: boolean
  /** Wait for `welcome(key)` instead of welcoming every child at once. */
  readonly holdsChildren?: boolean
}

/** One run of one program by the built agent. */
export class FakeLab {
  readonly frames: SeenFrame[] = []
  readonly process: ChildProcess
  readonly sockets = new Map<string, Socket>()
  readonly closed = new Set<string>()
  /** What the processes wrote past the agent. */
  raw = ''
  readonly #folder: string
  readonly #server: Server
  readonly #program: string
  readonly #options: FakeLabOptions
  readonly #ended: Promise<unknown[]>
  readonly #broker: Broker
  readonly #listeners = new Set<() => void>()

  private constructor(folder: string, server: Server, program: string, options: FakeLabOptions) {
    this.#folder = folder
    this.#server = server
    this.#program = resolve(program)
    this.#options = options
    this.#broker = new Broker({ clock: systemClock, onLink: () => undefined })
    server.on('connection', (socket) => this.#serve(socket))
    const address = { path: join(folder, 'lab'), secret: 's', key: 'root' }
    this.process = spawn(
      process.execPath,
      ['--disable-warning=ExperimentalWarning', 'out/main/supervisor.cjs'],
      {
        env: {
          ...process.env,
          SPINDLE_CACHE: join(folder, 'cache'),
          ...options.env,
          [ADDRESS_VARIABLE]: JSON.stringify(address),
        },
        stdio: ['ignore', 'pipe', 'pipe'],
        detached: true,
      },
    )
    const take = (data: Buffer): void => {
      this.raw += data.toString()
      this.#tell()
    }
    this.process.stdout?.on('data', take)
    this.process.stderr?.on('data', take)
    this.#ended = once(this.process, 'close')
  }

  static async start(program: string, options: FakeLabOptions = {}): Promise<FakeLab> {
    const folder = mkdtempSync(join(tmpdir(), 'spindle-fake-'))
    const server = createServer()
    server.listen(join(folder, 'lab'))
    await once(server, 'listening')
    return new FakeLab(folder, server, program, options)
  }

  #serve(socket: Socket): void {
    const reader = new FrameReader()
    let key = ''
    socket.on('error', () => undefined)
    socket.on('close', () => {
      this.closed.add(key)
      this.#broker.processGone(key)
      this.#tell()
    })
    socket.on('data', (chunk) => {
      reader.push(chunk, ({ type, unit, time, payload }) => {
        const name = NAMES.get(type) ?? `type-${type}`
        if (name === 'hello') {
          key = readPayload('hello', payload).key
          this.sockets.set(key, socket)
          const { spare, holdsChildren } = this.#options
          if (!(key === 'root' ? spare : holdsChildren)) this.welcome(key)
        }
        if (name === 'call') this.#call(key, unit, payload.slice())
        this.frames.push({ key, name, unit, time, payload: readAny(name, payload) })
      })
      this.#tell()
    })
  }

  /** Lets a spare run. */
  run(): void {
    this.welcome('root')
  }

  welcome(key: string): void {
    const program = { path: this.#program, args: this.#options.args ?? [], cwd: dirname(this.#program) }
    const welcome = {
      protocol: 1,
      run: 'test',
      process: 1,
      speed: this.#options.speed ?? 1,
      sampleMs: this.#options.sampleMs ?? 0,
      scratch: this.#folder,
      ...(key === 'root' ? { program } : {}),
    }
    this.sockets.get(key)?.write(encodeJson(FRAME.welcome, 0, 0, welcome))
  }

  #call(key: string, unit: number, payload: Uint8Array): void {
    const { json, bytes } = unpackCall(payload)
    const { id } = json as { id: number }
    const done = this.#broker.call(
      { key, unit, id: `${key}.${unit}` },
      json,
      bytes,
      (answer, answerBytes) => {
        this.sockets
          .get(key)
          ?.write(encodeFrame(FRAME.answer, unit, 0, packCall({ id, ...answer }, answerBytes)))
      },
    )
    if (!done) throw new Error(`no call of the protocol: ${JSON.stringify(json)}`)
  }

  command(unit: number, command: AgentCommand, key = 'root'): void {
    this.sockets.get(key)?.write(encodeJson(FRAME.command, unit, 0, command))
  }

  /** Waits until something is so; rejects with what was seen when it takes too long. */
  async until<T>(find: () => T | undefined | false | null): Promise<T> {
    const deadline = Date.now() + LIMIT_MS
    for (;;) {
      const found = find()
      if (found) return found
      const left = deadline - Date.now()
      if (left <= 0) throw new Error(`waited too long for ${String(find)}; seen:\n${this.transcript()}`)
      await new Promise<void>((wake) => {
        const timer = setTimeout(go, left)
        const listeners = this.#listeners
        function go(): void {
          clearTimeout(timer)
          listeners.delete(go)
          wake()
        }
        listeners.add(go)
      })
    }
  }

  frame(name: string, where: (frame: SeenFrame) => boolean = () => true): Promise<SeenFrame> {
    return this.until(() => this.frames.find((frame) => frame.name === name && where(frame)))
  }

  /** Everything printed, in the order of arrival. */
  get out(): string {
    return this.text('out')
  }

  get err(): string {
    return this.text('err')
  }

  text(name: 'out' | 'err', unit?: number, key?: string): string {
    return this.frames
      .filter(
        (f) =>
          f.name === name && (unit === undefined || f.unit === unit) && (key === undefined || f.key === key),
      )
      .map((f) => f.payload)
      .join('')
  }

  /** The states a unit went through. */
  states(unit: number, key = 'root'): string[] {
    return this.frames
      .filter((f) => f.key === key && f.unit === unit && ['unit', 'state', 'end'].includes(f.name))
      .map((f) => f.payload.state ?? 'new')
  }

  transcript(): string {
    return (
      this.frames.map((f) => `${f.key} ${f.unit} ${f.name} ${JSON.stringify(f.payload)}`).join('\n') +
      this.raw
    )
  }

  /** Waits for the end of the program's first process: its exit code, or the name of the signal. */
  async exit(): Promise<number | string> {
    const limit = setTimeout(() => this.kill(), LIMIT_MS)
    const [code, signal] = await this.#ended
    clearTimeout(limit)
    await this.until(() => this.closed.has('root'))
    return (code as number | null) ?? (signal as string)
  }

  #tell(): void {
    for (const listener of [...this.#listeners]) listener()
  }

  kill(): void {
    try {
      process.kill(-(this.process.pid as number), 'SIGKILL')
    } catch {
      // All gone already.
    }
  }

  async [Symbol.asyncDispose](): Promise<void> {
    this.kill()
    for (const socket of this.sockets.values()) socket.destroy()
    this.#server.close()
    await this.#ended
    rmSync(this.#folder, { recursive: true, force: true })
  }
}

function readAny(name: string, payload: Uint8Array): unknown {
  if (name === 'out' || name === 'err') return Buffer.from(payload).toString()
  if (name === 'call') return unpackCall(payload.slice()).json
  if (name in PAYLOADS) return readPayload(name as keyof typeof PAYLOADS, payload) as Payload<'hello'>
  return parseJson(payload)
}
