/** Runs and their records: read again in a later session, cut off anywhere, removed, kept in number. */
import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import type { RunSnapshot } from '../../../../src/contract/events'
import { KEPT_RUNS } from '../../../../src/contract/run'
import { openRecord } from '../../../../src/main/lab/record/open-record'
import { TestLab } from '../../../support/test-lab'

const LIVELY = `
import { once } from 'node:events'
export default async (agent) => {
  await agent.main()
  await agent.send('unit', 2, { kind: 'thread', name: 'T', creator: 1, source: { file: '/x.ts', line: 4 } })
  await agent.send('state', 2, { state: 'starting' })
  await agent.send('state', 2, { state: 'running' })
  await agent.send('state', 2, { state: 'lock', wait: { object: 'lock-1', label: 'door', holder: '1' } })
  await agent.send('state', 1, { state: 'lock', wait: { object: 'lock-2', label: 'window', holder: '2' } })
  await agent.send('out', 1, 'stuck? ')
  await agent.command('input')
  await agent.send('state', 1, { state: 'running' })
  await agent.send('state', 2, { state: 'running' })
  for (let i = 0; i < 3000; i += 1) agent.send('out', 1 + (i % 2), 'line ' + i + '\\n')
  await agent.send('unit', 3, { kind: 'process', name: 'P', key: 'k', creator: 2, state: 'starting' })
  const child = agent.fork('k', 'child')
  const [code] = await once(child, 'exit')
  await agent.send('end', 3, { state: 'finished', exitCode: code })
  await agent.send('link', 1, { kind: 'message', to: 2, label: 'queue', size: 3 })
  await agent.send('end', 2, { state: 'failed', error: { type: 'Error', message: 'no' } })
  await agent.send('state', 1, { state: 'exit' })
  await agent.bye(2)
}
export const child = async (agent) => {
  await agent.main()
  await agent.send('err', 1, 'child\\n')
  await agent.bye(0)
}`

function folder(): string {
  const made = mkdtempSync(join(tmpdir(), 'spindle-session-'))
  onTestFinished(() => rmSync(made, { recursive: true, force: true }))
  return made
}

const records = (of: string): string[] => readdirSync(join(of, 'data', 'runs')).sort()

/** Runs the lively program in a session of its own; what was seen of it then. */
async function lively(of: string): Promise<{ run: string; seen: RunSnapshot; texts: string[] }> {
  await using lab = new TestLab({ scripted: true, folder: of, samples: { intervalMs: 5 } })
  const run = await lab.start(LIVELY, { args: ['a', 'b'], speed: 5 })
  await lab.until('the deadlock is seen', () => lab.runs.get(run)?.deadlock.length === 2)
  await lab.handle('unit.input', { run, text: 'yes' })
  await lab.ended(run)
  return { run, seen: await lab.handle('run.open', { run }), texts: await lab.texts(run) }
}

test('a run read from its record in a later session is the run that was watched', async () => {
  const of = folder()
  const { run, seen, texts } = await lively(of)
  await using later = new TestLab({ folder: of })
  const { runs } = await later.handle('lab.snapshot', {})
  expect(runs).toEqual([seen.run])
  const again = await later.handle('run.open', { run })
  expect({ ...again, seq: 0 }).toEqual({ ...seen, seq: 0 })
  expect(again.run).toMatchObject({ state: 'ended', exitCode: 2, speed: 5 })
  expect(again.units.map(({ id }) => id).sort()).toEqual(['1', '1.1', '1.2', '2', '2.1'])
  expect(await later.texts(run)).toEqual(texts)
  expect(texts).toHaveLength(3000 + 2)
  expect(await later.texts(run, '2')).toEqual(['child'])
})

test('patches and pictures agree: a client that only listens knows what one that asks is told', async () => {
  await using lab = new TestLab({ scripted: true, samples: { intervalMs: 5 } })
  const run = await lab.start(LIVELY)
  await lab.until('the deadlock is seen', () => lab.runs.get(run)?.deadlock.length === 2)
  const halfway = await lab.handle('run.open', { run })
  expect(halfway.seq).toBe(lab.batches.at(-1)?.seq)
  expect(halfway.units).toEqual([...lab.seen(run).units.values()])
  expect(halfway.deadlock).toEqual(lab.seen(run).deadlock)
  await lab.handle('unit.input', { run, text: 'yes' })
  await lab.ended(run)
  const picture = await lab.handle('run.open', { run })
  const { units, links, run: seenRun, lines, deadlock } = lab.seen(run)
  expect(picture.units).toEqual([...units.values()])
  expect(picture.links).toEqual(links)
  expect(picture.run).toEqual(seenRun)
  expect(picture.run.logLines).toBe(lines)
  expect(deadlock).toEqual([])
  expect(lab.batches.map(({ seq }) => seq)).toEqual(lab.batches.map((_, index) => index + 1))
})

