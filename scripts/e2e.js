// @ts-check
// npm run test:e2e [-- arguments of playwright test]: the same specs in every shell that is there. Makes sure
// of a browser first, and says plainly which shell could not be had.
import { spawnSync } from 'node:child_process'
import { join } from 'node:path'
import { ensureBuilt } from './build.js'
import { findChromium } from './chromium.js'
import { findElectron } from './electron.js'
import { root } from './here.js'

if (!ensureBuilt()) process.exit(1)
ensureChromium()
if (!findElectron()) {
  console.log('Electron is not here: the specs run in the browser shell only (npm start fetches Electron).')
}
const { status } = spawnSync(
  process.execPath,
  [join(root, 'node_modules', '@playwright', 'test', 'cli.js'), 'test', ...process.argv.slice(2)],
  { cwd: root, stdio: 'inherit' },
)
process.exitCode = status ?? 1

/** On Debian root may install one; the fonts are for the Korean texts in pictures. */
function ensureChromium() {
  if (findChromium()) return
  const isDebianRoot =
    process.getuid?.() === 0 && spawnSync('apt-get', ['--version'], { stdio: 'ignore' }).status === 0
  if (isDebianRoot) {
    console.log('No Chromium is here: installing Debian’s.')
    const env = { ...process.env, DEBIAN_FRONTEND: 'noninteractive' }
    const apt = (/** @type {string[]} */ ...args) =>
      spawnSync('apt-get', args, { env, stdio: ['ignore', 'ignore', 'inherit'], timeout: 300_000 })
    apt('update', '-q')
    apt('install', '-y', '-q', '--no-install-recommends', 'chromium', 'fonts-noto-cjk')
    if (findChromium()) return
  }
  console.error('No Chromium, Chrome or Edge was found for the end-to-end tests.')
  console.error(
    'Install one (Debian: apt-get install chromium fonts-noto-cjk; elsewhere: npx playwright install chromium).',
  )
  process.exit(1)
}
