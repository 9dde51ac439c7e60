/** One page that is connected to the browser shell: its requests, its replies, its share of the batches. */
import type { WebSocket } from 'ws'
import type { Batch } from '../../contract/events'
import { SOCKET_CLOSE, type ShellEvent, type SocketMessage } from '../../contract/transport'
import { BatchGate } from '../page/batch-gate'
import type { Serve } from '../serve'

/** More than this on its way to the page means that it does not keep up. */
const FULL_BYTES = 1024 * 1024
/** Requests of one page that may be open at a time; after that its socket is not read. */
const MAX_IN_FLIGHT = 64

export class PageSocket {
  readonly #socket: WebSocket
  readonly #serve: Serve
  readonly #gate: BatchGate
  #inFlight = 0
  /** What had been read from the socket when it was paused. */
  readonly #waiting: unknown[] = []

  constructor(socket: WebSocket, serve: Serve, onClose: () => void) {
    this.#socket = socket
    this.#serve = serve
    this.#gate = new BatchGate({
      send: (batch) => this.#send({ type: 'batch', batch }),
      isFull: () => socket.bufferedAmount > FULL_BYTES,
    })
    socket.on('message', (data, isBinary) => this.#receive(isBinary ? null : data.toString()))
    socket.on('close', onClose)
    socket.on('error', () => socket.terminate()) // a broken frame or line; `close` follows
  }

  batch(batch: Batch): void {
    this.#gate.offer(batch)
  }

  shellEvent(event: ShellEvent): void {
    this.#send({ type: 'shell', event })
  }

  /** The Lab is going: the page is told that there is nothing to come back to. */
  close(): void {
    this.#socket.close(SOCKET_CLOSE.labGone)
  }

  cut(): void {
    this.#socket.terminate()
  }

  #receive(text: string | null): void {
    const request = parse(text)
    if (request === undefined) {
      this.#socket.close(SOCKET_CLOSE.badMessage)
      return
    }
    this.#waiting.push(request)
    this.#next()
  }

  #next(): void {
    while (this.#inFlight < MAX_IN_FLIGHT && this.#waiting.length > 0) {
      this.#inFlight += 1
      void this.#serve(this.#waiting.shift()).then((reply) =>
        this.#send({ type: 'reply', reply }, this.#answered),
      )
    }
    if (this.#waiting.length > 0) this.#socket.pause()
    else if (this.#socket.isPaused) this.#socket.resume()
  }

  /** A reply counts as open until the page's socket has taken it, so a page that does not read cannot pile them up. */
  readonly #answered = (): void => {
    this.#inFlight -= 1
    this.#next()
  }

  #send(message: SocketMessage, sent?: () => void): void {
    this.#socket.send(JSON.stringify(message), () => {
      sent?.()
      this.#gate.drained()
    })
  }
}

/** `undefined` for what is not JSON. */
function parse(text: string | null): unknown {
  if (text === null) return undefined
  try {
    return JSON.parse(text)
  } catch {
    return undefined // the caller closes the socket
  }
}
