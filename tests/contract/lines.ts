/**
 * The ways in which a request reaches a Lab, each started as a person would start it, without a page:
 * the door itself, the IPC of the built desktop shell, the WebSocket of the built browser shell.
 */
import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import WebSocket from 'ws'
import type { CommandName, CommandResult, Reply } from '../../src/contract/commands'
import type { Batch } from '../../src/contract/events'
import {
  BRIDGE_CHANNELS,
  SOCKET_PATH,
  SOCKET_PROTOCOL,
  type SocketMessage,
} from '../../src/contract/transport'
import { builtParts } from '../../src/main/built-parts'
import { openLab } from '../../src/main/open-lab'
import { plainShell } from '../../src/main/shell-handlers'
import { StandInApp } from '../support/electron-stand-in/show-window'
import { BrowserShell, shellEnvironment } from '../support/shells'

/** How long a command may take before a test gives up on it. */
const REPLY_LIMIT_MS = 20_000

export interface Line {
  readonly kind: 'desktop' | 'browser'
  /** A folder of this line's own, in which the shell keeps everything. */
  readonly folder: string
  /** Every batch so far, in order. */
  readonly batches: readonly Batch[]
  /** Sends whatever it is given. */
  send(request: unknown): Promise<Reply>
  close(): Promise<void>
}

/** Sends a command and answers its value; an error of the reply is thrown with its code. */
export async function ask<N extends CommandName>(
  line: Line,
  command: N,
  argument: unknown,
): Promise<CommandResult<N>> {
  const reply = await line.send({ id: 1, command, argument })
  if (!reply.ok) throw Object.assign(new Error(`${command}: ${reply.error.message}`), reply.error)
  return reply.value as CommandResult<N>
}

export const LINES: Readonly<Record<string, () => Promise<Line>>> = {
  'the door': openDoor,
  'IPC of the built desktop shell': openIpc,
  'WebSocket of the built browser shell': openSocket,
}

const newFolder = (): Promise<string> => mkdtemp(join(tmpdir(), 'spindle-contract-'))
const remove = (folder: string): Promise<void> => rm(folder, { recursive: true, force: true, maxRetries: 5 })

async function openDoor(): Promise<Line> {
  const folder = await newFolder()
  const { lab, serve } = await openLab({
    parts: builtParts(resolve('out/main')),
    dataFolder: folder,
    nodePath: process.execPath,
    nodeEnv: {},
    shell: () =>
      plainShell(() => ({
        kind: 'browser',
        can: { openFileDialog: false, saveFileDialog: false, captureWindow: false, nativeMenu: false },
        locale: null,
      })),
  })
  const batches: Batch[] = []
  lab.onBatch((batch) => batches.push(structuredClone(batch)))
  return {
    kind: 'browser',
    folder,
    batches,
    send: serve,
    close: async () => {
      await lab.close()
      await remove(folder)
    },
  }
}

async function openIpc(): Promise<Line> {
  const folder = await newFolder()
  const app = new StandInApp(shellEnvironment({ dataFolder: folder, lang: 'ko_KR.UTF-8' }))
  const batches: Batch[] = []
  const origin = 'app://bundle'
  app.onToPage((channel, [value]) => {
    if (channel !== BRIDGE_CHANNELS.batch) return
    batches.push(value as Batch)
    app.tell({ type: 'send', origin, channel: BRIDGE_CHANNELS.taken, args: [] })
  })
  await app.loading
  app.tell({ type: 'loaded' })
  // What a dialog would answer, were it opened.
  app.tell({ type: 'dialog', path: join(folder, 'chosen.ts') })
  return {
    kind: 'desktop',
    folder,
    batches,
    send: (request) =>
      app.ask<Reply>({ type: 'invoke', origin, channel: BRIDGE_CHANNELS.request, args: [request] }),
    close: async () => {
      await app.close()
      await remove(folder)
    },
  }
}

async function openSocket(): Promise<Line> {
  const folder = await newFolder()
  const shell = await BrowserShell.start({ dataFolder: folder, lang: 'ko_KR.UTF-8' })
  const { origin, host, hash } = new URL(shell.url)
  const token = new URLSearchParams(hash.slice(1)).get('token') ?? ''
  const socket = new WebSocket(`ws://${host}${SOCKET_PATH}`, [SOCKET_PROTOCOL, token], {
    headers: { origin },
  })
  const batches: Batch[] = []
  const waiting: ((reply: Reply) => void)[] = []
  socket.on('message', (data) => {
    const message = JSON.parse(data.toString()) as SocketMessage
    if (message.type === 'batch') batches.push(message.batch)
    // One request at a time: the reply to one without a usable id belongs to it as well.
    if (message.type === 'reply') waiting.shift()?.(message.reply)
  })
  await once(socket, 'open')
  return {
    kind: 'browser',
    folder,
    batches,
    send: (request) =>
      new Promise((settle, reject) => {
        const late = setTimeout(() => reject(new Error('no reply')), REPLY_LIMIT_MS)
        waiting.push((reply) => {
          clearTimeout(late)
          settle(reply)
        })
        socket.send(JSON.stringify(request))
      }),
    close: async () => {
      await shell.stop()
      await remove(folder)
    },
  }
}
