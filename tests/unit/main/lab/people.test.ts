/** What a person does to units: lines for those that ask, actions, refusals, speed. */
import { expect, test } from 'vitest'
import { TestLab } from '../../../support/test-lab'

const WAITS = `await new Promise(() => setInterval(() => undefined, 1000))`

test('a line goes to whoever has waited longest, or to whom it is meant for', async () => {
  await using lab = new TestLab({ scripted: true })
  const run = await lab.start(`export default async (agent) => {
    await agent.main()
    for (const unit of [2, 3, 4]) {
      await agent.send('unit', unit, { kind: 'thread', name: 'T' + unit, state: 'running' })
      await agent.send('out', unit, '? ')
      await agent.send('state', unit, { state: 'input', wait: { prompt: '? ' } })
    }
    for (let i = 0; i < 3; i += 1) {
      const { unit, text } = await agent.command('input')
      await agent.send('state', unit, { state: 'running' })
      await agent.send('out', unit, 'got ' + text + '\\n')
    }
    await agent.bye(0)
  }`)
  await lab.state(run, '1.4', 'input')
  await lab.handle('unit.input', { run, text: 'first' })
  await lab.handle('unit.input', { run, unit: '1.4', text: 'for four' })
  await lab.handle('unit.input', { run, text: 'second' })
  await lab.ended(run)
  const said = async (unit: string) =>
    (await lab.lines(run, unit)).map(({ stream, text }) => `${stream} ${text}`)
  expect(await said('1.2')).toEqual(['out ? ', 'in first', 'out got first'])
  expect(await said('1.3')).toEqual(['out ? ', 'in second', 'out got second'])
  expect(await said('1.4')).toEqual(['out ? ', 'in for four', 'out got for four'])
})

test('lines and the end of input that come before the program is there are kept for it', async () => {
  await using lab = new TestLab({ scripted: true })
  const run = await lab.start(`export default async (agent) => {
    await agent.main()
    const { unit, text } = await agent.command('input')
    await agent.command('endInput')
    await agent.send('out', 1, unit + ' ' + text + '\\n')
    await agent.bye(0)
  }`)
  await lab.handle('unit.input', { run, text: 'early' })
  await lab.handle('unit.endInput', { run })
  await lab.ended(run)
  expect(await lab.texts(run)).toEqual(['early', '0 early'])
})

test('nobody who does not ask is given a line', async () => {
  await using lab = new TestLab({ scripted: true })
  const run = await lab.start(`export default async (agent) => { await agent.main(); ${WAITS} }`)
  await lab.state(run, '1.1', 'running')
  const input = (unit: string) => lab.handle('unit.input', { run, unit, text: 'x' })
  await expect(input('1.1')).rejects.toMatchObject({ code: 'not-waiting-for-input' })
  await expect(input('1.9')).rejects.toMatchObject({ code: 'no-such-unit' })
  await expect(lab.handle('unit.input', { run: 'no-run', text: 'x' })).rejects.toMatchObject({
    code: 'no-such-run',
  })
})

test('start, join and daemon go to the agent that owns the object, terminate to the thread’s own', async () => {
  await using lab = new TestLab({ scripted: true })
  const run = await lab.start(`export default async (agent) => {
    await agent.main()
    await agent.send('unit', 2, { kind: 'thread', name: 'T', creator: 1 })
    await agent.send('unit', 3, { kind: 'process', name: 'P', key: 'k', creator: 1 })
    for (const name of ['start', 'daemon', 'join', 'terminate']) {
      const { id, unit, daemon } = await agent.command(name)
      await agent.send('out', 1, name + ' ' + unit + (daemon === undefined ? '' : ' ' + daemon) + '\\n')
      if (name === 'start') {
        await agent.send('state', 2, { state: 'starting', by: 'person' })
        await agent.send('state', 2, { state: 'running' })
      }
      await agent.send('reply', 0, { id, ok: true })
      if (name === 'terminate') await agent.send('end', 2, { state: 'terminated' })
    }
    ${WAITS}
  }`)
  const act = (unit: string, action: 'start' | 'daemon' | 'join' | 'terminate') =>
    lab.handle('unit.act', { run, unit, action })
  await lab.state(run, '2', 'new')
  await act('1.2', 'start')
  await lab.state(run, '1.2', 'running')
  await act('2', 'daemon')
  await act('1.2', 'join')
  await act('1.2', 'terminate')
  await lab.state(run, '1.2', 'terminated')
  await lab.printed(run, 4)
  expect(await lab.texts(run)).toEqual(['start 2', 'daemon 3 true', 'join 2', 'terminate 2'])
  expect(lab.unit(run, '1.2')).toMatchObject({ startedBy: 'person', end: { askedBy: 'person' } })
})

