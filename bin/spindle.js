#!/usr/bin/env node
// @ts-check
// The `spindle` command. Any Node may start it; what it starts runs on Node 24 or newer, this one or the
// one that was installed beside us. Written for old Nodes: no syntax and no API that is newer than Node 16.
import { spawn, spawnSync } from 'node:child_process'
import { existsSync } from 'node:fs'
import { createRequire } from 'node:module'
import { constants } from 'node:os'
import { dirname, join } from 'node:path'
import { isatty } from 'node:tty'
import { fileURLToPath, pathToFileURL } from 'node:url'

const OLDEST_NODE = 24
const root = join(dirname(fileURLToPath(import.meta.url)), '..')
const cli = join(root, 'out', 'main', 'cli.js')

/** @returns {string | null} the Node to run on, or null when there is none that is new enough */
function findNode() {
  if (Number(process.versions.node.split('.')[0]) >= OLDEST_NODE) return process.execPath
  try {
    const folder = dirname(createRequire(import.meta.url).resolve('node/package.json'))
    const program = join(folder, 'bin', process.platform === 'win32' ? 'node.exe' : 'node')
    return existsSync(program) ? program : null
  } catch {
    return null // not installed
  }
}

/** Ends as the other process ended. @param {number | null} code @param {NodeJS.Signals | null} signal */
function endLike(code, signal) {
  if (!signal) process.exit(code === null ? 1 : code)
  for (const name of relayed) process.removeAllListeners(name)
  process.kill(process.pid, signal)
  setTimeout(() => process.exit(128 + constants.signals[signal]), 200) // a signal that Node ignores
}

/** @type {NodeJS.Signals[]} What a shell sends to one process; the keys of a terminal reach both of us. */
const relayed = ['SIGINT', 'SIGQUIT', 'SIGTERM', 'SIGHUP']

const node = findNode()
if (!node) {
  console.error(`spindle: Node ${OLDEST_NODE} or newer is needed; this is ${process.versions.node}.`)
  console.error(`         Run “npm ci” in ${root}: it brings one along.`)
  process.exit(1)
}
if (!existsSync(cli)) {
  console.error('spindle: building it once …')
  const built = spawnSync(node, [join(root, 'scripts', 'build.js'), '--quiet'], {
    cwd: root,
    stdio: ['ignore', 2, 2],
  })
  if (built.status !== 0) process.exit(1)
}
if (node === process.execPath) {
  await import(pathToFileURL(cli).href)
} else {
  const child = spawn(node, [cli, ...process.argv.slice(2)], { stdio: 'inherit' })
  const fromTerminal = [0, 1, 2].some((fd) => isatty(fd))
  for (const name of relayed) {
    process.on(name, () => {
      if (!fromTerminal || name === 'SIGTERM') child.kill(name)
    })
  }
  child.on('error', (error) => {
    console.error(`spindle: ${error.message}`)
    process.exit(1)
  })
  child.on('exit', endLike)
}
