/** From a print to whoever wants it: nothing is lost, nothing piles up, and the slowest sets the pace. */
import { setTimeout as sleep } from 'node:timers/promises'
import { expect, test } from 'vitest'
import { TestLab } from '../../../support/test-lab'

/** Prints so many numbered lines as fast as the socket takes them. */
const prints = (lines: number): string => `
export default async (agent) => {
  await agent.main()
  const batch = 1000
  for (let from = 0; from < ${lines}; from += batch) {
    const frames = []
    for (let i = from; i < Math.min(from + batch, ${lines}); i += 1) frames.push(agent.encode('out', 1, i + '\\n'))
    if (!agent.socket.write(Buffer.concat(frames))) await new Promise((go) => agent.socket.once('drain', go))
  }
  await agent.bye(0)
}`

test('everything printed is handed out in order, also by a listener that takes its time', async () => {
  await using lab = new TestLab({ scripted: true })
  const run = await lab.start(prints(50_000))
  let text = ''
  let busy = 0
  lab.lab.onRunOutput(run, ({ bytes }) => {
    text += Buffer.from(bytes).toString('latin1')
    busy += 1
    return busy % 10_000 === 0 ? sleep(20) : undefined
  })
  await lab.ended(run)
  expect(text === Array.from({ length: 50_000 }, (_, i) => `${i}\n`).join('')).toBe(true)
})

test('while a listener is not done, the run is not read, and the Lab does not grow', async () => {
  await using lab = new TestLab({ scripted: true })
  const run = await lab.start(prints(400_000))
  const release = Promise.withResolvers<void>()
  lab.lab.onRunOutput(run, () => release.promise)
  await lab.printed(run, 1)
  // Until nothing comes any more: what was under way in the sockets has arrived.
  for (let before = -1; before !== lab.seen(run).lines; await sleep(150)) before = lab.seen(run).lines
  expect(lab.seen(run).lines).toBeLessThan(40_000)
  release.resolve()
  expect(await lab.ended(run)).toMatchObject({ logLines: 400_000 })
})

test('a listener that fails is a defect of its own and stops nothing', async () => {
  await using lab = new TestLab({ scripted: true })
  const run = await lab.start(prints(10))
  lab.lab.onRunOutput(run, () => {
    throw new Error('mine')
  })
  lab.lab.onRunOutput(run, () => Promise.reject(new Error('mine too')))
  expect(await lab.ended(run)).toMatchObject({ exitCode: 0, logLines: 10 })
  expect(lab.defects.map(String)).toContain('Error: mine')
  expect(lab.defects.map(String)).toContain('Error: mine too')
})

test('log.grew tells totals, at most once per batch and run', async () => {
  await using lab = new TestLab({ scripted: true })
  const run = await lab.start(prints(20_000))
  await lab.ended(run)
  for (const { patches } of lab.batches) {
    expect(patches.filter(({ type }) => type === 'log.grew').length).toBeLessThanOrEqual(1)
  }
  const last = lab.batches.flatMap(({ patches }) => patches).findLast(({ type }) => type === 'log.grew')
  expect(last).toMatchObject({ lines: 20_000, units: { '1': 20_000, '1.1': 20_000 } })
})

test('a unit that changes more often than can be seen keeps its last state in the stream and its steps in the picture', async () => {
  await using lab = new TestLab({ scripted: true })
  const run = await lab.start(`export default async (agent) => {
    await agent.main()
    const frames = []
    for (let i = 0; i < 3000; i += 1) {
      frames.push(agent.encode('state', 1, { state: 'lock', wait: { object: 'lock-1' } }))
      frames.push(agent.encode('state', 1, { state: 'running' }))
    }
    frames.push(agent.encode('state', 1, { state: 'sleeping' }))
    await agent.raw(Buffer.concat(frames))
    await agent.command('input')
    await agent.bye(0)
  }`)
  await lab.state(run, '1.1', 'sleeping')
  for (const { patches } of lab.batches) {
    const steps = patches.filter(
      (patch) => patch.type === 'unit.changed' && patch.unit === '1.1' && patch.step,
    )
    expect(steps.length).toBeLessThanOrEqual(32)
  }
  const { steps } = await lab.handle('run.open', { run })
  expect(steps['1.1']?.length).toBeGreaterThan(2_000)
  expect(steps['1.1']?.length).toBeLessThanOrEqual(4_000)
  await lab.handle('unit.input', { run, text: '' })
  await lab.ended(run)
})
