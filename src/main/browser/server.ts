/**
 * The browser shell's server: loopback HTTP for the page's files, one WebSocket path for the Lab.
 *
 *   page ──Request──▶ socket ──▶ serve ──▶ Lab        at most MAX_IN_FLIGHT requests of a page at a time,
 *   page ◀──Reply, Batch── gate ◀── batches           batches are left out when the page does not keep up
 *
 * Who may come in: the page's files are no secret. The socket wants the token (it stands in the fragment of
 * the URL, which browsers send to nobody), the Host this server listens on (against DNS rebinding) and the
 * Origin of this server (against pages of other sites).
 */
import { randomBytes, timingSafeEqual } from 'node:crypto'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { Duplex } from 'node:stream'
import { WebSocketServer } from 'ws'
import type { Batch } from '../../contract/events'
import { SOCKET_PATH, SOCKET_PROTOCOL, type ShellEvent } from '../../contract/transport'
import type { PageFiles } from '../page/page-files'
import type { Serve } from '../serve'
import { PageSocket } from './page-socket'

const LOOPBACK = '127.0.0.1'
/** A request carries at most one program text; JSON may double it. */
const MAX_MESSAGE_BYTES = 8 * 1024 * 1024
const MAX_PAGES = 32
/** How long a page has to say goodbye before its socket is cut. */
const CLOSE_GRACE_MS = 1000

export interface BrowserServerOptions {
  /** 0: any free port. */
  readonly port: number
  readonly serve: Serve
  /** Made when the port is known, since the page's policy names it. */
  readonly pageFiles: (connect: readonly string[]) => Promise<PageFiles>
  /** Subscribes to the Lab's batches; returns what ends the subscription. */
  readonly onBatch: (listener: (batch: Batch) => void) => () => void
}

export class BrowserServer {
  /** What a page must know to be let in. */
  readonly token = randomBytes(24).toString('base64url')
  readonly port: number
  readonly #http: Server
  readonly #sockets: WebSocketServer
  readonly #pages = new Set<PageSocket>()
  readonly #files: PageFiles
  readonly #serve: Serve
  readonly #unsubscribe: () => void

  /** Rejects with the system's error when the port cannot be had. */
  static async listen(options: BrowserServerOptions): Promise<BrowserServer> {
    const http = createServer()
    await new Promise<void>((resolve, reject) => {
      http.once('error', reject)
      http.listen({ host: LOOPBACK, port: options.port, exclusive: true }, () => {
        http.off('error', reject)
        resolve()
      })
    })
    const address = http.address()
    const port = typeof address === 'object' && address ? address.port : options.port
    const files = await options.pageFiles([`ws://${LOOPBACK}:${port}`, `ws://localhost:${port}`])
    return new BrowserServer(http, port, files, options)
  }

  private constructor(http: Server, port: number, files: PageFiles, options: BrowserServerOptions) {
    this.#http = http
    this.port = port
    this.#files = files
    this.#serve = options.serve
    this.#sockets = new WebSocketServer({
      noServer: true,
      maxPayload: MAX_MESSAGE_BYTES,
      perMessageDeflate: false,
      handleProtocols: () => SOCKET_PROTOCOL, // never the token: it would stand in the answer's headers
    })
    http.on('request', (request, response) => void this.#answer(request, response))
    http.on('upgrade', (request, socket, head) => this.#upgrade(request, socket, head))
    this.#unsubscribe = options.onBatch((batch) => {
      for (const page of this.#pages) page.batch(batch)
    })
  }

  /** Where a person's browser finds the page. Knowing it is enough to use the Lab. */
  get url(): string {
    return `http://${LOOPBACK}:${this.port}/#token=${this.token}`
  }

  tellPages(event: ShellEvent): void {
    for (const page of this.#pages) page.shellEvent(event)
  }

  /** Says goodbye to the pages and frees the port. Takes at most CLOSE_GRACE_MS. */
  async close(): Promise<void> {
    this.#unsubscribe()
    for (const page of this.#pages) page.close()
    const closed = new Promise<void>((resolve) => this.#http.close(() => resolve()))
    this.#http.closeIdleConnections()
    const cut = setTimeout(() => {
      for (const page of this.#pages) page.cut()
      this.#http.closeAllConnections()
    }, CLOSE_GRACE_MS)
    await closed
    clearTimeout(cut)
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    request.resume() // a body is of no interest
    if (!this.#isOwnHost(request)) {
      response.writeHead(403, { 'content-length': 0 }).end()
      return
    }
    const path = (request.url ?? '/').split(/[?#]/, 1)[0] ?? '/'
    const { status, headers, body } = await this.#files.answer(request.method ?? 'GET', path)
    response.writeHead(status, headers).end(body ?? undefined)
  }

  #upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    socket.on('error', () => socket.destroy()) // a peer that went away during the handshake
    const refusal = this.#whyNot(request)
    if (refusal) {
      socket.end(`HTTP/1.1 ${refusal}\r\nconnection: close\r\ncontent-length: 0\r\n\r\n`)
      return
    }
    this.#sockets.handleUpgrade(request, socket, head, (webSocket) => {
      const page = new PageSocket(webSocket, this.#serve, () => this.#pages.delete(page))
      this.#pages.add(page)
    })
  }

  /** The status that refuses this upgrade, or `null` when the caller may come in. */
  #whyNot(request: IncomingMessage): string | null {
    if (!this.#isOwnHost(request)) return '403 Forbidden'
    if (request.headers.origin !== `http://${request.headers.host}`) return '403 Forbidden'
    if (request.url !== SOCKET_PATH) return '404 Not Found'
    const [protocol, token] = (request.headers['sec-websocket-protocol'] ?? '').split(/\s*,\s*/)
    if (protocol !== SOCKET_PROTOCOL) return '400 Bad Request'
    if (!isSame(token ?? '', this.token)) return '401 Unauthorized'
    if (this.#pages.size >= MAX_PAGES) return '503 Service Unavailable'
    return null
  }

  #isOwnHost({ headers }: IncomingMessage): boolean {
    return headers.host === `${LOOPBACK}:${this.port}` || headers.host === `localhost:${this.port}`
  }
}

/** Compares in a time that tells nothing about where they differ. */
function isSame(given: string, expected: string): boolean {
  const [a, b] = [Buffer.from(given), Buffer.from(expected)]
  return a.length === b.length && timingSafeEqual(a, b)
}
