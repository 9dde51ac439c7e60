/**
 * The browser shell's transport: JSON over one WebSocket to the page's own origin. The token that lets the
 * page in comes in the fragment of its URL and goes into the second subprotocol (contract/transport.ts).
 */
import type { Batch } from '../../../contract/events'
import {
  SOCKET_PATH,
  SOCKET_PROTOCOL,
  type ShellEvent,
  type SocketMessage,
  type Transport,
} from '../../../contract/transport'
import { Calls } from './calls'
import { Listeners } from './listeners'

/** The part of a WebSocket that is used, so that a test can hand in another. */
export interface Socket {
  readonly readyState: number
  send(text: string): void
  addEventListener(type: 'open' | 'close', listener: () => void): void
  addEventListener(type: 'message', listener: (event: { data: unknown }) => void): void
}

const OPEN = 1

export function createWebSocketTransport(socket: Socket): Transport {
  const calls = new Calls()
  const batches = new Listeners<Batch>()
  const shellEvents = new Listeners<ShellEvent>()
  const closed = new Listeners<void>()
  /** Requests made before the socket was open. */
  let early: string[] = []

  socket.addEventListener('open', () => {
    for (const text of early) socket.send(text)
    early = []
  })
  socket.addEventListener('message', ({ data }) => {
    // Our own origin, behind the token: the shape is the contract's.
    const message = JSON.parse(String(data)) as SocketMessage
    switch (message.type) {
      case 'reply':
        return calls.settle(message.reply)
      case 'batch':
        return batches.tell(message.batch)
      case 'shell':
        return shellEvents.tell(message.event)
    }
  })
  socket.addEventListener('close', () => {
    calls.close()
    closed.tell()
  })

  return {
    call: (command, argument) =>
      calls.call(command, argument, (request) => {
        const text = JSON.stringify(request)
        if (socket.readyState === OPEN) socket.send(text)
        else early.push(text)
      }),
    onBatch: (listener) => batches.add(listener),
    onShellEvent: (listener) => shellEvents.add(listener),
    onClose: (listener) => closed.add(listener),
  }
}

const TOKEN_KEY = 'spindle-token'

/** Connects to the browser shell the page came from. A reloaded page takes the token it has kept. */
export function connectToBrowserShell(page: Window): Transport {
  const fromUrl = new URLSearchParams(page.location.hash.slice(1)).get('token')
  if (fromUrl) {
    page.sessionStorage.setItem(TOKEN_KEY, fromUrl)
    // Out of the address bar, so that it is neither copied with the URL nor seen on a projector.
    page.history.replaceState(null, '', page.location.pathname)
  }
  const token = fromUrl ?? page.sessionStorage.getItem(TOKEN_KEY) ?? ''
  const url = new URL(SOCKET_PATH, page.location.href)
  url.protocol = url.protocol === 'https:' ? 'wss:' : 'ws:'
  return createWebSocketTransport(new WebSocket(url, token ? [SOCKET_PROTOCOL, token] : [SOCKET_PROTOCOL]))
}
