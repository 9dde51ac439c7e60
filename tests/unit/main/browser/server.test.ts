import { mkdirSync, writeFileSync } from 'node:fs'
import { request } from 'node:http'
import { connect } from 'node:net'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import WebSocket from 'ws'
import type { Batch } from '../../../../src/contract/events'
import type { Reply } from '../../../../src/contract/commands'
import { SOCKET_CLOSE, SOCKET_PROTOCOL, type SocketMessage } from '../../../../src/contract/transport'
import { BrowserServer } from '../../../../src/main/browser/server'
import { PageFiles } from '../../../../src/main/page/page-files'
import type { Serve } from '../../../../src/main/serve'
import { scratchFolder } from '../../../support/scratch'

const echo: Serve = (given) => Promise.resolve({ id: 1, ok: true, value: given })

async function shell(serve: Serve = echo) {
  const root = join(scratchFolder(), 'renderer')
  mkdirSync(root)
  writeFileSync(join(root, 'index.html'), '<!doctype html>')
  let tell: (batch: Batch) => void = () => expect.unreachable()
  const server = await BrowserServer.listen({
    port: 0,
    serve,
    pageFiles: (connect) => PageFiles.list({ root, connect }),
    onBatch: (listener) => {
      tell = listener
      return () => (tell = () => undefined)
    },
  })
  onTestFinished(() => server.close())
  const origin = `http://127.0.0.1:${server.port}`
  return { server, origin, tell: (batch: Batch) => tell(batch) }
}

/** Connects as a page does; what is given replaces a part of that. */
function open(
  server: BrowserServer,
  how: { path?: string; protocols?: string[]; headers?: Record<string, string> } = {},
) {
  const headers = { origin: `http://127.0.0.1:${server.port}`, ...how.headers }
  if (!headers.origin) delete (headers as { origin?: string }).origin
  const socket = new WebSocket(
    `ws://127.0.0.1:${server.port}${how.path ?? '/lab'}`,
    how.protocols ?? [SOCKET_PROTOCOL, server.token],
    { headers },
  )
  onTestFinished(() => socket.terminate())
  return socket
}

const opened = (socket: WebSocket) =>
  new Promise<string>((resolve, reject) => {
    socket.on('open', () => resolve(socket.protocol))
    socket.on('unexpected-response', (_, answer) => reject(new Error(String(answer.statusCode))))
    socket.on('error', reject)
  })
const closed = (socket: WebSocket) => new Promise<number>((resolve) => socket.on('close', resolve))

/** Collects messages until one satisfies the condition. */
const messages = (socket: WebSocket, until: (all: readonly SocketMessage[]) => boolean) =>
  new Promise<SocketMessage[]>((resolve) => {
    const all: SocketMessage[] = []
    socket.on('message', (data) => {
      all.push(JSON.parse(data.toString()) as SocketMessage)
      if (until(all)) resolve(all)
    })
  })

/** The status of a plain HTTP request with exactly these headers. */
const status = (port: number, headers: Record<string, string>, path = '/') =>
  new Promise<number>((resolve, reject) => {
    request({ host: '127.0.0.1', port, path, headers, agent: false }, (answer) => {
      answer.resume()
      resolve(answer.statusCode ?? 0)
    })
      .on('error', reject)
      .end()
  })

test('a page with the token sends requests and gets replies and batches', async () => {
  const { server, tell } = await shell()
  const socket = open(server)
  expect(await opened(socket)).toBe(SOCKET_PROTOCOL)
  const got = messages(socket, (all) => all.length === 3)
  socket.send(JSON.stringify({ id: 5, command: 'lab.info', argument: {} }))
  tell({ seq: 1, patches: [] })
  server.tellPages({ type: 'action', action: 'run.start' })
  expect(await got).toEqual(
    expect.arrayContaining([
      {
        type: 'reply',
        reply: { id: 1, ok: true, value: { id: 5, command: 'lab.info', argument: {} } },
      },
      { type: 'batch', batch: { seq: 1, patches: [] } },
      { type: 'shell', event: { type: 'action', action: 'run.start' } },
    ]),
  )
})

test('the token stands in the fragment of the URL and is long and new each time', async () => {
  const [one, two] = [await shell(), await shell()]
  expect(one.server.url).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/#token=[\w-]{32}$/)
  expect(one.server.token).not.toBe(two.server.token)
})

test.each([
  ['no token', '401', { protocols: [SOCKET_PROTOCOL] }],
  ['a wrong token', '401', { protocols: [SOCKET_PROTOCOL, 'x'.repeat(32)] }],
  ['another protocol', '400', { protocols: ['spindle-0'] }],
  ['another path', '404', { path: '/lab/' }],
  ['a page of another site', '403', { headers: { origin: 'http://evil.example' } }],
  ['a page without an origin', '403', { headers: { origin: '' } }],
  ['a page from a file', '403', { headers: { origin: 'null' } }],
  ['a name that was bent to this address', '403', { headers: { host: 'evil.example' } }],
])('refuses %s with %s', async (_, code, how) => {
  const { server } = await shell()
  await expect(opened(open(server, how))).rejects.toThrow(code)
})

test('an origin that only looks like ours is refused', async () => {
  const { server, origin } = await shell()
  for (const other of [`${origin}.evil.example`, `${origin}0`, origin.replace('http', 'https')]) {
    await expect(opened(open(server, { headers: { origin: other } }))).rejects.toThrow('403')
  }
})

