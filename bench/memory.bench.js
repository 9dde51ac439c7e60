/** Memory per unit at 50 idle ones (PSS), and the CPU that watching 100 idle threads costs. Linux only. */
import { cpuSeconds, cli, ended, here, pssMb, row, tree, untilReady } from './support.js'

const COUNT = 50
const WATCH_S = 10
const total = (pids) => pids.reduce((sum, pid) => sum + pssMb(pid), 0)
const program = here('programs/idle.ts')

async function pssOf(command, args) {
  const child = await untilReady(command, args)
  // Let garbage of the start be collected and lazily booted parts settle.
  await new Promise((resolve) => setTimeout(resolve, 1000))
  const mb = total(tree(child.pid))
  child.stdin.end()
  await ended(child)
  return mb
}

const oursWith = (kind, count) =>
  pssOf(process.execPath, [cli, 'run', '--no-samples', program, kind, String(count)])
const rawWorkers = (count) => pssOf(process.execPath, [here('raw/hosts-workers.cjs'), String(count)])

async function watching() {
  const child = await untilReady(process.execPath, [cli, 'run', program, 'threads', '100'])
  const before = cpuSeconds(child.pid)
  await new Promise((resolve) => setTimeout(resolve, WATCH_S * 1000))
  const percent = ((cpuSeconds(child.pid) - before) / WATCH_S) * 100
  child.stdin.end()
  await ended(child)
  return percent
}

export default async function bench() {
  if (process.platform !== 'linux') return []
  const thread = ((await oursWith('threads', COUNT)) - (await oursWith('threads', 1))) / (COUNT - 1)
  const worker = ((await rawWorkers(COUNT)) - (await rawWorkers(1))) / (COUNT - 1)
  const child = ((await oursWith('processes', COUNT)) - (await oursWith('processes', 1))) / (COUNT - 1)
  return [
    row(`memory of a thread at ${COUNT}, PSS`, thread, worker, 1.15, 'MB'),
    row(`memory of a process at ${COUNT}, PSS`, child, null, null, 'MB'),
    row('CPU of the app while it watches 100 idle threads', await watching(), null, 5, '%'),
  ]
}
