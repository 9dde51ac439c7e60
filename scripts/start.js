// @ts-check
// npm start: the desktop shell where Electron is or can be fetched, else the browser shell in an app window.
import { spawn } from 'node:child_process'
import { join } from 'node:path'
import { ensureBuilt } from './build.js'
import { fetchElectron, findElectron } from './electron.js'
import { root } from './here.js'

const { platform, env } = process
const isLinuxRoot = platform === 'linux' && process.getuid?.() === 0
const hasScreen = platform !== 'linux' || Boolean(env['DISPLAY'] || env['WAYLAND_DISPLAY'])

if (!ensureBuilt()) process.exit(1)
const whyNot = hasScreen ? (findElectron() ? null : await fetchElectron()) : 'there is no screen'
const electron = whyNot ? null : findElectron()
if (electron) {
  if (isLinuxRoot) {
    console.error(
      'Warning: Electron does not start as root with its sandbox, so it is off. Better: use a user of your own.',
    )
  }
  // Only here and only for root: the product itself never turns the sandbox off.
  run(electron, [...(isLinuxRoot ? ['--no-sandbox'] : []), root, ...process.argv.slice(2)])
} else {
  console.error(`Electron cannot be used here (${whyNot}): starting Spindle in a browser instead.`)
  const flags = isLinuxRoot ? ['--window-flag=--no-sandbox'] : []
  if (isLinuxRoot && hasScreen) {
    console.error(
      'Warning: Chromium does not start as root with its sandbox, so it is off. Better: use a user of your own.',
    )
  }
  run(process.execPath, [
    join(root, 'out', 'main', 'browser.js'),
    '--window',
    ...flags,
    ...process.argv.slice(2),
  ])
}

/** Runs it in our place. @param {string} program @param {string[]} args */
function run(program, args) {
  const child = spawn(program, args, { stdio: 'inherit' })
  // Keys of the terminal reach both of us; what is sent to us alone is handed on.
  process.on('SIGINT', () => undefined)
  for (const signal of /** @type {const} */ (['SIGTERM', 'SIGHUP']))
    process.on(signal, () => child.kill(signal))
  child.once('error', (error) => {
    console.error(error.message)
    process.exitCode = 1
  })
  child.once('exit', (code) => (process.exitCode = code ?? 1))
}
