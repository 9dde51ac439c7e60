/**
 * How the UI reaches a Lab, and the two lines under it: the bridge of the desktop shell and the socket of
 * the browser shell. Both carry `Request`, `Reply` and `Batch` as plain data and nothing else.
 *
 * Back-pressure: a page that is slower than the Lab does not get a queue that grows. The shell leaves
 * batches out and goes on with a later one; the page finds the gap in `seq` and asks for `lab.snapshot`.
 */
import type { Batch } from './events'
import type { CommandInput, CommandName, CommandResult, OpenedFile, Reply, Request } from './commands'
import type { MenuAction } from './menu-actions'

/** Implemented over the bridge, over a WebSocket and by a recording. */
export interface Transport {
  /** Sends a command. Rejects with a SpindleError, by name also when the connection is lost. */
  call<N extends CommandName>(command: N, argument: CommandInput<N>): Promise<CommandResult<N>>
  /** Ordered batches; returns what ends the subscription. */
  onBatch(listener: (batch: Batch) => void): () => void
  /** Told once when the Lab is gone for good. */
  onClose(listener: () => void): () => void
  /** Menu items and files opened from outside (desktop shell). */
  onShellEvent(listener: (event: ShellEvent) => void): () => void
  /**
   * Makes a dropped `File` one that is read and written where it lies. Absent where a page learns nothing of
   * places on the disk. Rejects as `files.read` does; `no-such-file` for a File that has no place.
   */
  readonly openDropped?: (file: object) => Promise<OpenedFile>
}

/** What the shell tells the page on its own account. */
export type ShellEvent =
  | { readonly type: 'action'; readonly action: MenuAction }
  | { readonly type: 'file-opened'; readonly fileId: string }
  /** Something went wrong outside of any request (an error of the main process). `message` is English. */
  | { readonly type: 'trouble'; readonly message: string }

/**
 * `window.spindle` in the desktop shell: what the preload exposes, and all it exposes. What is handed over
 * must be plain data (`toRaw` first): a reactive proxy cannot be cloned. Listeners get copies.
 */
export interface Bridge {
  /** Never rejects for an error of the Lab: that is in the reply. */
  request(request: Request): Promise<Reply>
  onBatch(listener: (batch: Batch) => void): () => void
  onShellEvent(listener: (event: ShellEvent) => void): () => void
  /**
   * Makes a dropped `File` one that can be read and written again. The value of the reply is an OpenedFile;
   * `no-such-file` for a File that has no place on disk.
   */
  openDropped(file: object): Promise<Reply>
}

/** Names of the IPC channels between the preload and the main process: up request, dropped, taken; down batch, shell. */
export const BRIDGE_CHANNELS = {
  request: 'spindle:request',
  /** The path of a dropped file, as the preload (not the page) found it. */
  dropped: 'spindle:dropped',
  /** A batch has been taken by the page. */
  taken: 'spindle:taken',
  batch: 'spindle:batch',
  shell: 'spindle:shell',
} as const

/**
 * The browser shell's WebSocket, at `SOCKET_PATH` of the page's own origin. The page offers two
 * subprotocols, SOCKET_PROTOCOL and the token that stands in the fragment of its URL (`#token=…`):
 * `new WebSocket(url, [SOCKET_PROTOCOL, token])`. A page that is reloaded needs the token again, so it
 * keeps it in `sessionStorage` and takes it out of the address bar.
 *
 * Up: one `Request` per message. Down: one `SocketMessage` per message. All are JSON text.
 */
export const SOCKET_PATH = '/lab'
export const SOCKET_PROTOCOL = 'spindle-1'

export type SocketMessage =
  | { readonly type: 'reply'; readonly reply: Reply }
  | { readonly type: 'batch'; readonly batch: Batch }
  | { readonly type: 'shell'; readonly event: ShellEvent }

/** Why the browser shell closes a socket. After `labGone` there is nothing to connect to again. */
export const SOCKET_CLOSE = { labGone: 4000, badMessage: 4001, notAllowed: 4003 } as const
