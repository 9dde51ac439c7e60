/** Start of a thread and of a process: from the call to the first instruction, against the bare primitive. */
import { fork } from 'node:child_process'
import { Worker } from 'node:worker_threads'
import { here, median, printedMs, row, spindle } from './support.js'

const COUNT = 15
const now = () => Number(process.hrtime.bigint())
/** Long enough for a spare to be ready again. */
const PAUSE_S = 0.5

async function bareWorker() {
  const calledAt = now()
  const worker = new Worker(here('raw/first.cjs'))
  const startedAt = await new Promise((resolve) => worker.once('message', resolve))
  await worker.terminate()
  return (startedAt - calledAt) / 1e6
}

async function bareFork() {
  const calledAt = now()
  const child = fork(here('raw/first.cjs'))
  const startedAt = await new Promise((resolve) => child.once('message', resolve))
  await new Promise((resolve) => child.once('exit', resolve))
  return (startedAt - calledAt) / 1e6
}

const times = async (measure) => {
  const values = []
  for (let i = 0; i < COUNT; i++) values.push(await measure())
  return values
}

export default async function bench() {
  const cold = { ...process.env, SPINDLE_SPARES: '0' }
  const threads = printedMs(await spindle('thread-start.ts', [COUNT, 0], { env: cold }))
  const worker = await times(bareWorker)
  const warmThreads = printedMs(await spindle('thread-start.ts', [COUNT, PAUSE_S]))
  const processes = printedMs(await spindle('process-start.ts', [COUNT, 0], { env: cold }))
  const child = await times(bareFork)
  const warmProcesses = printedMs(await spindle('process-start.ts', [COUNT, PAUSE_S]))
  return [
    row('thread, cold', median(threads), median(worker), 1.15),
    row('thread, from the spare', median(warmThreads), median(worker), 0.2),
    row('process, cold', median(processes), median(child), 2.5),
    row('process, from the spare', median(warmProcesses), median(child), 0.2),
  ]
}
