// @ts-check
// Builds the app when a source is newer than the last whole build. Run by itself, or used by other scripts.
import { spawnSync } from 'node:child_process'
import { globSync, statSync, utimesSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { root } from './here.js'

/** Written when every part has been built: a build that was interrupted leaves none or an old one. */
const STAMP = join(root, 'out', '.built')
const SOURCES = ['src/**/*.*', 'electron.vite.config.ts', 'package.json', 'package-lock.json']

/** @param {string} path @returns {number} time of the last change in ms, 0 when the file is not there */
const changedAt = (path) => statSync(path, { throwIfNoEntry: false })?.mtimeMs ?? 0

/** @returns {boolean} whether out/ holds a whole build of the present sources */
export function isBuilt() {
  const builtAt = changedAt(STAMP)
  return globSync(SOURCES, { cwd: root }).every((source) => changedAt(join(root, source)) < builtAt)
}

/**
 * Builds if needed.
 * @param {{ quiet?: boolean }} [how] quiet: the build's own words only when it fails
 * @returns {boolean} whether there is a build now
 */
export function ensureBuilt(how) {
  return isBuilt() || build(how)
}

/** @param {{ quiet?: boolean }} [how] @returns {boolean} */
function build({ quiet = true } = {}) {
  const startedAt = new Date()
  const { status, stdout, stderr } = spawnSync(
    process.execPath,
    [join(root, 'node_modules', 'electron-vite', 'bin', 'electron-vite.js'), 'build'],
    { cwd: root, stdio: quiet ? 'pipe' : ['ignore', 2, 2], encoding: 'utf8' },
  )
  if (status !== 0) {
    process.stderr.write((stdout ?? '') + (stderr ?? ''))
    return false
  }
  writeFileSync(STAMP, '')
  utimesSync(STAMP, startedAt, startedAt) // what changed while it was built is not in it
  return true
}

// --quiet: its own words only when it fails
if (import.meta.main) process.exitCode = build({ quiet: process.argv.includes('--quiet') }) ? 0 : 1