test('files are served to the names of this machine only', async () => {
  const { server } = await shell()
  const { port } = server
  expect(await status(port, { host: `127.0.0.1:${port}` })).toBe(200)
  expect(await status(port, { host: `localhost:${port}` })).toBe(200)
  for (const host of [
    'evil.example',
    `evil.example:${port}`,
    '127.0.0.1',
    `127.0.0.1:${port}.evil.example`,
  ]) {
    expect(await status(port, { host })).toBe(403)
  }
  expect(await status(port, { host: `127.0.0.1:${port}` }, '/?x#y')).toBe(200)
  expect(await status(port, { host: `127.0.0.1:${port}` }, '/..%2f..%2fpackage.json')).toBe(404)
})

test('listens on the loopback address and nowhere else', async () => {
  const { server } = await shell()
  const refused = new Promise<string>((resolve) => {
    const socket = connect({ host: '127.0.0.2', port: server.port })
    socket.on('error', (error: NodeJS.ErrnoException) => resolve(error.code ?? ''))
    socket.on('connect', () => resolve('connected'))
    onTestFinished(() => void socket.destroy())
  })
  expect(await refused).toBe('ECONNREFUSED')
})

test.each([
  ['text that is not JSON', '{"id":'],
  ['bytes', Buffer.from('{"id":1}')],
])('a page that sends %s is closed, others go on', async (_, data) => {
  const { server } = await shell()
  const [bad, good] = [open(server), open(server)]
  await Promise.all([opened(bad), opened(good)])
  bad.send(data)
  expect(await closed(bad)).toBe(SOCKET_CLOSE.badMessage)
  const got = messages(good, () => true)
  good.send('{}')
  expect(await got).toHaveLength(1)
})

test('a message that is far too long ends the line and not the shell', async () => {
  const { server } = await shell()
  const [bad, good] = [open(server), open(server)]
  await Promise.all([opened(bad), opened(good)])
  bad.on('error', () => undefined)
  bad.send('"' + 'x'.repeat(9 * 1024 * 1024) + '"')
  await closed(bad)
  const got = messages(good, () => true)
  good.send('{}')
  expect(await got).toHaveLength(1)
})

test('a page that does not read gets a gap, not a queue', async () => {
  const { server, tell } = await shell()
  const socket = open(server)
  await opened(socket)
  socket.pause()
  const patches = [{ type: 'run.removed', run: 'x'.repeat(200_000) }] as const
  let last = 0
  const before = process.memoryUsage().rss
  for (let round = 0; round < 60; round += 1) {
    for (let count = 0; count < 10; count += 1) tell({ seq: (last += 1), patches })
    await new Promise((resolve) => setImmediate(resolve)) // let the socket take what it can
  }
  expect(process.memoryUsage().rss - before).toBeLessThan(100 * 1024 * 1024)
  const got = messages(socket, (all) => all.some((one) => one.type === 'batch' && one.batch.seq === last))
  socket.resume()
  const arrived = await got
  expect(arrived.length).toBeLessThan(last)
  expect(arrived.at(-1)).toEqual({ type: 'batch', batch: { seq: last, patches: [] } })
})

test('a page has a bounded number of open requests', async () => {
  const waiting: ((reply: Reply) => void)[] = []
  const { server } = await shell(() => new Promise((resolve) => waiting.push(resolve)))
  const socket = open(server)
  await opened(socket)
  const got = messages(socket, (all) => all.length === 300)
  for (let id = 0; id < 300; id += 1) socket.send(JSON.stringify({ id }))
  let most = 0
  for (let answered = 0; answered < 300;) {
    await expect.poll(() => waiting.length).toBeGreaterThan(0)
    most = Math.max(most, waiting.length)
    waiting.shift()!({ id: (answered += 1), ok: true, value: null })
  }
  expect(await got).toHaveLength(300)
  expect(most).toBe(64)
})

test('closing tells the pages that the Lab is gone and frees the port', async () => {
  const { server } = await shell()
  const socket = open(server)
  await opened(socket)
  const code = closed(socket)
  await server.close()
  expect(await code).toBe(SOCKET_CLOSE.labGone)
  await expect(status(server.port, {})).rejects.toMatchObject({ code: 'ECONNREFUSED' })
})

test('closing does not wait for a page that does not answer', async () => {
  const { server } = await shell()
  const deaf = connect({ host: '127.0.0.1', port: server.port })
  deaf.write(
    `GET /lab HTTP/1.1\r\nhost: 127.0.0.1:${server.port}\r\norigin: http://127.0.0.1:${server.port}\r\n` +
      'connection: upgrade\r\nupgrade: websocket\r\nsec-websocket-version: 13\r\n' +
      `sec-websocket-key: AAAAAAAAAAAAAAAAAAAAAA==\r\nsec-websocket-protocol: ${SOCKET_PROTOCOL}, ${server.token}\r\n\r\n`,
  )
  await new Promise((resolve) => deaf.once('data', resolve))
  deaf.on('error', () => undefined)
  await server.close()
  deaf.destroy()
})

test('a port that is taken is an error', async () => {
  const { server } = await shell()
  const again = BrowserServer.listen({
    port: server.port,
    serve: echo,
    pageFiles: () => expect.unreachable(),
    onBatch: () => () => undefined,
  })
  await expect(again).rejects.toMatchObject({ code: 'EADDRINUSE' })
})
