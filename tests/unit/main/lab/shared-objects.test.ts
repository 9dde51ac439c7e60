/** Objects that processes share: calls reach the broker, who waits for whom is seen, circles are found. */
import { expect, test } from 'vitest'
import { TestLab } from '../../../support/test-lab'

const TWO = (main: string, child: string): string => `
import { once } from 'node:events'
export default async (agent) => {
  await agent.main()
  await agent.send('unit', 2, { kind: 'process', name: 'P', key: 'k', creator: 1, state: 'starting' })
  ${main}
  await agent.bye(0)
}
export const child = async (agent) => {
  await agent.main()
  ${child}
  await agent.bye(0)
}`

test('an item goes from process to process, and its arrow is seen', async () => {
  await using lab = new TestLab({ scripted: true })
  const run = await lab.start(
    TWO(
      `const { json: { object } } = await agent.call(1, { id: 1, op: 'create', kind: 'queue', label: 'jobs' })
       process.env.OBJECT = object
       const child = agent.fork('k', 'child')
       const { bytes } = await agent.call(1, { id: 2, op: 'get', object })
       await agent.send('out', 1, 'got ' + bytes + '\\n')
       await once(child, 'exit')
       await agent.send('end', 2, { state: 'finished', exitCode: 0 })`,
      `await agent.call(1, { id: 1, op: 'put', object: process.env.OBJECT }, 'an item')`,
    ),
  )
  await lab.ended(run)
  expect(await lab.texts(run)).toEqual(['got an item'])
  expect(lab.seen(run).links).toContainEqual(
    expect.objectContaining({ kind: 'message', from: '2.1', to: '1.1', label: 'jobs', size: 0 }),
  )
})

test('two processes that wait for each other’s locks are a deadlock, until one is killed', async () => {
  await using lab = new TestLab({ scripted: true })
  const run = await lab.start(
    TWO(
      `const { json: a } = await agent.call(1, { id: 1, op: 'create', kind: 'lock', label: 'a' })
       const { json: b } = await agent.call(1, { id: 2, op: 'create', kind: 'lock', label: 'b' })
       process.env.A = a.object
       process.env.B = b.object
       await agent.call(1, { id: 3, op: 'acquire', object: a.object })
       const child = agent.fork('k', 'child')
       await agent.command('input')
       await agent.send('state', 1, { state: 'lock', wait: { object: 'mp:' + b.object } })
       await agent.call(1, { id: 4, op: 'acquire', object: b.object })`,
      `await agent.call(1, { id: 1, op: 'acquire', object: process.env.B })
       await agent.send('state', 1, { state: 'lock', wait: { object: 'mp:' + process.env.A } })
       await agent.call(1, { id: 2, op: 'acquire', object: process.env.A })`,
    ),
  )
  await lab.until('the child waits for main', () => lab.unit(run, '2.1')?.wait?.holder === '1.1')
  await lab.handle('unit.input', { run, text: 'now' })
  await lab.until('the circle is seen', () => lab.seen(run).deadlock.length > 0)
  expect([...lab.seen(run).deadlock].sort()).toEqual(['1.1', '2.1'])
  await lab.handle('unit.act', { run, unit: '2', action: 'kill' })
  await lab.until('the circle is broken', () => lab.seen(run).deadlock.length === 0)
  // What the dead one held stays held (L20): main goes on waiting for nobody.
  expect(lab.unit(run, '1.1')).toMatchObject({ state: 'lock' })
  await lab.handle('run.stop', { run, force: true })
  await lab.ended(run)
})

test('the holder that is shown changes when the lock goes to another', async () => {
  await using lab = new TestLab({ scripted: true })
  const run = await lab.start(`export default async (agent) => {
    await agent.main()
    for (const unit of [2, 3]) await agent.send('unit', unit, { kind: 'thread', name: 'T' + unit, state: 'running' })
    const { json: { object } } = await agent.call(1, { id: 1, op: 'create', kind: 'lock' })
    await agent.call(1, { id: 2, op: 'acquire', object })
    const waits = async (unit) => {
      agent.call(unit, { id: 10 + unit, op: 'acquire', object })
      await agent.send('state', unit, { state: 'lock', wait: { object: 'mp:' + object } })
    }
    await waits(2)
    await waits(3)
    await agent.command('input')
    await agent.call(1, { id: 3, op: 'release', object })
    await agent.send('state', 2, { state: 'running' })
    await agent.command('input')
    await agent.bye(0)
  }`)
  await lab.until('both wait for main', () => lab.unit(run, '1.3')?.wait?.holder === '1.1')
  await lab.handle('unit.input', { run, text: '' })
  await lab.until('the third waits for the second', () => lab.unit(run, '1.3')?.wait?.holder === '1.2')
  expect(lab.seen(run).links).toContainEqual(
    expect.objectContaining({ kind: 'handover', from: '1.1', to: '1.2' }),
  )
  await lab.handle('unit.input', { run, text: '' })
  await lab.ended(run)
})

test('a child that dies before it says hello leaves the pipe ends that its parent gave to it', async () => {
  await using lab = new TestLab({ scripted: true })
  const run = await lab.start(`export default async (agent) => {
    await agent.main()
    await agent.send('unit', 2, { kind: 'process', name: 'P', key: 'k', creator: 1, state: 'starting' })
    const { json: { object, peer } } = await agent.call(1, { id: 1, op: 'create', kind: 'pipe' })
    await agent.call(1, { id: 2, op: 'hold', object: peer, for: 'k' })
    await agent.call(1, { id: 3, op: 'close', object: peer })
    await agent.send('end', 2, { state: 'terminated', exitCode: -9, signal: 'SIGKILL' })
    const { json: { error } } = await agent.call(1, { id: 4, op: 'get', object })
    await agent.send('out', 1, error + '\\n')
    await agent.bye(0)
  }`)
  await lab.ended(run)
  expect(await lab.texts(run)).toEqual(['eof'])
})
