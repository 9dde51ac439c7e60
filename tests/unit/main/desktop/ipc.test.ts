import { EventEmitter } from 'node:events'
import type { WebContents, WebFrameMain } from 'electron'
import { expect, test } from 'vitest'
import { SpindleError } from '../../../../src/contract/errors'
import { BRIDGE_CHANNELS } from '../../../../src/contract/transport'
import { isTrusted, PageLine, type PageLineOptions } from '../../../../src/main/desktop/ipc'

const OURS = { origin: 'app://bundle', parent: null }
const frame = (parts: object = {}) => ({ ...OURS, ...parts }) as unknown as WebFrameMain

function app() {
  const sent: [string, unknown][] = []
  const page = {
    isDestroyed: () => false,
    send: (channel: string, value: unknown) => sent.push([channel, value]),
  } as unknown as WebContents
  const handlers = new Map<string, (event: object, given: unknown) => unknown>()
  const ipcMain = Object.assign(new EventEmitter(), {
    handle: (channel: string, handler: (event: object, given: unknown) => unknown) =>
      void handlers.set(channel, handler),
    removeHandler: (channel: string) => void handlers.delete(channel),
  })
  const served: unknown[] = []
  const refused: string[] = []
  const line = new PageLine({
    ipcMain: ipcMain as unknown as PageLineOptions['ipcMain'],
    window: () => ({ webContents: page }),
    serve: (request) => {
      served.push(request)
      return Promise.resolve({ id: 1, ok: true, value: null })
    },
    openDropped: (path) =>
      path === '/home/kim/a.py'
        ? Promise.resolve({ fileId: 'f1', name: 'a.py', language: 'python', source: '' })
        : Promise.reject(new SpindleError('unknown-language', { name: path })),
    onRefused: (channel) => refused.push(channel),
  })
  const ask = (channel: string, given: unknown, event: object = { sender: page, senderFrame: frame() }) =>
    handlers.get(channel)!(event, given)
  const taken = (event: object = { sender: page, senderFrame: frame() }) =>
    ipcMain.emit(BRIDGE_CHANNELS.taken, event)
  return { line, page, sent, served, refused, handlers, ask, taken }
}

test('the page gets an answer', async () => {
  const { ask, served } = app()
  expect(await ask(BRIDGE_CHANNELS.request, { id: 1 })).toEqual({ id: 1, ok: true, value: null })
  expect(served).toEqual([{ id: 1 }])
})

test.each([
  ['a frame inside the page', frame({ parent: frame() })],
  ['a page of another origin', frame({ origin: 'https://evil.example' })],
  ['an origin that begins like ours', frame({ origin: 'app://bundle.evil' })],
  ['an opaque origin', frame({ origin: 'null' })],
  ['a frame that has gone', null],
])('%s is refused and never served', async (_, senderFrame) => {
  const { ask, served, refused, page } = app()
  for (const channel of [BRIDGE_CHANNELS.request, BRIDGE_CHANNELS.dropped]) {
    expect(await ask(channel, '/home/kim/a.py', { sender: page, senderFrame })).toMatchObject({
      ok: false,
      error: { code: 'not-allowed' },
    })
  }
  expect(served).toEqual([])
  expect(refused).toEqual([BRIDGE_CHANNELS.request, BRIDGE_CHANNELS.dropped])
})

test('another window is refused even when it shows our origin', () => {
  const { page } = app()
  const other = {} as WebContents
  expect(isTrusted({ sender: other, senderFrame: frame() }, page)).toBe(false)
  expect(isTrusted({ sender: page, senderFrame: frame() }, null)).toBe(false)
  expect(isTrusted({ sender: page, senderFrame: frame() }, page)).toBe(true)
})

test('a dropped file becomes one with an id, or a reply that says why not', async () => {
  const { ask } = app()
  expect(await ask(BRIDGE_CHANNELS.dropped, '/home/kim/a.py')).toMatchObject({
    ok: true,
    value: { fileId: 'f1' },
  })
  expect(await ask(BRIDGE_CHANNELS.dropped, '/home/kim/a.txt')).toMatchObject({
    ok: false,
    error: { code: 'unknown-language' },
  })
  for (const madeUp of ['', undefined, 5, ['/etc/passwd']]) {
    expect(await ask(BRIDGE_CHANNELS.dropped, madeUp)).toMatchObject({
      ok: false,
      error: { code: 'no-such-file' },
    })
  }
})

test('a page that stops taking batches gets a gap, and only our page can take them', () => {
  const { line, sent, taken, page } = app()
  for (let seq = 1; seq <= 100; seq += 1) line.batch({ seq, patches: [] })
  expect(sent).toHaveLength(4)
  taken({ sender: page, senderFrame: frame({ origin: 'https://evil.example' }) })
  expect(sent).toHaveLength(4)
  taken()
  expect(sent.at(-1)).toEqual([BRIDGE_CHANNELS.batch, { seq: 100, patches: [] }])
})

test('a page that was loaded anew starts with a free line', () => {
  const { line, sent } = app()
  for (let seq = 1; seq <= 10; seq += 1) line.batch({ seq, patches: [] })
  line.pageLoaded()
  line.batch({ seq: 11, patches: [] })
  expect(sent.map(([, batch]) => (batch as { seq: number }).seq)).toEqual([1, 2, 3, 4, 10, 11])
})

test('closing takes every channel away', () => {
  const { line, handlers, sent, taken } = app()
  line.close()
  expect(handlers.size).toBe(0)
  taken()
  expect(sent).toEqual([])
})
