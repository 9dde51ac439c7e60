import { once } from 'node:events'
import { mkdtemp, rm } from 'node:fs/promises'
import { connect, createServer, type Server, type Socket } from 'node:net'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterEach, beforeEach, expect, test } from 'vitest'
import { encodeJson, FRAME } from '../../../../../src/contract/frames'
import { AgentConnection, type ConnectionOwner } from '../../../../../src/main/lab/agent-server/connection'
import { systemClock } from '../../../../../src/main/lab/clock'

let folder: string
let server: Server

beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'spindle-connection-'))
  server = createServer().listen(join(folder, 'agents'))
  await once(server, 'listening')
})

afterEach(async () => {
  server.close()
  await rm(folder, { recursive: true })
})

async function pair(): Promise<{ here: Socket; peer: Socket }> {
  const peer = connect(join(folder, 'agents'))
  peer.on('error', () => undefined)
  const [[here]] = (await Promise.all([once(server, 'connection'), once(peer, 'connect')])) as [
    [Socket],
    unknown,
  ]
  return { here, peer }
}

/** Keeps the types of the frames that come, and tells when the connection is over. */
function listener() {
  const types: number[] = []
  const over = Promise.withResolvers<readonly number[]>()
  const owner: ConnectionOwner = {
    region: () => undefined,
    frame: (type) => types.push(type),
    regionEnd: () => undefined,
    connectionEnded: () => over.resolve(types),
    cutOff: () => undefined,
  }
  return { owner, over: over.promise }
}

const welcome = { protocol: 1, run: 'r', process: 2, speed: 1, sampleMs: 0, scratch: '' }

test('what a process said last is read although it was gone when it was answered', async () => {
  const { here, peer } = await pair()
  const { owner, over } = listener()
  const connection = new AgentConnection(here, systemClock, owner)
  peer.write(encodeJson(FRAME.bye, 0, 1, { code: 0 }))
  peer.destroy()
  await once(peer, 'close')
  connection.welcome(welcome)
  connection.command(1, { name: 'endInput' })
  expect(await over).toEqual([FRAME.bye])
})

test('a command to a process that is gone is answered', async () => {
  const { here, peer } = await pair()
  const { owner, over } = listener()
  const connection = new AgentConnection(here, systemClock, owner)
  peer.destroy()
  await once(peer, 'close')
  expect(await connection.ask(2, { name: 'terminate' })).toMatchObject({
    ok: false,
    why: 'the process is gone',
  })
  await over
  expect(connection.isOpen).toBe(false)
})
