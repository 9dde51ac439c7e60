import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { expect, test } from 'vitest'
import {
  familyOf,
  isLiving,
  processRow,
  type ProcessRow,
} from '../../../../../src/main/lab/ending/process-table'
import { isRunning, nameProcess, signalProcess } from '../../../../../src/main/lab/ending/signals'

test('the row of a process tells what ps would', () => {
  expect(processRow(process.pid)).toMatchObject({ pid: process.pid, ppid: process.ppid })
  expect(processRow(2 ** 22 + 1)).toBeNull()
})

test('a name means one process, never another that got its PID later', async () => {
  const child = spawn('sleep', ['600'], { stdio: 'ignore' })
  await once(child, 'spawn')
  const name = nameProcess(child.pid as number)
  expect(isRunning(name)).toBe(true)
  const namesake = { ...name, start: (name.start ?? 0) + 1 }
  expect(isRunning(namesake)).toBe(false)
  expect(signalProcess(namesake, 'SIGKILL')).toBe(false)
  expect(signalProcess(name, 'SIGKILL')).toBe(true)
  await once(child, 'exit')
  expect(isRunning(name)).toBe(false)
})

test('a stopped process is woken to take SIGTERM', async () => {
  const child = spawn('sleep', ['600'], { stdio: 'ignore' })
  await once(child, 'spawn')
  child.kill('SIGSTOP')
  signalProcess(nameProcess(child.pid as number), 'SIGTERM')
  const [, signal] = await once(child, 'exit')
  expect(signal).toBe('SIGTERM')
})

test('a family is the group, the session, the known ones and all they have started, but no zombies', () => {
  const row = (pid: number, ppid: number, group: number, session: number, state = 'S'): ProcessRow => ({
    pid,
    ppid,
    group,
    session,
    state,
    start: pid,
  })
  const rows = [
    row(1, 0, 1, 1),
    row(10, 1, 10, 10),
    row(11, 10, 10, 10, 'Z'),
    row(12, 11, 12, 10),
    row(13, 12, 13, 13),
    row(20, 1, 20, 20),
    row(21, 20, 20, 20),
    row(30, 1, 30, 30),
  ]
  expect(
    familyOf(10, [20], rows)
      .map(({ pid }) => pid)
      .sort(),
  ).toEqual([10, 12, 13, 20, 21])
  expect(isLiving(rows[2] ?? null)).toBe(false)
})
