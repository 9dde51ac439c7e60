/**
 * The page's line to the Lab over IPC. Every message from a page is checked for who sent it, at once and in
 * one place, before anything of it is read.
 *
 *   preload ──request──▶ serve ──▶ Lab
 *   preload ◀──batch─── gate ◀──── batches      the preload says `taken` for each batch; when a few are out
 *           ──taken───▶                         the page does not keep up, and batches are left out
 */
import type { BrowserWindow, IpcMain, IpcMainEvent, IpcMainInvokeEvent, WebContents } from 'electron'
import type { Batch } from '../../contract/events'
import type { OpenedFile, Reply } from '../../contract/commands'
import { SpindleError } from '../../contract/errors'
import { BRIDGE_CHANNELS, type ShellEvent } from '../../contract/transport'
import { BatchGate } from '../page/batch-gate'
import { NO_REQUEST, type Serve } from '../serve'
import { PAGE_ORIGIN } from './scheme'

/** Batches that may be on their way before the page counts as slow; the Lab makes at most one per frame. */
const MAX_ON_THEIR_WAY = 4

type Sender = Pick<IpcMainEvent | IpcMainInvokeEvent, 'sender' | 'senderFrame'>

/** The top frame of our window, showing our page. `senderFrame` is null once that frame has gone. */
export function isTrusted({ sender, senderFrame }: Sender, page: WebContents | null): boolean {
  return (
    page !== null &&
    sender === page &&
    senderFrame !== null &&
    senderFrame.parent === null &&
    senderFrame.origin === PAGE_ORIGIN
  )
}

export interface PageLineOptions {
  readonly ipcMain: Pick<IpcMain, 'handle' | 'on' | 'removeHandler' | 'removeAllListeners'>
  /** The window of the app, or `null` while there is none. */
  readonly window: () => Pick<BrowserWindow, 'webContents'> | null
  readonly serve: Serve
  /** Makes a file that was dropped on the page one that can be read and written by its id. */
  readonly openDropped: (path: string) => Promise<OpenedFile>
  /** Told of messages that were refused. */
  readonly onRefused: (channel: string) => void
}

export class PageLine {
  readonly #options: PageLineOptions
  readonly #gate: BatchGate
  #onTheirWay = 0

  constructor(options: PageLineOptions) {
    this.#options = options
    this.#gate = new BatchGate({
      send: (batch) => this.#sendBatch(batch),
      isFull: () => this.#onTheirWay >= MAX_ON_THEIR_WAY,
    })
    this.#answer(BRIDGE_CHANNELS.request, options.serve)
    this.#answer(BRIDGE_CHANNELS.dropped, (path) => this.#openDropped(path))
    options.ipcMain.on(BRIDGE_CHANNELS.taken, (event) => {
      if (!this.#trusts(event, BRIDGE_CHANNELS.taken)) return
      this.#onTheirWay = Math.max(0, this.#onTheirWay - 1)
      this.#gate.drained()
    })
  }

  batch(batch: Batch): void {
    if (this.#page()) this.#gate.offer(batch)
  }

  shellEvent(event: ShellEvent): void {
    this.#page()?.send(BRIDGE_CHANNELS.shell, event)
  }

  /** A page that was loaded anew says `taken` for nothing that was sent before. */
  pageLoaded(): void {
    this.#onTheirWay = 0
    this.#gate.drained()
  }

  close(): void {
    this.#options.ipcMain.removeHandler(BRIDGE_CHANNELS.request)
    this.#options.ipcMain.removeHandler(BRIDGE_CHANNELS.dropped)
    this.#options.ipcMain.removeAllListeners(BRIDGE_CHANNELS.taken)
  }

  /** The one way in which a page gets an answer: after the check of the sender, and never as a thrown error. */
  #answer(channel: string, handler: (given: unknown) => Promise<Reply>): void {
    this.#options.ipcMain.handle(channel, (event, given: unknown) => {
      if (this.#trusts(event, channel)) return handler(given)
      const error = new SpindleError('not-allowed', { reason: channel }, 'not a page of Spindle')
      return failed(error)
    })
  }

  async #openDropped(path: unknown): Promise<Reply> {
    try {
      // `webUtils.getPathForFile` gives '' for a File that a page has made up.
      if (typeof path !== 'string' || path === '') throw new SpindleError('no-such-file', { name: '' })
      return { id: NO_REQUEST, ok: true, value: await this.#options.openDropped(path) }
    } catch (error) {
      return failed(SpindleError.from(error))
    }
  }

  #trusts(event: Sender, channel: string): boolean {
    const trusted = isTrusted(event, this.#page())
    if (!trusted) this.#options.onRefused(channel)
    return trusted
  }

  #page(): WebContents | null {
    const page = this.#options.window()?.webContents
    return page && !page.isDestroyed() ? page : null
  }

  #sendBatch(batch: Batch): void {
    this.#onTheirWay += 1
    this.#page()?.send(BRIDGE_CHANNELS.batch, batch)
  }
}

const failed = (error: SpindleError): Reply => ({ id: NO_REQUEST, ok: false, error: error.toEnvelope() })
