/**
 * `test` of all end-to-end specs: `page` shows Spindle in the project's shell. After each test the shell is
 * ended, and the test fails when the page has complained or a process was left behind.
 */
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { _electron, test as base, expect, type Page } from '@playwright/test'
import { findElectron } from '../../../scripts/electron.js'
import { StandInApp } from '../../support/electron-stand-in/show-window'
import { BrowserShell, leftBehind, shellEnvironment, type ShellOptions } from '../../support/shells'

export { expect }

export interface Fixtures {
  /** Locale of the person: what the environment and the browser say. Default: Korean. `test.use({ lang: 'en-US' })` */
  lang: string
  /** A folder of this test's own in which the shell keeps everything. */
  dataFolder: string
  /** Complaints of the page that the test expects: those that match are left out. */
  expectedComplaints: RegExp | null
}

export const test = base.extend<Fixtures>({
  lang: ['ko-KR', { option: true }],
  expectedComplaints: [null, { option: true }],
  locale: ({ lang }, use) => use(lang),

  dataFolder: async ({}, use) => {
    const folder = await mkdtemp(join(tmpdir(), 'spindle-e2e-'))
    await use(folder)
    await expect
      .poll(() => leftBehind(folder), { message: 'processes left behind', timeout: 5_000 })
      .toEqual([])
    await rm(folder, { recursive: true, force: true })
  },

  page: async ({ context, dataFolder, lang, expectedComplaints }, use, { project }) => {
    const options = { dataFolder, lang: `${lang.replace('-', '_')}.UTF-8` }
    const opened = await SHELLS[shellOf(project)](options)
    const page = await opened.page(() => context.newPage())
    const complaints = listen(page)
    await opened.show(page)
    await use(page)
    await opened.end()
    expect(complaints.filter((complaint) => !expectedComplaints?.test(complaint))).toEqual([])
  },
})

export type ShellName = 'browser' | 'desktop' | 'stand-in'

/** The shell that a project of playwright.config.ts runs in. */
export const shellOf = (project: { metadata: Record<string, unknown> }): ShellName =>
  project.metadata['shell'] as ShellName

const SHELLS: Record<ShellName, (options: ShellOptions) => Promise<OpenedShell>> = {
  browser: openBrowser,
  desktop: openDesktop,
  'stand-in': openStandIn,
}

interface OpenedShell {
  page(newPage: () => Promise<Page>): Promise<Page>
  show(page: Page): Promise<unknown>
  end(): Promise<void>
}

async function openBrowser(options: ShellOptions): Promise<OpenedShell> {
  const shell = await BrowserShell.start(options)
  return {
    page: (newPage) => newPage(),
    show: (page) => page.goto(shell.url),
    end: () => shell.stop(),
  }
}

async function openDesktop(options: ShellOptions): Promise<OpenedShell> {
  const root = process.platform === 'linux' && process.getuid?.() === 0
  const app = await _electron.launch({
    executablePath: findElectron() ?? '',
    args: [...(root ? ['--no-sandbox'] : []), resolve('.')],
    env: shellEnvironment(options),
    locale: options.lang.split('.')[0]?.replace('_', '-'),
  })
  return {
    page: () => app.firstWindow(),
    show: (page) => page.waitForLoadState(),
    end: () => app.close(),
  }
}

/** The built app on a stand-in for Electron: everything of ours is real, Electron itself is not. */
function openStandIn(options: ShellOptions): Promise<OpenedShell> {
  const app = new StandInApp(shellEnvironment(options))
  return Promise.resolve({
    page: (newPage) => newPage(),
    show: (page) => app.show(page),
    end: () => app.close(),
  })
}

/** Everything that a person with the developer tools open would see in red. */
function listen(page: Page): string[] {
  const complaints: string[] = []
  page.on('pageerror', (error) => complaints.push(String(error)))
  page.on('console', (message) => {
    if (message.type() === 'error') complaints.push(message.text())
  })
  return complaints
}
