/** Trees of processes: orphans, early and late hellos, ends that nobody tells, and what is left behind. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { UNKNOWN_UNIT } from '../../../../src/contract/unit'
import { isLiving, processRow } from '../../../../src/main/lab/ending/process-table'
import { TestLab } from '../../../support/test-lab'

const IMPORTS = `import { once } from 'node:events'`
const WAITS = `await new Promise(() => setInterval(() => undefined, 1000))`

test('orphans run on, and the run ends when the last of its processes is gone (P24)', async () => {
  await using lab = new TestLab({ scripted: true })
  const run = await lab.start(`
  export default async (agent) => {
    await agent.main()
    await agent.send('unit', 2, { kind: 'process', name: 'Process-1', key: 'k1', creator: 1, state: 'starting' })
    const child = agent.fork('k1', 'child')
    await agent.send('change', 2, { pid: child.pid })
    ${WAITS}
  }
  export const child = async (agent) => {
    await agent.main()
    await agent.send('state', 1, { state: 'input', wait: { prompt: 'go? ' } })
    await agent.command('input')
    await agent.send('out', 1, 'orphan alive\\n')
    await agent.bye(0)
  }`)
  await lab.state(run, '2.1', 'input')
  await lab.handle('unit.act', { run, unit: '1', action: 'kill' })
  await lab.state(run, '1', 'terminated')
  expect(lab.unit(run, '2')?.state).toBe('running')
  expect(lab.seen(run).run.state).toBe('running')
  await lab.handle('unit.input', { run, unit: '2.1', text: 'yes' })
  expect(await lab.ended(run)).toMatchObject({ exitCode: -9 })
  expect(lab.unit(run, '2')).toMatchObject({ state: 'finished', end: { exitCode: 0 } })
  expect(await lab.texts(run, '2')).toEqual(['yes', 'orphan alive'])
})

test('a child that says hello before its parent announced it becomes the announced unit', async () => {
  await using lab = new TestLab({ scripted: true })
  const run = await lab.start(`
  ${IMPORTS}
  export default async (agent) => {
    await agent.main()
    const child = agent.fork('k1', 'child')
    await once(child, 'spawn')
    await agent.send('out', 1, 'spawned\\n')
    await agent.command('input')
    await agent.send('unit', 2, { kind: 'process', name: 'Late', key: 'k1', creator: 1, state: 'starting' })
    const [code] = await once(child, 'exit')
    await agent.send('end', 2, { state: 'finished', exitCode: code })
    await agent.bye(0)
  }
  export const child = async (agent) => { await agent.main(); await agent.bye(4) }`)
  await lab.printed(run)
  expect(lab.unit(run, '2')).toBeUndefined()
  await lab.handle('unit.input', { run, text: 'announce' })
  await lab.ended(run)
  expect(lab.unit(run, '2')).toMatchObject({ name: 'Late', state: 'finished', end: { exitCode: 4 } })
  expect([...lab.seen(run).units.keys()].sort()).toEqual(['1', '1.1', '2', '2.1'])
})

test('a Python process nobody announced belongs to the process that forked it', async () => {
  await using lab = new TestLab({ scripted: true })
  const run = await lab.start(`
  ${IMPORTS}
  export default async (agent) => {
    await agent.main()
    process.env.SCRIPT_HELLO = JSON.stringify({ language: 'python', name: 'forked', key: '' })
    const child = agent.fork('', 'child')
    await once(child, 'exit')
    await agent.bye(0)
  }
  export const child = async (agent) => { await agent.main(); await agent.bye(0) }`)
  await lab.ended(run)
  expect(lab.unit(run, '2')).toMatchObject({ name: 'forked', parent: '1.1', state: 'finished' })
})

test('a child that dies before it says hello ends with what its parent says', async () => {
  await using lab = new TestLab({ scripted: true })
  const run = await lab.start(`export default async (agent) => {
    await agent.main()
    await agent.send('unit', 2, { kind: 'process', name: 'P', key: 'k1', creator: 1, state: 'starting' })
    await agent.send('end', 2, { state: 'terminated', exitCode: -9, signal: 'SIGKILL', by: 'system' })
    await agent.bye(0)
  }`)
  await lab.ended(run)
  expect(lab.unit(run, '2')?.end).toMatchObject({
    state: 'terminated',
    exitCode: -9,
    signal: 'SIGKILL',
    askedBy: 'system',
  })
})

test('a daemon that is left behind is abandoned, a thread that was never started too', async () => {
  await using lab = new TestLab({ scripted: true })
  const run = await lab.start(`export default async (agent) => {
    await agent.main()
    await agent.send('unit', 2, { kind: 'thread', name: 'D', daemon: true, state: 'running' })
    await agent.send('unit', 3, { kind: 'thread', name: 'N' })
    await agent.send('unit', 4, { kind: 'process', name: 'P', key: 'never' })
    await agent.send('state', 1, { state: 'exit' })
    await agent.bye(0)
  }`)
  await lab.ended(run)
  for (const id of ['1.2', '1.3', '2']) expect(lab.unit(run, id)?.end).toMatchObject({ state: 'abandoned' })
  expect(lab.unit(run, '1.1')?.state).toBe('finished')
})

test('an error of the main thread is that of its process', async () => {
  await using lab = new TestLab({ scripted: true })
  const error = { type: 'Error', message: 'boom', place: { file: '/x.ts', line: 3, column: 7 } }
  const run = await lab.start(`export default async (agent) => {
    await agent.main()
    await agent.send('end', 1, { state: 'failed', error: ${JSON.stringify(error)} })
    await agent.bye(1)
  }`)
  await lab.ended(run)
  expect(lab.unit(run, '1')?.end).toMatchObject({ state: 'failed', exitCode: 1, error })
})

test('what a program leaves behind without an agent is killed when the run is over', async () => {
  await using lab = new TestLab({ scripted: true })
  const run = await lab.start(`
  import { spawn } from 'node:child_process'
  export default async (agent) => {
    await agent.main()
    const left = spawn('sleep', ['600'], { stdio: 'ignore' })
    const away = spawn('sleep', ['600'], { stdio: 'ignore', detached: true })
    await agent.send('out', 1, left.pid + '\\n' + away.pid + '\\n')
    left.unref()
    away.unref()
    await agent.bye(0)
  }`)
  await lab.ended(run)
  const pids = await lab.texts(run)
  expect(pids.map((pid) => isLiving(processRow(Number(pid))))).toEqual([false, false])
})

test('a process that stays after its bye is helped out, and has ended with the code it gave', async () => {
  await using lab = new TestLab({ scripted: true })
  const run = await lab.start(`export default async (agent) => {
    await agent.main()
    await agent.send('bye', 0, { code: 6 })
    ${WAITS}
  }`)
  expect(await lab.ended(run)).toMatchObject({ exitCode: 6 })
  expect(lab.unit(run, '1')?.end).toMatchObject({ state: 'finished', signal: null })
})

test('bytes past the agent are kept as raw lines of the process, both descriptors apart', async () => {
  await using lab = new TestLab({ scripted: true })
  const pieces: string[] = []
  const run = await lab.start(`
  import { writeSync } from 'node:fs'
  export default async (agent) => {
    await agent.main()
    writeSync(1, 'half'); writeSync(2, 'error\\n'); writeSync(1, ' and half\\n')
    await agent.bye(0)
  }`)
  lab.lab.onRunOutput(
    run,
    ({ stream, fd, bytes }) => void pieces.push(`${stream}${fd} ${Buffer.from(bytes).toString()}`),
  )
  await lab.ended(run)
  expect((await lab.texts(run, '1')).sort()).toEqual(['error', 'half and half'])
  expect(pieces.filter((piece) => piece.startsWith('raw2'))).toEqual(['raw2 error\n'])
})

test('past the agents of several processes nobody can tell who wrote', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'spindle-families-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  const program = `
  ${IMPORTS}
  import { writeSync } from 'node:fs'
  export default async (agent) => {
    await agent.main()
    writeSync(1, 'alone\\n')
    await agent.command('input')
    await agent.send('unit', 2, { kind: 'process', name: 'Process-1', key: 'k1', creator: 1, state: 'new' })
    writeSync(1, 'still alone\\n')
    await agent.command('input')
    await agent.send('state', 2, { state: 'starting' })
    const [code] = await once(agent.fork('k1', 'child'), 'exit')
    await agent.send('end', 2, { state: 'finished', exitCode: code })
    await agent.bye(0)
  }
  export const child = async (agent) => {
    await agent.main()
    writeSync(2, 'who?\\n')
    await agent.bye(0)
  }`
  const read = async (lab: TestLab, run: string) => ({
    all: (await lab.lines(run)).map(({ unit, stream, text }) => [unit, stream, text]),
    first: await lab.texts(run, '1'),
    snapshot: (await lab.handle('run.open', { run })).lines,
  })
  const raw = [
    ['1', 'raw', 'alone'],
    ['1', 'in', ''],
    ['1', 'raw', 'still alone'],
    ['1', 'in', ''],
    [UNKNOWN_UNIT, 'raw', 'who?'],
  ]
  const expected = {
    all: raw,
    first: ['alone', '', 'still alone', ''],
    snapshot: { 1: 4, [UNKNOWN_UNIT]: 1 },
  }
  let run: string
  {
    await using lab = new TestLab({ scripted: true, folder })
    run = await lab.start(program)
    for (const lines of [1, 3]) {
      await lab.printed(run, lines)
      await lab.handle('unit.input', { run, text: '' })
    }
    await lab.ended(run)
    expect(await read(lab, run)).toMatchObject(expected)
  }
  await using later = new TestLab({ folder })
  expect(await read(later, run)).toMatchObject(expected)
})

test('a program whose interpreter is not there ends with the reason', async () => {
  await using lab = new TestLab({ scripted: true, nodePath: '/nowhere/node' })
  const run = await lab.start('')
  expect(await lab.ended(run)).toMatchObject({
    state: 'ended',
    failure: { code: 'cannot-start-process', facts: { why: 'ENOENT' } },
  })
})

test('stopped before it was spawned, a run ends all the same', async () => {
  await using lab = new TestLab({ scripted: true })
  const run = await lab.start(`export default async (agent) => { ${WAITS} }`)
  await lab.handle('run.stop', { run, force: false })
  expect(await lab.ended(run)).toMatchObject({ state: 'ended', exitCode: -15 })
})

test('a Lab that is closed while a run starts leaves nothing, and takes no more commands', async () => {
  const lab = new TestLab({ scripted: true })
  await lab.handle('lab.snapshot', {})
  const starting = lab.start(`export default async (agent) => { await agent.main(); ${WAITS} }`)
  const closing = lab.close()
  await starting
  await closing
  const pids = [...lab.runs.values()].map(({ units }) => units.get('1')?.pid ?? 0)
  expect(pids.filter((pid) => isLiving(processRow(pid)))).toEqual([])
  await expect(lab.handle('lab.snapshot', {})).rejects.toMatchObject({ code: 'transport-closed' })
})

test('lines of two processes that answer each other stand in the order in which they were printed', async () => {
  await using lab = new TestLab({ scripted: true })
  const run = await lab.start(`
  ${IMPORTS}
  export default async (agent) => {
    await agent.main()
    await agent.send('unit', 2, { kind: 'process', name: 'ponger', key: 'k1', creator: 1, state: 'starting' })
    const child = agent.fork('k1', 'child', { stdio: ['inherit', 'inherit', 'inherit', 'ipc'] })
    for (let n = 0; n < 200; n += 1) {
      await agent.send('out', 1, 'ping ' + n + '\\n')
      child.send(n)
      await once(child, 'message')
    }
    child.disconnect()
    const [code] = await once(child, 'exit')
    await agent.send('out', 1, 'over\\n')
    await agent.send('end', 2, { state: 'finished', exitCode: code })
    await agent.bye(0)
  }
  export const child = async (agent) => {
    await agent.main()
    const over = once(process, 'disconnect')
    process.on('message', async (n) => {
      await agent.send('out', 1, 'pong ' + n + '\\n')
      process.send(n)
    })
    await over
    await agent.bye(0)
  }`)
  await lab.ended(run)
  const rounds = Array.from({ length: 200 }, (_, n) => [`ping ${n}`, `pong ${n}`])
  expect(await lab.texts(run)).toEqual([...rounds.flat(), 'over'])
  // Read from its record it is the same.
  const times = (await lab.lines(run)).map(({ at }) => at)
  expect(times).toEqual([...times].sort((a, b) => a - b))
})

test('a child has ended by the time its parent took note of it, however late the Lab hears of that', async () => {
  await using lab = new TestLab({ scripted: true })
  const run = await lab.start(`
  ${IMPORTS}
  export default async (agent) => {
    await agent.main()
    await agent.send('unit', 2, { kind: 'process', name: 'P', key: 'k1', creator: 1, state: 'starting' })
    const child = agent.fork('k1', 'child')
    await agent.send('state', 1, { state: 'input', wait: { prompt: 'joined? ' } })
    await agent.command('input')
    await agent.send('end', 2, { state: 'finished', exitCode: 0 })
    await agent.send('state', 1, { state: 'sleeping' })
    await once(child, 'exit')
    await agent.bye(0)
  }
  export const child = async (agent) => {
    await agent.main()
    await agent.send('state', 1, { state: 'input', wait: { prompt: 'go? ' } })
    await agent.command('input')
    await agent.bye(0)
  }`)
  await lab.state(run, '1.1', 'input')
  await lab.state(run, '2.1', 'input')
  await lab.handle('unit.input', { run, unit: '1.1', text: 'yes' })
  await lab.state(run, '1.1', 'sleeping')
  const noted = lab.unit(run, '1.1')!.since
  expect(lab.unit(run, '2')!.end).toBeNull()
  // Its connection ends only now.
  await lab.handle('unit.input', { run, unit: '2.1', text: 'go' })
  await lab.ended(run)
  const { end, startedAt } = lab.unit(run, '2')!
  expect(end).toMatchObject({ state: 'finished', exitCode: 0 })
  expect(end!.at).toBeLessThanOrEqual(noted)
  expect(end!.at).toBeGreaterThanOrEqual(startedAt!)
})

test('a child in whose join somebody stands is over when its parent says so: that is when the join returns', async () => {
  await using lab = new TestLab({ scripted: true })
  const run = await lab.start(`
  ${IMPORTS}
  export default async (agent) => {
    await agent.main()
    await agent.send('unit', 2, { kind: 'process', name: 'P', key: 'k1', creator: 1, state: 'starting' })
    await agent.send('unit', 3, { kind: 'thread', name: 'T', creator: 1, state: 'running' })
    const child = agent.fork('k1', 'child')
    await agent.send('state', 1, { state: 'join', wait: { unit: '2' } })
    await once(child, 'exit')
    await agent.send('state', 3, { state: 'input', wait: { prompt: 'say so? ' } })
    await agent.command('input')
    await agent.send('end', 2, { state: 'finished', exitCode: 0 })
    await agent.send('state', 1, { state: 'running' })
    await agent.bye(0)
  }
  export const child = async (agent) => {
    await agent.main()
    await agent.bye(0)
  }`)
  await lab.state(run, '1.3', 'input')
  expect(lab.unit(run, '2')!.end).toBeNull()
  await lab.handle('unit.input', { run, unit: '1.3', text: 'yes' })
  await lab.ended(run)
  expect(lab.unit(run, '2')!.end).toMatchObject({ state: 'finished', exitCode: 0 })
})