test('a record that is cut off anywhere can be read up to there', async () => {
  const of = folder()
  const { run, seen } = await lively(of)
  const whole = readFileSync(join(of, 'data', 'runs', `${run}.spindle`))
  const cut = join(of, 'cut.spindle')
  let before = 0
  for (let length = whole.length; length > 2_000; length -= 7_919) {
    writeFileSync(cut, whole.subarray(0, length))
    const { picture, close } = await openRecord(cut)
    const { lines } = await picture.readLog({}, 0, 2000)
    expect(picture.run).toMatchObject({ id: run, state: 'ended', title: seen.run.title })
    expect(picture.run.logLines).toBeLessThanOrEqual(before || seen.run.logLines)
    expect(lines.length).toBe(Math.min(2000, picture.run.logLines))
    for (const unit of picture.model.units()) expect(unit.end).not.toBeNull()
    before = picture.run.logLines
    await close()
  }
})

test('a record that ends in zeros, as some file systems leave it, is read up to there', async () => {
  const of = folder()
  const { run, seen } = await lively(of)
  const path = join(of, 'data', 'runs', `${run}.spindle`)
  writeFileSync(path, Buffer.concat([readFileSync(path), Buffer.alloc(10_000)]))
  const { picture, close } = await openRecord(path)
  // How long the record is stands beside it.
  expect({ ...picture.run, recordBytes: seen.run.recordBytes }).toEqual(seen.run)
  await close()
})

test('what is no record, or one of a later version, is refused by name', async () => {
  const of = folder()
  const path = join(of, 'x.spindle')
  writeFileSync(path, 'not a record at all')
  await expect(openRecord(path)).rejects.toMatchObject({ code: 'bad-record' })
  writeFileSync(path, Buffer.concat([Buffer.from('SPINDLE'), Buffer.from([99])]))
  await expect(openRecord(path)).rejects.toMatchObject({
    code: 'record-too-new',
    facts: { ours: 1, theirs: 99 },
  })
  writeFileSync(path, Buffer.concat([Buffer.from('SPINDLE'), Buffer.from([1])]))
  await expect(openRecord(path)).rejects.toMatchObject({ code: 'bad-record' })
  await expect(openRecord(join(of, 'nowhere'))).rejects.toMatchObject({ code: 'cannot-read-file' })
})

test('a record whose Lab was killed is listed in the next session, with its units killed', async () => {
  const of = folder()
  const { run } = await lively(of)
  const path = join(of, 'data', 'runs', `${run}.spindle`)
  writeFileSync(path, readFileSync(path).subarray(0, 5_000))
  rmSync(join(of, 'data', 'runs', `${run}.json`))
  await using later = new TestLab({ folder: of })
  const { runs } = await later.handle('lab.snapshot', {})
  expect(runs).toMatchObject([{ id: run, state: 'ended', cutOff: true }])
  const { units } = await later.handle('run.open', { run })
  expect(units[0]?.end).toMatchObject({ state: 'terminated', signal: 'SIGKILL', askedBy: 'system' })
})

const WAITS = `export default async (agent) => {
  await agent.main()
  await agent.command('input')
  await agent.bye(0)
}`

/** A run that is over and has been read to its end. */
async function overIn(lab: TestLab): Promise<string> {
  const run = await lab.start(WAITS)
  await lab.state(run, '1.1', 'running')
  await lab.handle('unit.input', { run, text: '' })
  await lab.ended(run)
  return run
}

test('a run that is removed can be brought back; when the session is over it is gone', async () => {
  const of = folder()
  const lab = new TestLab({ scripted: true, folder: of })
  const run = await overIn(lab)
  const { run: before } = await lab.handle('run.open', { run })
  await lab.handle('run.remove', { run })
  await lab.until('the client is told', () => !lab.runs.has(run))
  await expect(lab.handle('run.open', { run })).rejects.toMatchObject({ code: 'no-such-run' })
  await lab.handle('run.restore', { run })
  await lab.until('the client is told', () => lab.runs.has(run))
  expect((await lab.handle('run.open', { run })).run).toEqual(before)
  expect(lab.seen(run).run).toEqual(before)
  await expect(lab.handle('run.restore', { run })).rejects.toMatchObject({ code: 'no-such-run' })
  await lab.handle('run.remove', { run })
  await lab.close()
  expect(records(of)).toEqual([])
})

