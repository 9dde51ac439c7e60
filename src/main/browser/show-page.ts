/** Puts the page before the person: an app window of an installed browser, else a tab, else nothing but the URL. */
import { spawn, type ChildProcess } from 'node:child_process'
import { access, constants } from 'node:fs/promises'
import { delimiter, join } from 'node:path'

export interface Machine {
  readonly platform: NodeJS.Platform
  readonly env: Readonly<Record<string, string | undefined>>
  /** Whether a file is there and can be run. */
  readonly isProgram: (path: string) => Promise<boolean>
}

export function thisMachine(): Machine {
  return {
    platform: process.platform,
    env: process.env,
    isProgram: (path) =>
      access(path, constants.X_OK).then(
        () => true,
        () => false,
      ),
  }
}

/** Names under which browsers that have app windows go, the plainest first. */
const ON_PATH = [
  'chromium',
  'chromium-browser',
  'google-chrome-stable',
  'google-chrome',
  'microsoft-edge-stable',
  'microsoft-edge',
  'brave-browser',
  'vivaldi-stable',
]
const ON_MAC = [
  '/Applications/Google Chrome.app/Contents/MacOS/Google Chrome',
  '/Applications/Chromium.app/Contents/MacOS/Chromium',
  '/Applications/Microsoft Edge.app/Contents/MacOS/Microsoft Edge',
]
const ON_WINDOWS = ['Google\\Chrome\\Application\\chrome.exe', 'Microsoft\\Edge\\Application\\msedge.exe']

/** The program of a Chromium, Chrome or Edge, or `null`. */
export async function findAppBrowser({ platform, env, isProgram }: Machine): Promise<string | null> {
  for (const path of candidates(platform, env)) if (await isProgram(path)) return path
  return null
}

function candidates(platform: NodeJS.Platform, env: Machine['env']): string[] {
  if (platform === 'darwin') return ON_MAC
  if (platform === 'win32') {
    const folders = [env['PROGRAMFILES'], env['PROGRAMFILES(X86)'], env['LOCALAPPDATA']]
    return folders.flatMap((folder) => (folder ? ON_WINDOWS.map((name) => `${folder}\\${name}`) : []))
  }
  const folders = (env['PATH'] ?? '').split(delimiter).filter((folder) => folder !== '')
  return ON_PATH.flatMap((name) => folders.map((folder) => join(folder, name)))
}

/** Whether there is a screen to show something on. */
export const hasScreen = ({ platform, env }: Machine): boolean =>
  platform !== 'linux' || Boolean(env['DISPLAY'] || env['WAYLAND_DISPLAY'])

/**
 * Arguments for a window without tabs and address bar. A profile of its own makes the browser stay in the
 * foreground until that window is closed, and keeps the person's own one untouched.
 */
export function appWindowArguments(url: string, profile: string, flags: readonly string[]): string[] {
  return [
    `--app=${url}`,
    `--user-data-dir=${profile}`,
    '--window-size=1440,900',
    '--no-first-run',
    '--no-default-browser-check',
    '--disable-sync',
    ...flags,
  ]
}

/** The system's way to open a URL in the usual browser. */
function openerOf(platform: NodeJS.Platform): { command: string; args: (url: string) => string[] } {
  if (platform === 'darwin') return { command: 'open', args: (url) => [url] }
  if (platform === 'win32')
    return { command: 'rundll32', args: (url) => ['url.dll,FileProtocolHandler', url] }
  return { command: 'xdg-open', args: (url) => [url] }
}

/** Opens a tab. Answers whether that could be tried; what the browser makes of it cannot be known. */
export function openTab(url: string, machine: Machine): Promise<boolean> {
  if (!hasScreen(machine)) return Promise.resolve(false)
  const { command, args } = openerOf(machine.platform)
  const opener = spawn(command, args(url), { stdio: 'ignore', detached: true })
  opener.unref()
  return new Promise((resolve) => {
    opener.once('error', () => resolve(false))
    opener.once('spawn', () => resolve(true))
  })
}

/** Opens an app window, or answers `null` when there is no browser or no screen for one. */
export async function openAppWindow(
  url: string,
  profile: string,
  flags: readonly string[],
  machine: Machine,
): Promise<ChildProcess | null> {
  if (!hasScreen(machine)) return null
  const browser = await findAppBrowser(machine)
  if (!browser) return null
  const child = spawn(browser, appWindowArguments(url, profile, flags), { stdio: 'ignore' })
  return new Promise((resolve) => {
    child.once('error', () => resolve(null))
    child.once('spawn', () => resolve(child))
  })
}
