/**
 * A browser shell without a Lab: serves the built page, answers its requests from a run that is made up, and
 * sends batches as they are handed in. So that a page can be measured alone, with the same load every time.
 */
import { once } from 'node:events'
import { createReadStream, existsSync } from 'node:fs'
import { createServer } from 'node:http'
import { extname, join, normalize } from 'node:path'
import { WebSocketServer } from 'ws'
import { here } from '../support.js'

const PAGE = here('../out/renderer')
const TYPES = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
  '.svg': 'image/svg+xml',
  '.woff2': 'font/woff2',
}
const SETTINGS = {
  theme: 'light',
  locale: 'en',
  language: 'typescript',
  speed: 1,
  python: null,
  done: [],
  // Nobody is welcomed who measures.
  page: { welcomed: true },
}
const INFO = {
  spindle: '0',
  node: process.version,
  electron: null,
  platform: 'linux',
  cores: 2,
  pid: 1,
  pythons: [],
  python: null,
  samples: { threadCpu: true, threadState: true, core: true, memory: true },
}
const CAN = { openFileDialog: false, saveFileDialog: false, captureWindow: false, nativeMenu: false }

export class PlayedLab {
  #server = createServer((request, response) => this.#file(request, response))
  #sockets = new WebSocketServer({ server: this.#server, path: '/lab', handleProtocols: () => 'spindle-1' })
  #seq = 0
  #snapshot
  #readLog

  /** `snapshot` is a RunSnapshot without its `seq`; `readLog(from, count)` makes a LogPage. */
  constructor(snapshot, readLog = () => ({ total: 0, from: 0, lines: [] })) {
    this.#snapshot = snapshot
    this.#readLog = readLog
    this.#sockets.on('connection', (socket) => {
      socket.on('message', (data) => {
        const { id, command, argument } = JSON.parse(String(data))
        const reply = this.#answer(command, argument)
        socket.send(JSON.stringify({ type: 'reply', reply: { id, ...reply } }))
      })
    })
  }

  /** Resolves to the page's URL. */
  async listen() {
    this.#server.listen(0, '127.0.0.1')
    await once(this.#server, 'listening')
    return `http://127.0.0.1:${this.#server.address().port}/#token=x`
  }

  play(patches) {
    this.#seq += 1
    const text = JSON.stringify({ type: 'batch', batch: { seq: this.#seq, patches } })
    for (const socket of this.#sockets.clients) socket.send(text)
  }

  async close() {
    for (const socket of this.#sockets.clients) socket.terminate()
    this.#server.closeAllConnections()
    this.#server.close()
    await once(this.#server, 'close')
  }

  #answer(command, argument) {
    switch (command) {
      case 'lab.info':
        return { ok: true, value: INFO }
      case 'shell.info':
        return { ok: true, value: { kind: 'browser', can: CAN, locale: 'en' } }
      case 'lab.snapshot':
        return { ok: true, value: { seq: this.#seq, runs: [this.#snapshot.run], repeats: [] } }
      case 'run.open':
        return { ok: true, value: { seq: this.#seq, ...this.#snapshot } }
      case 'log.read':
        return { ok: true, value: this.#readLog(argument.from, argument.count) }
      case 'settings.get':
      case 'settings.set':
        return { ok: true, value: SETTINGS }
      case 'files.recent':
        return { ok: true, value: [] }
      default:
        return { ok: false, error: { code: 'not-available-here', facts: { command }, message: command } }
    }
  }

  #file(request, response) {
    const { pathname } = new URL(request.url, 'http://localhost')
    const path = join(PAGE, normalize(pathname === '/' ? 'index.html' : pathname))
    if (!path.startsWith(PAGE) || !existsSync(path)) return response.writeHead(404).end()
    response.writeHead(200, { 'content-type': TYPES[extname(path)] ?? 'application/octet-stream' })
    createReadStream(path).pipe(response)
  }
}

/** The machine's monotonic clock in ns, as agents tell it. */
export const monotonic = () => Number(process.hrtime.bigint())