test('a run that another session has removed is not listed, and is gone when that session died', async () => {
  const of = folder()
  await using lab = new TestLab({ scripted: true, folder: of })
  const run = await overIn(lab)
  await lab.handle('run.remove', { run })
  {
    await using other = new TestLab({ folder: of })
    expect((await other.handle('lab.snapshot', {})).runs).toEqual([])
  }
  const marker = records(of).find((name) => name.endsWith('.removed'))!
  writeFileSync(join(of, 'data', 'runs', marker), JSON.stringify({ pid: 2 ** 22 + 1, start: 1 }))
  await using later = new TestLab({ folder: of })
  expect((await later.handle('lab.snapshot', {})).runs).toEqual([])
  expect(records(of)).toEqual([])
})

test('a name and that a run is kept are there in the next session, and clients are told', async () => {
  const of = folder()
  await using lab = new TestLab({ scripted: true, folder: of })
  const run = await overIn(lab)
  await lab.handle('run.mark', { run, name: '첫 실행' })
  await lab.handle('run.mark', { run, pinned: true })
  await lab.until('the client is told', () => lab.seen(run).run.pinned)
  expect(lab.seen(run).run).toMatchObject({ name: '첫 실행', pinned: true })
  await using later = new TestLab({ folder: of })
  const { runs } = await later.handle('lab.snapshot', {})
  expect(runs).toMatchObject([{ id: run, name: '첫 실행', pinned: true, recordBytes: expect.any(Number) }])
  expect((await later.handle('run.open', { run })).run).toEqual(runs[0])
})

test('a run that goes on can neither be removed nor named', async () => {
  const of = folder()
  await using lab = new TestLab({ scripted: true, folder: of })
  const run = await lab.start(WAITS)
  await lab.state(run, '1.1', 'running')
  await expect(lab.handle('run.remove', { run })).rejects.toMatchObject({ code: 'action-refused' })
  const mark = lab.handle('run.mark', { run, name: 'x' })
  await expect(mark).rejects.toMatchObject({ code: 'action-refused' })
  await lab.handle('unit.input', { run, text: '' })
  await lab.ended(run)
  expect(records(of)).toEqual([`${run}.json`, `${run}.spindle`])
})

test('the newest records are kept, older ones go', async () => {
  const of = folder()
  const { run } = await lively(of)
  const runs = join(of, 'data', 'runs')
  const record = readFileSync(join(runs, `${run}.spindle`))
  for (let i = 0; i < KEPT_RUNS + 3; i += 1) {
    writeFileSync(join(runs, `20200101-0000${String(i).padStart(2, '0')}-000-abc.spindle`), record)
  }
  await using later = new TestLab({ folder: of })
  await later.handle('lab.snapshot', {})
  const kept = records(of).filter((name) => name.endsWith('.spindle'))
  expect(kept).toHaveLength(KEPT_RUNS)
  expect(kept.at(-1)).toBe(`${run}.spindle`)
})

test('a data folder that cannot be made is named to whoever asks for something', async () => {
  const of = folder()
  writeFileSync(join(of, 'data'), 'a file')
  await using lab = new TestLab({ scripted: true, folder: of })
  await expect(lab.start(WAITS)).rejects.toMatchObject({
    code: 'cannot-write-file',
    facts: { name: join(of, 'data', 'runs'), why: 'ENOTDIR' },
  })
})

test('what cannot be found out about one record does not cost the others', async () => {
  const of = folder()
  const { run } = await lively(of)
  const odd = '20200101-000000-000-abcdef'
  writeFileSync(join(of, 'data', 'runs', `${odd}.spindle`), 'no record')
  // A folder where a small file should be: it can be neither read nor removed.
  mkdirSync(join(of, 'data', 'runs', `${odd}.removed`, 'inside'), { recursive: true })
  await using later = new TestLab({ folder: of })
  expect((await later.handle('lab.snapshot', {})).runs).toMatchObject([{ id: run }])
})

test('a run whose records are taken away while it goes on ends like any other', async () => {
  const of = folder()
  await using lab = new TestLab({ scripted: true, folder: of })
  const run = await lab.start(WAITS)
  await lab.state(run, '1.1', 'running')
  rmSync(join(of, 'data', 'runs'), { recursive: true })
  await lab.handle('unit.input', { run, text: '' })
  expect(await lab.ended(run)).toMatchObject({ exitCode: 0 })
  expect((await lab.handle('lab.snapshot', {})).runs).toMatchObject([{ id: run, state: 'ended' }])
  expect(lab.defects).toMatchObject([{ code: 'ENOENT' }])
  await expect(lab.start(WAITS)).rejects.toMatchObject({ code: 'cannot-write-file' })
  // It is no longer among those that go on, and what could not be begun has left nothing.
  await expect(lab.handle('run.setSpeed', { run, speed: 2 })).rejects.toMatchObject({
    code: 'action-refused',
  })
})
