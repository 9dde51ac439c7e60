/** No process of a run outlives its run, and none outlives the app: each test looks at the process table. */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { processRow, isLiving } from '../../src/main/lab/ending/process-table'
import { HostedLab } from '../support/hosted-lab'
import { TestLab } from '../support/test-lab'

const FAMILY = resolve('tests/fixtures/programs/ts/family-that-never-ends.ts')

function folder(): string {
  const made = mkdtempSync(join(tmpdir(), 'spindle-outlives-'))
  onTestFinished(() => rmSync(made, { recursive: true, force: true }))
  return made
}

const alive = (pid: number): boolean => isLiving(processRow(pid))

/** The whole family is there. */
async function begun(lab: HostedLab): Promise<void> {
  await lab.state('3.1', 'running')
  await lab.until('all is printed', () => lab.told.some(({ lines }) => lines >= 3))
  // First process, middle, grandchild, the sleeper that has gone away, and perhaps spares.
  expect(lab.family().length).toBeGreaterThanOrEqual(4)
}

test('the app is killed with -9: nothing of its runs goes on living, and the next one shows what there was', async () => {
  const of = folder()
  await using lab = new HostedLab(join(of, 'data'), FAMILY)
  await begun(lab)
  lab.host.kill('SIGKILL')
  await lab.exited()
  await lab.childless()
  await using next = new TestLab({ folder: of })
  const { runs } = await next.handle('lab.snapshot', {})
  expect(runs).toMatchObject([{ state: 'ended', cutOff: true }])
  const { units } = await next.handle('run.open', { run: runs[0]!.id })
  const processes = units.filter(({ kind }) => kind === 'process')
  expect(processes.length).toBeGreaterThanOrEqual(3)
  for (const { end } of processes) expect(end).toMatchObject({ state: 'terminated', askedBy: 'system' })
  expect(await next.texts(runs[0]!.id)).toEqual(expect.arrayContaining([expect.stringMatching(/^away /)]))
})

test('the app is killed while a supervisor is stopped and cannot notice: the guardian does', async () => {
  await using lab = new HostedLab(folder(), FAMILY)
  await begun(lab)
  for (const { pid } of lab.family()) process.kill(pid, 'SIGSTOP')
  lab.host.kill('SIGKILL')
  await lab.exited()
  await lab.childless()
})

async function inLab(lab: TestLab): Promise<{ run: string; pids: Record<string, number> }> {
  const { run } = await lab.handle('run.start', {
    program: { kind: 'file', fileId: FAMILY },
    args: [],
    speed: 1,
  })
  await lab.state(run, '3.1', 'running')
  await lab.printed(run, 3)
  const pids = Object.fromEntries(['1', '2', '3'].map((id) => [id, lab.unit(run, id)?.pid as number]))
  const away = (await lab.texts(run)).find((text) => text.startsWith('away'))?.split(' ')[1]
  return { run, pids: { ...pids, away: Number(away) } }
}

test('a run that is stopped takes everything with it, and says what it took', async () => {
  await using lab = new TestLab()
  const { run, pids } = await inLab(lab)
  await lab.handle('run.stop', { run, force: false })
  await lab.ended(run)
  expect(Object.values(pids).filter(alive)).toEqual([])
  // On a machine that is slower than our patience it takes force, and is told so.
  const end = lab.unit(run, '1')?.end
  expect(end).toMatchObject({ askedBy: 'person', forced: end?.signal === 'SIGKILL' })
})

test('the first process is killed from outside: its children are orphans and run on, until the run is stopped', async () => {
  await using lab = new TestLab()
  const { run, pids } = await inLab(lab)
  process.kill(pids['1'] as number, 'SIGKILL')
  await lab.state(run, '1', 'terminated')
  expect(lab.unit(run, '1')?.end).toMatchObject({ exitCode: -9, askedBy: 'system' })
  expect(lab.unit(run, '2')?.state).toBe('running')
  expect([pids['2'], pids['3']].map((pid) => alive(pid as number))).toEqual([true, true])
  await lab.handle('run.stop', { run, force: true })
  await lab.ended(run)
  expect(Object.values(pids).filter(alive)).toEqual([])
})

test('the middle process is killed: parent and grandchild go on, and the parent knows how it ended', async () => {
  await using lab = new TestLab()
  const { run, pids } = await inLab(lab)
  process.kill(pids['2'] as number, 'SIGKILL')
  const middle = await lab.state(run, '2', 'terminated')
  expect(middle.end).toMatchObject({ exitCode: -9, signal: 'SIGKILL' })
  expect(lab.unit(run, '3')?.state).toBe('running')
  // Main joins the middle one; its other thread spins on.
  await lab.state(run, '1.1', 'exit')
  await lab.handle('run.stop', { run, force: true })
  await lab.ended(run)
  expect(Object.values(pids).filter(alive)).toEqual([])
})

test('a thread in a busy loop is terminated, and its process goes on', async () => {
  await using lab = new TestLab()
  const { run, pids } = await inLab(lab)
  await lab.handle('unit.act', { run, unit: '1.2', action: 'terminate' })
  const spinner = await lab.state(run, '1.2', 'terminated')
  expect(spinner.end).toMatchObject({ askedBy: 'person' })
  expect(alive(pids['1'] as number)).toBe(true)
  expect(lab.unit(run, '1.1')?.state).toBe('join')
})

test('closing the Lab ends all of it', async () => {
  const lab = new TestLab()
  const { pids } = await inLab(lab)
  await lab.close()
  expect(Object.values(pids).filter(alive)).toEqual([])
})