test('what cannot be done now is refused with the reason, by the Lab or by the agent', async () => {
  await using lab = new TestLab({ scripted: true })
  const run = await lab.start(`export default async (agent) => {
    await agent.main()
    await agent.send('unit', 2, { kind: 'thread', name: 'T', creator: 1 })
    const { id } = await agent.command('start')
    await agent.send('reply', 0, { id, ok: false, why: 'main-is-busy' })
    ${WAITS}
  }`)
  await lab.state(run, '1.2', 'new')
  const act = (unit: string, action: 'start' | 'join' | 'terminate' | 'interrupt') =>
    lab.handle('unit.act', { run, unit, action })
  const refusal = (reason: string) => ({ code: 'action-refused', facts: { reason } })
  await expect(act('1.2', 'join')).rejects.toMatchObject(refusal('not-started'))
  await expect(act('1.1', 'terminate')).rejects.toMatchObject(refusal('main-is-its-process'))
  await expect(act('1.1', 'interrupt')).rejects.toMatchObject(refusal('not-python'))
  await expect(act('1.2', 'start')).rejects.toMatchObject(refusal('main-is-busy'))
  await expect(act('7', 'start')).rejects.toMatchObject({ code: 'no-such-unit' })
  await lab.handle('run.stop', { run, force: true })
  await lab.ended(run)
  await expect(act('1.2', 'start')).rejects.toMatchObject(refusal('run-is-over'))
})

test('an agent that does not answer is told of, and a process that goes meanwhile is no answer', async () => {
  await using lab = new TestLab({ scripted: true })
  const run = await lab.start(`export default async (agent) => {
    await agent.main()
    await agent.send('unit', 2, { kind: 'thread', name: 'T', creator: 1 })
    await agent.command('start')
    await agent.command('start')
    process.exit(0)
  }`)
  await lab.state(run, '1.2', 'new')
  const start = () => lab.handle('unit.act', { run, unit: '1.2', action: 'start' })
  await expect(start()).rejects.toMatchObject({ code: 'agent-did-not-answer' })
  await expect(start()).rejects.toMatchObject({ code: 'action-refused' })
})

test('another speed reaches every process, and those that come later', async () => {
  await using lab = new TestLab({ scripted: true })
  const run = await lab.start(
    `export default async (agent) => {
    await agent.main()
    const { speed } = await agent.command('speed')
    await agent.send('out', 1, agent.welcome.speed + ' then ' + speed + '\\n')
    await agent.bye(0)
  }`,
    { speed: 5 },
  )
  await lab.state(run, '1.1', 'running')
  await lab.handle('run.setSpeed', { run, speed: 20 })
  await lab.ended(run)
  expect(await lab.texts(run)).toEqual(['5 then 20'])
  expect(lab.seen(run).run.speed).toBe(20)
})

test('a child whose end is wished for before its PID is known is told as soon as it is', async () => {
  await using lab = new TestLab({ scripted: true })
  const run = await lab.start(`
  import { once } from 'node:events'
  export default async (agent) => {
    await agent.main()
    await agent.send('unit', 2, { kind: 'process', name: 'P', key: 'k', creator: 1, state: 'starting' })
    await agent.command('input')
    const child = agent.fork('k', 'child')
    const [code, signal] = await once(child, 'exit')
    await agent.send('end', 2, { state: 'terminated', signal, exitCode: code })
    await agent.bye(0)
  }
  export const child = async (agent) => { await agent.main(); ${WAITS} }`)
  await lab.state(run, '2', 'starting')
  await lab.handle('unit.act', { run, unit: '2', action: 'terminate' })
  await lab.handle('unit.input', { run, text: 'go' })
  await lab.ended(run)
  expect(lab.unit(run, '2')?.end).toMatchObject({ exitCode: -15, signal: 'SIGTERM', askedBy: 'person' })
})
