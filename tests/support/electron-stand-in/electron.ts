/**
 * A stand-in for the module `electron` in the main process, as far as Spindle uses it, so that the built
 * out/main/index.js can be run and driven where Electron's binary is not. Its window is a page of the test's
 * own Chromium (see show-window.ts). It is strict about what Electron is strict about: what must come before
 * `ready`, plain data over IPC, and the preferences of a safe window.
 */
import { EventEmitter } from 'node:events'
import { join } from 'node:path'
import type { FromApp, ToApp } from './messages.ts'

const tell = (message: FromApp): void => void process.send?.(message)
const hear = (listener: (message: ToApp) => void): void => void process.on('message', listener)
const plain = <T>(value: T): T => structuredClone(value)

function must(condition: unknown, rule: string): asserts condition {
  if (!condition) throw new Error(`stand-in: ${rule}`)
}

class App extends EventEmitter {
  readonly name = 'Spindle'
  isReady = false
  isSandboxed = false
  readonly #paths: Record<string, string> = {}

  whenReady(): Promise<void> {
    return new Promise((resolve) => this.once('ready', resolve))
  }
  enableSandbox(): void {
    must(!this.isReady, 'enableSandbox comes before ready')
    this.isSandboxed = true
  }
  setPath(name: string, path: string): void {
    this.#paths[name] = path
  }
  getPath(name: string): string {
    return this.#paths[name] ?? join(this.#paths['userData'] ?? '/nonexistent', name)
  }
  getLocale(): string {
    return (process.env['LANG'] ?? 'en_US').split('.')[0]!.replace('_', '-')
  }
  getPreferredSystemLanguages(): string[] {
    return [this.getLocale()]
  }
  requestSingleInstanceLock(data: unknown): boolean {
    plain(data)
    return true
  }
  quit(): void {
    if (BrowserWindow.only) return BrowserWindow.only.close() // `window-all-closed` comes back here
    let held = false
    this.emit('will-quit', { preventDefault: () => (held = true) })
    if (!held) this.exit(0)
  }
  exit(code: number): void {
    process.exit(code)
  }
}
export const app = new App()

class IpcMain extends EventEmitter {
  readonly #handlers = new Map<string, (event: object, ...args: unknown[]) => unknown>()
  handle(channel: string, handler: (event: object, ...args: unknown[]) => unknown): void {
    must(!this.#handlers.has(channel), `two handlers for ${channel}`)
    this.#handlers.set(channel, handler)
  }
  removeHandler(channel: string): void {
    this.#handlers.delete(channel)
  }
  async invoke(channel: string, event: object, args: readonly unknown[]): Promise<unknown> {
    const handler = this.#handlers.get(channel)
    must(handler, `no handler for ${channel}`)
    return plain(await handler(event, ...args))
  }
}
export const ipcMain = new IpcMain()

class WebContents extends EventEmitter {
  url = ''
  readonly preload: string
  constructor(preload: string) {
    super()
    this.preload = preload
  }
  setWindowOpenHandler(): void {}
  isDestroyed(): boolean {
    return BrowserWindow.only?.webContents !== this
  }
  getURL(): string {
    return this.url
  }
  send(channel: string, ...args: unknown[]): void {
    tell({ type: 'to-page', channel, args: plain(args) })
  }
  getZoomFactor(): number {
    return 1
  }
  capturePage() {
    return Promise.resolve({
      isEmpty: () => false,
      getSize: () => ({ width: 1, height: 1 }),
      toPNG: () => Buffer.from('stand-in'),
    })
  }
}

interface Preferences {
  readonly preload: string
  readonly [name: string]: unknown
}

export class BrowserWindow extends EventEmitter {
  static only: BrowserWindow | null = null
  readonly webContents: WebContents

