import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { expect, test } from 'vitest'
import type { Unit } from '../../../../../src/contract/unit'
import { parseSwitches, readMachine, ThreadFiles } from '../../../../../src/main/lab/sampling/proc'
import { RunSampler } from '../../../../../src/main/lab/sampling/run-sampler'

const unit = (more: Partial<Unit>): Unit => ({ state: 'running', pid: null, tid: null, ...more }) as Unit
const now = (): number => Number(process.hrtime.bigint())

/** Uses so much CPU time, however long that takes on a busy machine. */
function burn(ms: number): void {
  const before = process.cpuUsage()
  for (;;) {
    const { user, system } = process.cpuUsage(before)
    if (user + system >= ms * 1000) return
  }
}

test('a thread that computes has used CPU, is running, and says on which core', () => {
  const files = new ThreadFiles(process.pid, process.pid)
  const before = files.read()
  burn(100)
  const after = files.read()
  files.close()
  expect((after?.cpuNs ?? 0) - (before?.cpuNs ?? 0)).toBeGreaterThan(50e6)
  expect(after?.state).toBe('R')
  expect(after?.core).toBeGreaterThanOrEqual(0)
  expect(after?.queuedNs).toBeGreaterThanOrEqual(before?.queuedNs ?? Infinity)
  const switches = (after?.yields ?? NaN) + (after?.preemptions ?? NaN)
  expect(switches).toBeGreaterThanOrEqual((before?.yields ?? Infinity) + (before?.preemptions ?? Infinity))
})

test('context switches are read from the text of a status, and missing ones are missing', () => {
  const status = 'Threads:\t1\nvoluntary_ctxt_switches:\t12\nnonvoluntary_ctxt_switches:\t3\n'
  expect(parseSwitches(status)).toEqual({ yields: 12, preemptions: 3 })
  expect(parseSwitches('Threads:\t1\n')).toBeNull()
})

test('a stopped process is shown as stopped, with its memory; a gone one not at all', async () => {
  const child = spawn('sleep', ['600'], { stdio: 'ignore' })
  await once(child, 'spawn')
  const pid = child.pid as number
  child.kill('SIGSTOP')
  const sampler = new RunSampler(readMachine())
  const units = [
    unit({ id: '1', kind: 'process', pid }),
    unit({ id: '1.1', kind: 'main', pid, tid: pid }),
    unit({ id: '1.2', kind: 'thread', pid, tid: null }),
    unit({ id: '2', kind: 'process', state: 'finished', pid: process.pid }),
  ]
  let sample = sampler.sample(now(), units)
  while (sample.threads[0]?.state !== 'T') sample = sampler.sample(now(), units)
  expect(sample.processes).toMatchObject([{ unit: '1', threads: 1 }])
  expect(sample.processes[0]?.rssBytes).toBeGreaterThan(0)
  expect(sample.threads).toMatchObject([{ unit: '1.1', state: 'T' }])
  while (sampler.sample(now(), units).processes[0]?.pssBytes === null) await new Promise(setImmediate)
  child.kill('SIGKILL')
  await once(child, 'exit')
  expect(sampler.sample(now(), units)).toMatchObject({ processes: [], threads: [] })
  sampler.close()
})

test('CPU in percent is the share of one core since the last sample', () => {
  const sampler = new RunSampler(readMachine())
  const self = [
    unit({ id: '1', kind: 'process', pid: process.pid }),
    unit({ id: '1.1', kind: 'main', pid: process.pid, tid: process.pid }),
  ]
  expect(sampler.sample(1e9, self).threads[0]?.cpuPercent).toBeNull()
  burn(200)
  // At least half of it in this thread, as if a second had passed.
  const percent = sampler.sample(2e9, self).threads[0]?.cpuPercent
  expect(percent).toBeGreaterThan(10)
  sampler.close()
})
