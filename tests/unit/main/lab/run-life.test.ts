import { expect, test } from 'vitest'
import { TestLab } from '../../../support/test-lab'

test('a run goes from its first process to its end, and its lines can be read', async () => {
  await using lab = new TestLab({ scripted: true })
  const run = await lab.start(`export default async (agent) => {
    await agent.main()
    await agent.send('out', 1, 'one\\ntwo ')
    await agent.send('out', 1, 'halves\\n')
    await agent.send('state', 1, { state: 'exit' })
    await agent.bye(3)
  }`)
  const ended = await lab.ended(run)
  expect(ended).toMatchObject({ state: 'ended', exitCode: 3, logLines: 2, failure: null })
  expect(await lab.texts(run)).toEqual(['one', 'two halves'])
  expect(lab.unit(run, '1')).toMatchObject({
    kind: 'process',
    state: 'finished',
    end: { exitCode: 3, signal: null, askedBy: 'program' },
  })
  expect(lab.unit(run, '1.1')).toMatchObject({ state: 'finished', parent: '1', process: '1' })
  expect(lab.defects).toEqual([])
})

test('a child is one unit from its announcement through its hello to what its parent says of its end', async () => {
  await using lab = new TestLab({ scripted: true })
  const run = await lab.start(`
  import { once } from 'node:events'
  export default async (agent) => {
    await agent.main()
    await agent.send('unit', 2, { kind: 'process', name: 'Process-1', key: 'k1', creator: 1 })
    await agent.send('state', 2, { state: 'starting' })
    const child = agent.fork('k1', 'child')
    await agent.send('change', 2, { pid: child.pid })
    await agent.send('state', 1, { state: 'join', wait: { unit: '2', label: 'Process-1' } })
    const [code] = await once(child, 'exit')
    await agent.send('end', 2, { state: 'finished', exitCode: code })
    await agent.send('change', 2, { joined: true })
    await agent.send('state', 1, { state: 'running' })
    await agent.bye(0)
  }
  export const child = async (agent) => {
    await agent.main()
    await agent.send('out', 1, 'child ' + process.ppid + '\\n')
    await agent.bye(5)
  }`)
  await lab.ended(run)
  const parent = lab.unit(run, '1')
  const child = lab.unit(run, '2')
  expect(child).toMatchObject({
    kind: 'process',
    name: 'Process-1',
    parent: '1.1',
    ppid: parent?.pid,
    state: 'finished',
    joined: true,
    end: { exitCode: 5 },
  })
  expect(
    lab
      .seen(run)
      .steps.get('2')
      ?.map(({ state }) => state),
  ).toEqual(['starting', 'running', 'finished'])
  expect(lab.unit(run, '2.1')).toMatchObject({ kind: 'main', parent: '2', pid: child?.pid })
  expect(await lab.texts(run, '2')).toEqual([`child ${parent?.pid}`])
  const links = lab.seen(run).links.map(({ kind, from, to }) => `${kind} ${from} ${to}`)
  expect(links).toContain('start 1.1 2')
  expect(links).toContain('join 2 1.1')
})

test('terminate by a person gives SIGTERM and says who asked', async () => {
  await using lab = new TestLab({ scripted: true })
  const run = await lab.start(`export default async (agent) => {
    await agent.main()
    await agent.send('unit', 2, { kind: 'thread', name: 'T', state: 'starting' })
    await agent.send('state', 2, { state: 'running' })
    await new Promise(() => setInterval(() => undefined, 1000))
  }`)
  await lab.state(run, '1.2', 'running')
  await lab.handle('unit.act', { run, unit: '1', action: 'terminate' })
  await lab.ended(run)
  const end = { state: 'terminated', signal: 'SIGTERM', askedBy: 'person', forced: false }
  expect(lab.unit(run, '1')?.end).toMatchObject({ ...end, exitCode: -15 })
  expect(lab.unit(run, '1.2')?.end).toMatchObject({ ...end, exitCode: null })
  expect(lab.seen(run).run.exitCode).toBe(-15)
})

test('a program that ignores SIGTERM is killed when patience is over, and the record says so', async () => {
  await using lab = new TestLab({ scripted: true })
  const run = await lab.start(`export default async (agent) => {
    process.on('SIGTERM', () => undefined)
    await agent.main()
    await new Promise(() => setInterval(() => undefined, 1000))
  }`)
  await lab.state(run, '1.1', 'running')
  await lab.handle('run.stop', { run, force: false })
  expect(lab.seen(run).run.state).not.toBe('ended')
  await lab.ended(run)
  expect(lab.unit(run, '1')?.end).toMatchObject({
    exitCode: -9,
    signal: 'SIGKILL',
    askedBy: 'person',
    forced: true,
  })
})
