/** What a run used: CPU time of all its processes, and the most memory that they held together. */
import { expect, test } from 'vitest'
import type { ProcessSample } from '../../../../../src/contract/events'
import { SampleBook } from '../../../../../src/main/lab/run/sample-book'
import { TestLab } from '../../../../support/test-lab'

const process = (unit: string, cpuNs: number | null, rssBytes: number | null): ProcessSample => ({
  unit,
  cpuNs,
  cpuPercent: null,
  rssBytes,
  pssBytes: null,
  threads: 1,
})
const told = (...processes: ProcessSample[]) => ({ at: 0, processes, threads: [] })

test('CPU times of all processes are added up, memory of those that live at once', () => {
  const book = new SampleBook(() => undefined)
  expect(book.usage).toBeNull()
  book.tell(told(process('1', 10, 100)))
  book.tell(told(process('1', 20, 120), process('2', 5, 80)))
  expect(book.usage).toEqual({ cpuNs: 25, peakBytes: 200 })
  book.gone('2')
  book.tell(told(process('1', 30, 150), process('3', 1, 20)))
  expect(book.usage).toEqual({ cpuNs: 36, peakBytes: 200 })
})

test('what a process says at its end is later than its last sample, and never less', () => {
  const book = new SampleBook(() => undefined)
  book.tell(told(process('1', 20, 100)))
  book.used('1', 10, 300)
  expect(book.usage).toEqual({ cpuNs: 20, peakBytes: 300 })
  book.used('1', 40, null)
  expect(book.usage).toEqual({ cpuNs: 40, peakBytes: 300 })
})

test('a run that is over before its first sample knows what it used', async () => {
  await using lab = new TestLab()
  const source = `
    import { Process } from 'spindle/multiprocessing'
    export function work() {}
    export function main() { const p = new Process({ target: work }); p.start(); p.join() }`
  const run = await lab.ended(await lab.start(source, { name: 'program.ts' }))
  expect(run.usage).toEqual({
    cpuNs: expect.toSatisfy((ns: number) => ns > 1e6),
    // Where the system tells it without being sampled.
    peakBytes:
      globalThis.process.platform === 'linux' ? expect.toSatisfy((bytes: number) => bytes > 2e7) : null,
  })
})
