// @ts-check
// Electron's binary: where it is, and fetching it once when it is not there.
import { spawn } from 'node:child_process'
import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './here.js'

const folder = join(root, 'node_modules', 'electron')
/** A machine without a way to the download is asked again after so long. */
const ASK_AGAIN_MS = 24 * 60 * 60 * 1000
const PROBE_LIMIT_MS = 10_000
const FETCH_LIMIT_MS = 10 * 60 * 1000
const FAILED = join(root, 'node_modules', '.cache', 'spindle', 'electron-not-fetched')

/** @returns {string | null} path of the binary; never asks `require('electron')`, which would download */
export function findElectron() {
  const pathFile = join(folder, 'path.txt')
  if (!existsSync(pathFile)) return null
  const base = process.env['ELECTRON_OVERRIDE_DIST_PATH'] ?? join(folder, 'dist')
  const program = join(base, readFileSync(pathFile, 'utf8').trim())
  return existsSync(program) ? program : null
}

/**
 * Fetches the binary with Electron's own installer, unless that failed a short while ago.
 * @returns {Promise<string | null>} why it could not be had, or null when it is there now
 */
export async function fetchElectron() {
  if (process.env['ELECTRON_SKIP_BINARY_DOWNLOAD']) return 'ELECTRON_SKIP_BINARY_DOWNLOAD is set'
  if (!existsSync(join(folder, 'install.js'))) return 'the package electron is not installed'
  if (existsSync(FAILED) && Date.now() - Number(readFileSync(FAILED, 'utf8')) < ASK_AGAIN_MS) {
    return 'it could not be fetched a short while ago'
  }
  const why = (await whyUnreachable()) ?? (await install())
  if (why) {
    mkdirSync(join(FAILED, '..'), { recursive: true })
    writeFileSync(FAILED, String(Date.now()))
  }
  return why
}

/** A quick look, so that a machine without network does not wait for the installer's patience. */
async function whyUnreachable() {
  const { ELECTRON_MIRROR, npm_config_electron_mirror, HTTPS_PROXY, https_proxy } = process.env
  if (HTTPS_PROXY || https_proxy) return null // the installer knows how to use it
  try {
    const source = ELECTRON_MIRROR || npm_config_electron_mirror || 'https://github.com/electron/electron/'
    await fetch(source, { method: 'HEAD', signal: AbortSignal.timeout(PROBE_LIMIT_MS) })
    return null
  } catch {
    return 'its download cannot be reached from here'
  }
}

/** @returns {Promise<string | null>} */
function install() {
  console.error('Fetching Electron (once, about 120 MB) …')
  const installer = spawn(process.execPath, [join(folder, 'install.js')], {
    stdio: 'ignore',
    timeout: FETCH_LIMIT_MS,
    killSignal: 'SIGKILL',
  })
  return new Promise((resolve) => {
    installer.once('error', (error) => resolve(error.message))
    installer.once('exit', (code) => resolve(code === 0 && findElectron() ? null : 'its download failed'))
  })
}
