import { expect, test } from 'vitest'
import { parseBrowserOptions } from '../../../../src/main/browser/options'
import {
  appWindowArguments,
  findAppBrowser,
  hasScreen,
  openAppWindow,
  openTab,
  type Machine,
} from '../../../../src/main/browser/show-page'

const machine = (more: Partial<Machine> & { programs?: string[] }): Machine => ({
  platform: 'linux',
  env: { PATH: '/usr/local/bin:/usr/bin', DISPLAY: ':0' },
  isProgram: (path) => Promise.resolve(more.programs?.includes(path) ?? false),
  ...more,
})

test.each([
  ['linux', { PATH: '/a:/b' }, ['/b/google-chrome', '/a/chromium-browser'], '/a/chromium-browser'],
  ['linux', { PATH: '/a::/b' }, ['/b/microsoft-edge'], '/b/microsoft-edge'],
  ['linux', {}, ['chromium'], null],
  ['linux', { PATH: '/a' }, [], null],
  [
    'win32',
    { 'PROGRAMFILES(X86)': 'C:\\P' },
    ['C:\\P\\Microsoft\\Edge\\Application\\msedge.exe'],
    'C:\\P\\Microsoft\\Edge\\Application\\msedge.exe',
  ],
] as const)('on %s with %j and %j the browser is %s', async (platform, env, programs, found) => {
  expect(await findAppBrowser(machine({ platform, env, programs: [...programs] }))).toBe(found)
})

test('a window of its own keeps the person’s profile untouched, and its sandbox is not our decision', () => {
  const args = appWindowArguments('http://127.0.0.1:1/#token=x', '/data/window', [])
  expect(args).toEqual(
    expect.arrayContaining(['--app=http://127.0.0.1:1/#token=x', '--user-data-dir=/data/window']),
  )
  expect(args.join(' ')).not.toMatch(/sandbox|security|insecure/)
  expect(appWindowArguments('http://x', '/data/window', ['--given'])).toContain('--given')
})

test('without a screen nothing is opened', async () => {
  const blind = machine({ env: { PATH: '/usr/bin' }, programs: ['/usr/bin/chromium'] })
  expect(hasScreen(blind)).toBe(false)
  expect(await openAppWindow('http://x', '/data/window', [], blind)).toBeNull()
  expect(await openTab('http://x', blind)).toBe(false)
})

test('a browser that cannot be started is as good as none', async () => {
  const broken = machine({ env: { PATH: '/none', DISPLAY: ':0' }, programs: ['/none/chromium'] })
  expect(await openAppWindow('http://x', '/data/window', [], broken)).toBeNull()
})

test.each([
  [[], { port: 0, show: 'tab', windowFlags: [] }],
  [['--port', '8080', '--no-open'], { port: 8080, show: 'nowhere', windowFlags: [] }],
  [['--port=0', '--window', '--window-flag=--x'], { port: 0, show: 'window', windowFlags: ['--x'] }],
  [['--window', '--no-open'], { port: 0, show: 'nowhere', windowFlags: [] }],
])('%j means %j', (args, options) => expect(parseBrowserOptions(args)).toEqual(options))

test.each([
  [['--port', '']],
  [['--port', '70000']],
  [['--port', 'x']],
  [['--port', '1.5']],
  [['--wat']],
  [['x']],
])('%j is refused', (args) => expect(() => parseBrowserOptions(args)).toThrow())
