/**
 * `test` of all end-to-end specs: `page` shows Spindle in the project's shell. After each test the page is
 * closed and the shell ended, and the test fails when the page has complained or a process was left behind.
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import { _electron, test as base, expect, type Page } from '@playwright/test'
import type { MenuAction } from '../../../src/contract/menu-actions'
import { findElectron } from '../../../scripts/electron.js'
import { StandInApp } from '../../support/electron-stand-in/show-window'
import { BrowserShell, leftBehind, shellEnvironment, type ShellOptions } from '../../support/shells'

export { expect }

/** What reaches the desktop shell from outside of its page. */
export interface Desktop {
  /** Another start of the app with this file, as a double-click does. */
  openFile(path: string): Promise<void>
  /** A person chooses the item of the menu with this id. */
  choose(item: MenuAction): Promise<void>
}

export interface Fixtures {
  /** Only in specs tagged `@desktop-only`. */
  desktop: Desktop
  /** Locale of the person: what the environment and the browser say. Default: Korean. `test.use({ lang: 'en-US' })` */
  lang: string
  /** Whether the person has never seen Spindle: then it begins with its welcome. */
  isFirstTime: boolean
  /** A folder of this test's own in which the shell keeps everything. */
  dataFolder: string
  /** Complaints of the page that the test expects: those that match are left out. */
  expectedComplaints: RegExp | null
}

export const test = base.extend<Fixtures & { opened: OpenedShell }>({
  lang: ['ko-KR', { option: true }],
  expectedComplaints: [null, { option: true }],
  locale: ({ lang }, use) => use(lang),

  isFirstTime: [false, { option: true }],

  dataFolder: async ({ isFirstTime }, use) => {
    const folder = await mkdtemp(join(tmpdir(), 'spindle-e2e-'))
    if (!isFirstTime) await writeFile(join(folder, 'settings.json'), '{"page":{"welcomed":true}}')
    await use(folder)
    await expect
      .poll(() => leftBehind(folder), { message: 'processes left behind', timeout: 5_000 })
      .toEqual([])
    await rm(folder, { recursive: true, force: true })
  },

  opened: async ({ dataFolder, lang }, use, { project }) => {
    const opened = await SHELLS[shellOf(project)]({ dataFolder, lang: `${lang.replace('-', '_')}.UTF-8` })
    await use(opened)
    await opened.end()
  },

  desktop: async ({ opened }, use) => {
    if (!opened.desktop) throw new Error('this shell has no menu: tag the spec with @desktop-only')
    await use(opened.desktop)
  },

  page: async ({ context, opened, expectedComplaints }, use) => {
    const page = await opened.page(() => context.newPage())
    const complaints = listen(page)
    await opened.show(page)
    await use(page)
    // The page goes first: what it was still loading when the shell ends is no complaint about Spindle.
    await page.close()
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
  /** May be called twice. */
  end(): Promise<void>
  readonly desktop?: Desktop
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
  let closed: Promise<void> | null = null
  return {
    page: () => app.firstWindow(),
    show: (page) => page.waitForLoadState(),
    end: () => (closed ??= app.close()),
    desktop: {
      openFile: (path) =>
        app.evaluate(({ app }, files) => void app.emit('second-instance', {}, [], '/', { files }), [path]),
      choose: (item) =>
        app.evaluate(({ Menu }, id) => Menu.getApplicationMenu()?.getMenuItemById(id)?.click(), item),
    },
  }
}

/** The built app on a stand-in for Electron: everything of ours is real, Electron itself is not. */
function openStandIn(options: ShellOptions): Promise<OpenedShell> {
  const app = new StandInApp(shellEnvironment(options))
  return Promise.resolve({
    page: (newPage) => newPage(),
    show: (page) => app.show(page),
    end: () => app.close(),
    desktop: {
      openFile: (path) => Promise.resolve(app.tell({ type: 'second-instance', data: { files: [path] } })),
      choose: (id) => Promise.resolve(app.tell({ type: 'choose', id })),
    },
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
