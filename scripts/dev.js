// @ts-check
// npm run dev: builds on every change and starts the shell anew after each build. The page is always served
// as in the product (own origin, strict policy), so that what works here works there.
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { findElectron } from './electron.js'
import { root } from './here.js'

const electron = process.argv.includes('--browser') ? null : findElectron()
const isLinuxRoot = process.platform === 'linux' && process.getuid?.() === 0
/** The last of the three parts that one build writes. */
const PARTS = 3

/** @type {import('node:child_process').ChildProcess | null} */
let shell = null
let parts = 0

const watcher = spawn(
  process.execPath,
  [join(root, 'node_modules', 'electron-vite', 'bin', 'electron-vite.js'), 'build', '--watch'],
  { cwd: root, stdio: ['ignore', 'pipe', 'inherit'] },
)
watcher.stdout.setEncoding('utf8')
watcher.stdout.on('data', (/** @type {string} */ text) => {
  process.stderr.write(text)
  parts += text.split('built in').length - 1
  if (parts >= PARTS && text.includes('built in')) restart()
})
watcher.once('exit', (code) => {
  shell?.kill()
  process.exitCode = code ?? 1
})
for (const signal of /** @type {const} */ (['SIGINT', 'SIGTERM'])) {
  process.once(signal, () => {
    shell?.kill('SIGTERM')
    watcher.kill('SIGTERM')
  })
}

function restart() {
  const start = () => {
    shell = electron
      ? spawn(electron, [...(isLinuxRoot ? ['--no-sandbox'] : []), root], { stdio: 'inherit' })
      : spawn(process.execPath, [join(root, 'out', 'main', 'browser.js'), '--no-open'], { stdio: 'inherit' })
  }
  if (!shell || shell.exitCode !== null || shell.signalCode !== null) return start()
  shell.removeAllListeners('exit').once('exit', start)
  shell.kill('SIGTERM')
}
