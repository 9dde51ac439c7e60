/** What comes over the socket is not believed: each kind of nonsense ends its own connection and nothing else. */
import { once } from 'node:events'
import { connect, type Socket } from 'node:net'
import { expect, test } from 'vitest'
import {
  encodeFrame,
  encodeJson,
  FRAME,
  FrameReader,
  parseJson,
  PROTOCOL_VERSION,
} from '../../../../src/contract/frames'
import { TestLab } from '../../../support/test-lab'

const WAITS = `await new Promise(() => setInterval(() => undefined, 1000))`
/** A program that tells how to reach the Lab, as only a process of a run can know. */
const TELLS_ADDRESS = `export default async (agent) => {
  await agent.main()
  await agent.send('out', 1, agent.address + '\\n')
  ${WAITS}
}`

async function addressOf(lab: TestLab): Promise<{ run: string; path: string; secret: string }> {
  const run = await lab.start(TELLS_ADDRESS)
  await lab.printed(run)
  const [text = ''] = await lab.texts(run)
  return { run, ...(JSON.parse(text) as { path: string; secret: string }) }
}

async function dial(path: string): Promise<Socket> {
  const socket = connect(path)
  socket.on('error', () => undefined)
  await once(socket, 'connect')
  return socket
}

const hello = (secret: string, more: object = {}): Uint8Array =>
  encodeJson(FRAME.hello, 0, 1, {
    protocol: PROTOCOL_VERSION,
    secret,
    key: 'root',
    language: 'typescript',
    pid: process.pid,
    ppid: process.ppid,
    ...more,
  })

/** Everything a socket is sent until its end. */
async function untilClosed(socket: Socket): Promise<{ type: number; json: unknown }[]> {
  const reader = new FrameReader()
  const frames: { type: number; json: unknown }[] = []
  socket.on('data', (chunk) => {
    reader.push(chunk, ({ type, payload }) => frames.push({ type, json: parseJson(payload) }))
  })
  // Not once(): a connection that is cut off ends with an error first.
  if (!socket.closed) await new Promise((closed) => socket.once('close', closed))
  return frames
}

test('a peer that does not know a secret is refused, and the run goes on', async () => {
  await using lab = new TestLab({ scripted: true })
  const { run, path } = await addressOf(lab)
  const socket = await dial(path)
  socket.write(hello('wrong'))
  expect(await untilClosed(socket)).toEqual([
    { type: FRAME.refuse, json: { code: 'not-allowed', facts: {} } },
  ])
  expect(lab.seen(run).run.state).toBe('running')
})

test('a peer of another version of the protocol is refused with both numbers', async () => {
  await using lab = new TestLab({ scripted: true })
  const { run, path, secret } = await addressOf(lab)
  const socket = await dial(path)
  socket.write(hello(secret, { protocol: 99 }))
  const facts = { ours: PROTOCOL_VERSION, theirs: 99 }
  expect(await untilClosed(socket)).toEqual([
    { type: FRAME.refuse, json: { code: 'protocol-mismatch', facts } },
  ])
  await lab.ended(run)
  expect(lab.seen(run).run.failure).toMatchObject({ code: 'protocol-mismatch', facts })
})

const tooLong = Buffer.alloc(16, 0xff)
test.each([
  ['something else than hello', () => encodeJson(FRAME.note, 0, 1, { code: 'x' })],
  ['a hello that is no JSON', () => encodeFrame(FRAME.hello, 0, 1, Buffer.from('{'))],
  ['a hello without a PID', (secret: string) => hello(secret, { pid: 'many' })],
  ['a frame that is too long', () => tooLong],
  [
    'a hello that never ends',
    () => Buffer.concat([hello('x').subarray(0, 16).fill(0x70, 1, 4), Buffer.alloc(200_000)]),
  ],
] as const)('%s ends the connection', async (_what, bytes) => {
  await using lab = new TestLab({ scripted: true })
  const { run, path, secret } = await addressOf(lab)
  const socket = await dial(path)
  socket.write(bytes(secret))
  await untilClosed(socket)
  expect(lab.seen(run).run.state).toBe('running')
  await lab.handle('run.stop', { run, force: true })
  await lab.ended(run)
})

test.each([
  ['a frame that is too long', `await agent.raw(Buffer.alloc(16, 0xff))`],
  ['a state that is no JSON', `await agent.send('state', 1, 'nonsense')`],
  ['a state there is none', `await agent.send('state', 1, { state: 'dancing' })`],
  ['a call without a head', `await agent.send('call', 1, 'x')`],
])('%s of a process of a run cuts it off and is written down', async (_what, line) => {
  await using lab = new TestLab({ scripted: true })
  const run = await lab.start(`export default async (agent) => {
    await agent.main()
    await agent.send('out', 1, 'before\\n')
    ${line}
    ${WAITS}
  }`)
  await lab.ended(run)
  expect(await lab.texts(run)).toEqual(['before'])
  expect(lab.unit(run, '1')).toMatchObject({ state: expect.stringMatching(/terminated|finished|failed/) })
  expect(lab.defects).toEqual([])
})

test.each([
  ['a second main thread', `await agent.send('unit', 1, { kind: 'main', name: 'again' })`],
  ['a state of a unit that nobody made', `await agent.send('state', 9, { state: 'running' })`],
  ['a call that is none', `await agent.send('call', 1, Buffer.from([2, 0, 0, 0, 0x7b, 0x7d]))`],
  [
    'a frame type that nobody knows',
    `await agent.raw((await import('node:buffer')).Buffer.from([0x3f, 0,0,0, 0,0,0,0, 0,0,0,0, 0,0,0,0]))`,
  ],
  [
    'the end of a thread, twice',
    `await agent.send('unit', 2, { kind: 'thread', name: 'T', state: 'running' })
     await agent.send('end', 2, { state: 'finished' }); await agent.send('end', 2, { state: 'failed' })`,
  ],
  [
    'a process that is announced as its own child',
    `await agent.send('unit', 3, { kind: 'process', name: 'me', key: 'root' })`,
  ],
])('%s is impossible and harms nobody', async (_what, line) => {
  await using lab = new TestLab({ scripted: true })
  const run = await lab.start(`export default async (agent) => {
    await agent.main()
    ${line}
    await agent.send('out', 1, 'still here\\n')
    await agent.bye(0)
  }`)
  expect(await lab.ended(run)).toMatchObject({ exitCode: 0 })
  expect(await lab.texts(run)).toEqual(['still here'])
  expect(lab.unit(run, '1.1')).toMatchObject({ name: 'MainThread', state: 'finished' })
  expect(lab.unit(run, '1.2')?.state ?? 'finished').toBe('finished')
})

test('output of a unit that was never announced counts for its process', async () => {
  await using lab = new TestLab({ scripted: true })
  const run = await lab.start(`export default async (agent) => {
    await agent.main()
    await agent.send('out', 77, 'from nowhere\\n')
    await agent.send('out', 4_000_000_000, 'from further\\n')
    await agent.bye(0)
  }`)
  await lab.ended(run)
  expect((await lab.lines(run)).map(({ unit, text }) => `${unit} ${text}`)).toEqual([
    '1 from nowhere',
    '1 from further',
  ])
})
