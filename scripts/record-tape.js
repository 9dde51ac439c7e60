// @ts-check
// npm run baselines -- --record: runs a few programs for real and writes down what the Lab says of them, so that
// pictures of the page can be compared: the same PIDs, times and lines every time (tests/visual/tape.json).
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { WebSocket } from 'ws'
import { root } from './here.js'

export const TAPE = join(root, 'tests', 'visual', 'tape.json')

/** What is run, in order; the last one is what the free lab shows. Lines are typed as soon as the run can take them. */
const RUNS = [
  { lesson: 'process-and-pid', language: 'typescript', speed: 1 },
  { lesson: 'daemon-thread', language: 'python', speed: 5 },
  { lesson: 'thread-and-input', language: 'typescript', speed: 1, lines: ['파이썬'] },
  { lesson: 'two-threads-and-join', language: 'typescript', speed: 5 },
  {
    lesson: 'free-lab',
    language: 'typescript',
    speed: 20,
    lines: [
      'thread sleep name=A',
      'process count name=B',
      'start A',
      'start B',
      'join A',
      'thread count name=C daemon',
      'start C',
      'join B',
      'end',
    ],
  },
]

const RUN_LIMIT_MS = 60_000

/** Records the tape. */
export async function recordTape() {
  const data = mkdtempSync(join(tmpdir(), 'spindle-tape-'))
  const shell = spawn(process.execPath, [join(root, 'out', 'main', 'browser.js'), '--no-open'], {
    stdio: ['ignore', 'pipe', 'inherit'],
    env: { ...process.env, SPINDLE_DATA: data },
  })
  try {
    const [address] = await once(createInterface(shell.stdout), 'line')
    const lab = await connect(new URL(address))
    for (const what of RUNS) await play(lab, what)
    const snapshot = await lab.call('lab.snapshot', {})
    const info = await lab.call('lab.info', {})
    /** @type {Record<string, unknown>} */
    const runs = {}
    /** @type {Record<string, unknown>} */
    const logs = {}
    for (const { id } of snapshot.runs) {
      runs[id] = await lab.call('run.open', { run: id })
      logs[id] = (await lab.call('log.read', { run: id, view: {}, from: 0, count: 1000 })).lines
    }
    // A machine of its own: what is on this one is nobody's business, and differs from the next.
    const tape = { info: { ...info, cores: 8, platform: 'linux' }, snapshot, runs, logs }
    writeFileSync(TAPE, `${JSON.stringify(tape)}\n`)
    lab.close()
  } finally {
    shell.kill('SIGTERM')
    await once(shell, 'exit')
    rmSync(data, { recursive: true, force: true, maxRetries: 5, retryDelay: 200 })
  }
}

/** @typedef {{ call(command: string, argument: object): Promise<any>, onPatch(listener: (patch: any) => void): () => void, close(): void }} Lab */

/** @param {URL} address @returns {Promise<Lab>} */
async function connect(address) {
  const token = new URLSearchParams(address.hash.slice(1)).get('token') ?? ''
  const socket = new WebSocket(`ws://${address.host}/lab`, ['spindle-1', token], { origin: address.origin })
  /** @type {Map<number, { resolve(value: any): void, reject(error: Error): void }>} */
  const open = new Map()
  /** @type {Set<(patch: any) => void>} */
  const listeners = new Set()
  let lastId = 0
  socket.on('message', (data) => {
    const message = JSON.parse(String(data))
    if (message.type === 'batch')
      for (const patch of message.batch.patches) for (const tell of [...listeners]) tell(patch)
    if (message.type !== 'reply') return
    const { id, ok, value, error } = message.reply
    const call = open.get(id)
    open.delete(id)
    if (ok) call?.resolve(value)
    else call?.reject(new Error(JSON.stringify(error)))
  })
  await once(socket, 'open')
  return {
    call(command, argument) {
      const id = ++lastId
      socket.send(JSON.stringify({ id, command, argument }))
      return new Promise((resolve, reject) => open.set(id, { resolve, reject }))
    },
    onPatch(listener) {
      listeners.add(listener)
      return () => void listeners.delete(listener)
    },
    close: () => socket.close(),
  }
}

/** Runs one program to its end; whenever a unit waits for input it gets the next line. @param {Lab} lab @param {typeof RUNS[number]} what */
async function play(lab, { lesson, language, speed, lines = [] }) {
  const waiting = [...lines]
  /** @type {(run: string) => void} */
  let started = () => undefined
  /** @type {Promise<string>} */
  const run = new Promise((resolve) => (started = resolve))
  /** @type {(value?: unknown) => void} */
  let ended = () => undefined
  const end = new Promise((resolve, reject) => {
    ended = resolve
    setTimeout(() => reject(new Error(`${lesson} has not ended`)), RUN_LIMIT_MS).unref()
  })
  const stop = lab.onPatch((patch) => {
    if (patch.type === 'unit.changed' && patch.changes.state === 'input' && waiting.length > 0) {
      const text = waiting.shift()
      void run.then((id) => lab.call('unit.input', { run: id, text }))
    }
    if (patch.type === 'run.changed' && patch.changes.state === 'ended') ended()
  })
  const program = { kind: 'lesson', lesson, language }
  started((await lab.call('run.start', { program, args: [], speed })).run)
  await end
  stop()
}
