import { existsSync } from 'node:fs'
import { defineConfig } from '@playwright/test'
import { chromiumMajor, findChromium } from './scripts/chromium.js'
import { findElectron } from './scripts/electron.js'

/** Reviewed pictures of every screen, per major version of Chromium: they draw differently. */
const baselines = `tests/visual/baselines/chromium-${chromiumMajor()}`
const hasBaselines = existsSync(baselines) || process.env['SPINDLE_BASELINES'] === 'update'

/**
 * The same specs in every shell that is there. Each test has a shell of its own, with a Lab and a data
 * folder of its own, so they may run side by side.
 */
export default defineConfig({
  testDir: 'tests/e2e',
  testMatch: '**/*.spec.ts',
  outputDir: 'test-results',
  fullyParallel: true,
  workers: 2,
  retries: 0,
  forbidOnly: Boolean(process.env['CI']),
  timeout: 90_000,
  expect: { timeout: 15_000 },
  reporter: [['list']],
  use: {
    viewport: { width: 1440, height: 900 },
    launchOptions: findChromium() ?? {},
    screenshot: 'only-on-failure',
    trace: 'retain-on-failure',
  },
  projects: [
    {
      name: 'visual',
      testDir: 'tests/visual',
      testMatch: hasBaselines ? 'screens.spec.ts' : 'no-baselines.spec.ts',
      snapshotPathTemplate: `${baselines}/{arg}{ext}`,
      expect: {
        timeout: 15_000,
        toHaveScreenshot: { maxDiffPixelRatio: 0.002, animations: 'disabled', caret: 'hide' },
      },
    },
    { name: 'browser', metadata: { shell: 'browser' }, grepInvert: /@desktop-only/ },
    // The built desktop shell without Electron's binary: what of it can be run everywhere is run everywhere.
    { name: 'desktop-stand-in', metadata: { shell: 'stand-in' }, grep: /@desktop/ },
    // Electron's own binary; where it is missing, scripts/e2e.js says so.
    ...(findElectron() ? [{ name: 'desktop', metadata: { shell: 'desktop' } }] : []),
  ],
})
