// @ts-check
// A Chromium for the end-to-end tests: Playwright's own, else one that is installed.
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
