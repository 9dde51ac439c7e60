// @ts-check
// npm run dev [-- --browser]: builds after every change and starts the shell anew. The page is always served
// as in the product (own origin, strict policy), so that what works here works there.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { watch } from 'node:fs'
import { join } from 'node:path'
import { findElectron } from './electron.js'
import { root } from './here.js'

/** An editor writes a file in several steps, and a checkout many files. */
const CALM_MS = 200

const electron = process.argv.includes('--browser') ? null : findElectron()
const isLinuxRoot = process.platform === 'linux' && process.getuid?.() === 0
if (!electron) console.error('The browser shell is used: Electron is not here, or was not asked for.')

/** @type {import('node:child_process').ChildProcess | null} */
let shell = null
/** @type {Promise<void> | null} */
let building = null
let isStale = false

/** Builds, and once more when something changed meanwhile. A build that fails leaves the shell as it is. */
async function rebuild() {
  do {
    isStale = false
    const builder = spawn(process.execPath, [join(root, 'scripts', 'build.js'), '--quiet'], {
      stdio: 'inherit',
    })
    const [code] = await once(builder, 'exit')
    if (code === 0 && !isStale) await restart()
  } while (isStale)
  building = null
}

async function restart() {
  await stop()
  shell = electron
    ? spawn(electron, [...(isLinuxRoot ? ['--no-sandbox'] : []), root], { stdio: 'inherit' })
    : spawn(process.execPath, [join(root, 'out', 'main', 'browser.js'), '--no-open'], { stdio: 'inherit' })
}

async function stop() {
  if (!shell || shell.exitCode !== null || shell.signalCode !== null) return
  shell.kill('SIGTERM')
  await once(shell, 'exit')
}

/** @type {NodeJS.Timeout | undefined} */
let calm
const watcher = watch(join(root, 'src'), { recursive: true }, () => {
  clearTimeout(calm)
  calm = setTimeout(() => {
    isStale = true
    building ??= rebuild()
  }, CALM_MS)
})
for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM'])) {
  process.once(signal, () => {
    watcher.close()
    clearTimeout(calm)
    void stop().then(() => process.exit(0))
  })
}
building = rebuild()
