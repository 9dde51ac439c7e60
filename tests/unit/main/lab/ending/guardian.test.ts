import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { existsSync, mkdtempSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { Guardian } from '../../../../../src/main/lab/ending/guardian'
import { isLiving, MARK_VARIABLE, processRow } from '../../../../../src/main/lab/ending/process-table'

async function sleeper(env: object = {}): Promise<{ pid: number; ended: Promise<unknown> }> {
  const child = spawn('sleep', ['600'], { detached: true, stdio: 'ignore', env: { ...process.env, ...env } })
  const ended = once(child, 'exit')
  await once(child, 'spawn')
  return { pid: child.pid as number, ended }
}

const alive = (pid: number): boolean => isLiving(processRow(pid))

test('when its Lab is gone it kills the groups it knows, those that carry the mark, and removes the folder', async () => {
  const folder = mkdtempSync(join(tmpdir(), 'spindle-guarded-'))
  writeFileSync(join(folder, 'socket'), '')
  const guardian = new Guardian(folder)
  guardian.start()
  const known = await sleeper()
  const forgotten = await sleeper()
  const marked = await sleeper({ [MARK_VARIABLE]: `${process.pid}.abc` })
  for (const { pid } of [known, forgotten]) guardian.watch(pid)
  guardian.forget(forgotten.pid)
  await guardian.close()
  await known.ended
  await marked.ended
  expect(existsSync(folder)).toBe(false)
  expect(alive(forgotten.pid)).toBe(true)
  process.kill(forgotten.pid, 'SIGKILL')
  await forgotten.ended
})

test('a guardian that is killed is replaced by one that knows the same groups', async () => {
  const guardian = new Guardian(mkdtempSync(join(tmpdir(), 'spindle-guarded-')))
  guardian.start()
  const known = await sleeper()
  guardian.watch(known.pid)
  const first = guardian.pid as number
  process.kill(first, 'SIGKILL')
  while (guardian.pid === first || guardian.pid === null) await new Promise((go) => setTimeout(go, 10))
  await guardian.close()
  await known.ended
  expect(alive(known.pid)).toBe(false)
})

test('it cannot be ended by the keys of a terminal or a polite signal', async () => {
  const guardian = new Guardian(mkdtempSync(join(tmpdir(), 'spindle-guarded-')))
  guardian.start()
  const pid = guardian.pid as number
  // The shell has to have come as far as its trap: a group it was told of proves it.
  const known = await sleeper()
  guardian.watch(known.pid)
  while (processRow(pid)?.state !== 'S') await new Promise((go) => setTimeout(go, 10))
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.kill(pid, signal)
  guardian.watch(known.pid)
  expect(alive(pid)).toBe(true)
  await guardian.close()
  await known.ended
})
