/** What the benches share: running the CLI and the raw side, medians, and rows of the table. */
import { spawn } from 'node:child_process'
import { readdirSync, readFileSync } from 'node:fs'
import { fileURLToPath } from 'node:url'

export const here = (path) => fileURLToPath(new URL(path, import.meta.url))
export const cli = here('../bin/spindle.js')

export function quantile(values, q) {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(q * sorted.length))]
}
export const median = (values) => quantile(values, 0.5)

/** Runs a command to its end. Resolves to { code, signal, out, ms }; `stdout` may be a file descriptor. */
export function run(command, args, { stdout = 'pipe', input = null, env = process.env } = {}) {
  return new Promise((resolve, reject) => {
    const began = process.hrtime.bigint()
    const child = spawn(command, args, {
      stdio: [input === null ? 'ignore' : 'pipe', stdout, 'inherit'],
      env,
    })
    const chunks = []
    child.stdout?.on('data', (chunk) => chunks.push(chunk))
    child.on('error', reject)
    child.on('close', (code, signal) => {
      const ms = Number(process.hrtime.bigint() - began) / 1e6
      resolve({ code, signal, out: Buffer.concat(chunks).toString(), ms })
    })
    child.stdin?.end(input)
  })
}

export const spindle = (program, args, options) =>
  run(
    process.execPath,
    [cli, 'run', '--no-samples', here(`programs/${program}`), ...args.map(String)],
    options,
  )

/** The `ms` values a program printed as JSON lines. */
export const printedMs = ({ out }) =>
  out
    .split('\n')
    .filter((line) => line.startsWith('{'))
    .map((line) => JSON.parse(line).ms)

/** A row of the table. `goal` is the highest ratio (or for `kept` rows the exact number) that is wanted. */
export const row = (what, spindleValue, rawValue, goal, unit = 'ms') => ({
  what,
  spindle: spindleValue,
  raw: rawValue,
  ratio: rawValue === null ? null : spindleValue / rawValue,
  goal,
  unit,
})

/** PIDs of the processes below `pid`, itself included. */
export function tree(pid) {
  const parents = new Map()
  for (const entry of readdirSync('/proc')) {
    if (!/^\d+$/.test(entry)) continue
    try {
      const stat = readFileSync(`/proc/${entry}/stat`, 'utf8')
      parents.set(Number(entry), Number(stat.slice(stat.lastIndexOf(')') + 2).split(' ')[1]))
    } catch {
      continue // it ended while we looked
    }
  }
  const found = new Set([pid])
  for (let grew = true; grew;) {
    grew = false
    for (const [child, parent] of parents) {
      if (found.has(parent) && !found.has(child)) {
        found.add(child)
        grew = true
      }
    }
  }
  return [...found]
}

/** Proportional set size of a process in MB. */
export function pssMb(pid) {
  const rollup = readFileSync(`/proc/${pid}/smaps_rollup`, 'utf8')
  return Number(/^Pss:\s+(\d+) kB/m.exec(rollup)[1]) / 1024
}

/** CPU seconds a process has used. */
export function cpuSeconds(pid) {
  const stat = readFileSync(`/proc/${pid}/stat`, 'utf8')
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return (Number(fields[11]) + Number(fields[12])) / 100
}

/** Starts a command and waits until it prints `ready`; gives the child. */
export function untilReady(command, args) {
  return new Promise((resolve, reject) => {
    const child = spawn(command, args, { stdio: ['pipe', 'pipe', 'inherit'] })
    let out = ''
    child.stdout.on('data', (chunk) => {
      out += chunk
      if (out.includes('ready')) resolve(child)
    })
    child.on('error', reject)
    child.on('exit', (code) => reject(new Error(`ended with ${code} before it was ready: ${out}`)))
  })
}

export const ended = (child) =>
  new Promise((resolve) => {
    if (child.exitCode !== null || child.signalCode !== null) resolve()
    else child.once('exit', () => resolve())
  })
