import { mkdtempSync, readdirSync, rmSync, watch } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, onTestFinished, test } from 'vitest'
import { isLiving, processRow } from '../../../../src/main/lab/ending/process-table'
import { TestLab } from '../../../support/test-lab'

const TELLS = `export default async (agent) => {
  await agent.main()
  await agent.send('out', 1, agent.welcome.program.args.join(' ') + '\\n')
  await agent.command('input')
  await agent.bye(0)
}`

/** Where scripted agents say, by a file named after their PID, that they have said hello. */
function readyFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'spindle-ready-'))
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }))
  return folder
}

/** PID of the next process that is ready and was not known before. */
function nextReady(lab: TestLab, folder: string, known: readonly number[]): Promise<number> {
  const ready = new Promise<number>((resolve) => {
    const look = (): void => {
      const pid = readdirSync(folder)
        .map(Number)
        .find((one) => !known.includes(one))
      if (pid === undefined) return
      watcher.close()
      resolve(pid)
    }
    const watcher = watch(folder, look)
    look()
  })
  return lab.limited('a spare is ready', ready)
}

test('a run that finds a spare is that process, told in its welcome what to run', async () => {
  const folder = readyFolder()
  await using lab = new TestLab({ scripted: true, spares: true, nodeEnv: { SCRIPT_READY: folder } })
  const pid = await nextReady(lab, folder, [])
  const run = await lab.start(TELLS, { args: ['x', 'y'] })
  await lab.printed(run)
  expect(lab.unit(run, '1')).toMatchObject({ pid, state: 'running' })
  expect(await lab.texts(run)).toEqual(['x y'])
  const next = await nextReady(lab, folder, [pid])
  await lab.handle('unit.input', { run, text: '' })
  await lab.ended(run)
  expect(next).not.toBe(pid)
})

test('a spare that dies is replaced, and closing the Lab leaves none', async () => {
  const folder = readyFolder()
  const lab = new TestLab({ scripted: true, spares: true, nodeEnv: { SCRIPT_READY: folder } })
  const first = await nextReady(lab, folder, [])
  process.kill(first, 'SIGKILL')
  const second = await nextReady(lab, folder, [first])
  expect(isLiving(processRow(second))).toBe(true)
  await lab.close()
  expect(isLiving(processRow(second))).toBe(false)
})