  constructor(options: { webPreferences: Preferences; show: boolean; name: string }) {
    super()
    must(app.isReady && app.isSandboxed, 'a window comes after ready, and the sandbox is on')
    must(!BrowserWindow.only, 'one window')
    const preferences = options.webPreferences
    for (const name of ['nodeIntegration', 'webviewTag', 'allowRunningInsecureContent']) {
      must(!preferences[name], `${name} stays off`)
    }
    for (const name of ['contextIsolation', 'sandbox', 'webSecurity']) {
      must(preferences[name] !== false, `${name} stays on`)
    }
    this.webContents = new WebContents(preferences.preload)
    BrowserWindow.only = this
    app.emit('web-contents-created', {}, this.webContents)
  }
  loadURL(url: string): Promise<void> {
    this.webContents.url = url
    tell({ type: 'load', url, preload: this.webContents.preload })
    return new Promise((resolve) => this.webContents.once('did-finish-load', resolve))
  }
  show(): void {
    tell({ type: 'shown' })
  }
  focus(): void {}
  restore(): void {}
  isMinimized(): boolean {
    return false
  }
  isDestroyed(): boolean {
    return BrowserWindow.only !== this
  }
  close(): void {
    this.destroy()
  }
  destroy(): void {
    BrowserWindow.only = null
    this.emit('closed')
    app.emit('window-all-closed')
  }
}

let schemes: readonly string[] = []
let handle: ((request: Request) => Promise<Response> | Response) | null = null
export const protocol = {
  registerSchemesAsPrivileged(given: { scheme: string }[]): void {
    must(!app.isReady, 'schemes are registered before ready')
    schemes = given.map(({ scheme }) => scheme)
  },
  handle(scheme: string, handler: typeof handle): void {
    must(app.isReady && schemes.includes(scheme), 'a scheme is handled after ready and was registered')
    handle = handler
  },
}

let nextPath: string | null = null
export const dialog = {
  showOpenDialog: () =>
    Promise.resolve({ canceled: nextPath === null, filePaths: nextPath === null ? [] : [nextPath] }),
  showSaveDialog: () => Promise.resolve({ canceled: nextPath === null, filePath: nextPath ?? '' }),
  showMessageBox: () => Promise.resolve({ response: 1, checkboxChecked: false }),
  showErrorBox: (title: string, text: string) => console.error(`${title}: ${text}`),
}

interface Item {
  readonly id?: string
  readonly label?: string
  readonly submenu?: Item[]
  readonly click?: () => void
}
let menu: Item[] = []
const items = (of: readonly Item[]): Item[] => of.flatMap((item) => [item, ...items(item.submenu ?? [])])
export const Menu = {
  buildFromTemplate: (template: Item[]) => template,
  setApplicationMenu(template: Item[]): void {
    menu = template
    tell({ type: 'menu', labels: template.map(({ label }) => label ?? '') })
  },
}

export const nativeTheme = { themeSource: 'system', shouldUseDarkColors: false }
export const powerSaveBlocker = { start: () => 1, stop: () => true }
export const session = {
  defaultSession: { setPermissionRequestHandler() {}, setPermissionCheckHandler() {} },
}

/** The page's real origin is one that Chromium can load; to the app it is its own. */
const eventOf = (origin: string) => ({
  sender: BrowserWindow.only?.webContents,
  senderFrame: { origin, parent: null },
})

hear((message) => {
  const window = BrowserWindow.only
  switch (message.type) {
    case 'fetch':
      return void answer(message.id, async () => {
        must(handle, 'no handler for the scheme yet')
        const response = await handle(new Request(message.url, { method: message.method }))
        return {
          status: response.status,
          headers: Object.fromEntries(response.headers),
          body: Buffer.from(await response.arrayBuffer()).toString('base64'),
        }
      })
    case 'invoke':
      return void answer(message.id, () =>
        ipcMain.invoke(message.channel, eventOf(message.origin), message.args),
      )
    case 'send':
      return void ipcMain.emit(message.channel, eventOf(message.origin), ...message.args)
    case 'loaded':
      window?.emit('ready-to-show')
      return void window?.webContents.emit('did-finish-load')
    case 'choose':
      return items(menu)
        .find(({ id }) => id === message.id)
        ?.click?.()
    case 'second-instance':
      return void app.emit('second-instance', {}, [], '/', message.data)
    case 'dialog':
      nextPath = message.path
      return
    case 'close':
      return window?.close()
  }
})

async function answer(id: number, make: () => Promise<unknown>): Promise<void> {
  try {
    tell({ type: 'answer', id, value: await make() })
  } catch (error) {
    tell({ type: 'answer', id, value: null, error: String(error) })
  }
}

// After the app's entry has been evaluated, as in Electron. A test that is gone takes the app with it.
process.once('disconnect', () => process.exit(1))
setImmediate(() => {
  app.isReady = true
  app.emit('ready')
})
