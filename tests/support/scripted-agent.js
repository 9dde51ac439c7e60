/**
 * An agent that does what its program says, frame by frame: for tests of the Lab alone. The program is a
 * JavaScript module whose default export gets the agent. Encodes frames by hand, from the text of the
 * protocol and not from our code, so that both cannot be wrong in the same way.
 */
import { spawn } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import { connect } from 'node:net'
import { pathToFileURL, fileURLToPath } from 'node:url'

const address = JSON.parse(process.env.SPINDLE_AGENT)
delete process.env.SPINDLE_AGENT

export const TYPE = {
  hello: 1,
  unit: 2,
  state: 3,
  out: 4,
  err: 5,
  end: 6,
  change: 7,
  sample: 8,
  call: 9,
  link: 10,
  note: 11,
  bye: 12,
  reply: 13,
}

export const now = () => Number(process.hrtime.bigint())

export function frame(type, unit, payload, time = now()) {
  const bytes =
    typeof payload === 'object' && !ArrayBuffer.isView(payload) ? JSON.stringify(payload) : payload
  const body = Buffer.from(bytes)
  const whole = Buffer.alloc(16 + Math.ceil(body.length / 8) * 8)
  whole.writeUInt32LE((type | (body.length << 8)) >>> 0, 0)
  whole.writeUInt32LE(unit, 4)
  whole.writeDoubleLE(time, 8)
  body.copy(whole, 16)
  return whole
}

class Agent {
  constructor(socket) {
    this.socket = socket
    this.commands = []
    this.answers = new Map()
    this.waiters = []
    this.rest = Buffer.alloc(0)
    this.welcome = null
    /** How to reach the Lab, as JSON. */
    this.address = JSON.stringify(address)
    socket.on('data', (chunk) => this.read(chunk))
    socket.on('close', () => process.exit(77))
    socket.on('error', () => undefined)
  }

  read(chunk) {
    this.rest = Buffer.concat([this.rest, chunk])
    while (this.rest.length >= 16) {
      const head = this.rest.readUInt32LE(0)
      const end = 16 + Math.ceil((head >>> 8) / 8) * 8
      if (this.rest.length < end) break
      const payload = this.rest.subarray(16, 16 + (head >>> 8))
      const unit = this.rest.readUInt32LE(4)
      const type = head & 0xff
      if (type === 0x84) {
        const length = payload.readUInt32LE(0)
        const json = JSON.parse(payload.toString('utf8', 4, 4 + length))
        this.answers.set(json.id, { json, bytes: payload.toString('utf8', 4 + length) })
      } else {
        const json = JSON.parse(payload.toString())
        if (type === 0x81) this.welcome = json
        if (type === 0x82) this.refused = json
        if (type === 0x83) this.commands.push({ unit, ...json })
      }
      this.rest = this.rest.subarray(end)
    }
    for (const wake of this.waiters.splice(0)) wake()
  }

  async until(find) {
    for (;;) {
      const found = find()
      if (found) return found
      await new Promise((wake) => this.waiters.push(wake))
    }
  }

  /** Waits for the next command of this name and takes it. */
  async command(name) {
    const found = await this.until(() => this.commands.find((command) => command.name === name))
    this.commands.splice(this.commands.indexOf(found), 1)
    return found
  }

  send(type, unit, payload, time) {
    return new Promise((done) => this.socket.write(frame(TYPE[type], unit, payload, time), done))
  }

  encode(type, unit, payload) {
    return frame(TYPE[type], unit, payload)
  }

  raw(bytes) {
    return new Promise((done) => this.socket.write(bytes, done))
  }

  async call(unit, json, bytes = '') {
    const head = Buffer.from(JSON.stringify(json))
    const length = Buffer.alloc(4)
    length.writeUInt32LE(head.length)
    await this.send('call', unit, Buffer.concat([length, head, Buffer.from(bytes)]))
    return this.until(() => this.answers.get(json.id))
  }

  /** The main thread begins. */
  async main() {
    await this.send('unit', 1, { kind: 'main', name: 'MainThread', state: 'starting', tid: process.pid })
    await this.send('state', 1, { state: 'running' })
  }

  /** Starts another scripted process; its program is exported by the same file under this name. */
  fork(key, exported, options = {}) {
    const env = {
      ...process.env,
      SPINDLE_AGENT: JSON.stringify({ ...address, key }),
      SCRIPT: program,
      SCRIPT_EXPORT: exported,
    }
    return spawn(process.execPath, [fileURLToPath(import.meta.url)], { env, stdio: 'inherit', ...options })
  }

  async bye(code) {
    await this.send('bye', 0, { code })
    process.exit(code)
  }
}

let program = process.env.SCRIPT
const socket = connect(address.path)
const agent = new Agent(socket)
await new Promise((resolve) => socket.once('connect', resolve))
const hello = JSON.parse(process.env.SCRIPT_HELLO ?? '{}')
await agent.send('hello', 0, {
  protocol: 1,
  secret: address.secret,
  key: address.key,
  language: 'typescript',
  pid: process.pid,
  ppid: process.ppid,
  facts: { node: process.version },
  ...hello,
})
// For tests of spares: it has said hello, which the Lab can read now.
if (process.env.SCRIPT_READY) writeFileSync(`${process.env.SCRIPT_READY}/${process.pid}`, '')
await agent.until(() => agent.welcome ?? agent.refused)
if (agent.refused) process.exit(78)
program ??= agent.welcome.program.path
const script = await import(pathToFileURL(program).href)
await script[process.env.SCRIPT_EXPORT ?? 'default'](agent)
