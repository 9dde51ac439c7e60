// @ts-check
// A Chromium for the end-to-end tests: Playwright's own, else one that is installed.
import { execFileSync } from 'node:child_process'
import { accessSync, constants, existsSync } from 'node:fs'
import { delimiter, join } from 'node:path'
import { chromium } from '@playwright/test'

const NAMES = [
  'chromium',
  'chromium-browser',
  'google-chrome-stable',
  'google-chrome',
  'microsoft-edge-stable',
]

/**
 * @returns {{ executablePath?: string } | null} options for `launch`: empty for Playwright's own; null when
 *   there is no browser
 */
export function findChromium() {
  if (existsSync(chromium.executablePath())) return {}
  const folders = (process.env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '')
  for (const name of NAMES) {
    const executablePath = folders.map((folder) => join(folder, name)).find(isProgram)
    if (executablePath) return { executablePath }
  }
  return null
}

/** @param {string} path */
function isProgram(path) {
  try {
    accessSync(path, constants.X_OK)
    return true
  } catch {
    return false // not there, or not to be run
  }
}

/**
 * Major version of the browser that `findChromium` finds, `unknown` when it does not say. It is asked once: the
 * environment carries it to the processes of Playwright.
 */
export function chromiumMajor() {
  const known = process.env['SPINDLE_CHROMIUM']
  if (known) return known
  const found = findChromium()
  const major = found ? majorOf(found.executablePath ?? chromium.executablePath()) : 'unknown'
  process.env['SPINDLE_CHROMIUM'] = major
  return major
}

/** @param {string} program */
function majorOf(program) {
  if (process.platform === 'win32') return 'unknown' // a browser there opens a window instead of answering
  try {
    const said = execFileSync(program, ['--version'], {
      encoding: 'utf8',
      stdio: ['ignore', 'pipe', 'ignore'],
    })
    return /(\d+)\.\d+\.\d+/.exec(said)?.[1] ?? 'unknown'
  } catch {
    return 'unknown' // it does not start, or knows no such flag
  }
}
