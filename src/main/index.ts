/**
 * The desktop shell: puts the parts together and contains no logic of its own.
 *
 * What Electron wants before `ready` (sandbox, scheme, folder, lock) stands at the top level; `ready` comes
 * only after this module has been evaluated, so nothing at the top level waits for it.
 */
import { homedir } from 'node:os'
import {
  app,
  BrowserWindow,
  dialog,
  ipcMain,
  Menu,
  nativeTheme,
  powerSaveBlocker,
  protocol,
  session,
} from 'electron'
import { SpindleError } from '../contract/errors'
import type { MenuAction } from '../contract/menu-actions'
import type { ShellEvent } from '../contract/transport'
import { builtParts } from './built-parts'
import { DATA_VARIABLE, dataFolder } from './data-folder'
import { capture } from './desktop/capture'
import { FileDialogs } from './desktop/dialogs'
import { PageLine } from './desktop/ipc'
import { KeepAwake } from './desktop/keep-awake'
import { careFor, closeBeforeQuit, onTrouble } from './desktop/lifecycle'
import { menuTemplate } from './desktop/menu'
import { OpenedFiles } from './desktop/opened-files'
import { APP_SCHEME, createSchemeHandler, PAGE_URL } from './desktop/scheme'
import { closeDoors, limitPermissions } from './desktop/security'
import { becomeTheOne, programFiles } from './desktop/single-instance'
import { focusWindow, showWhenPainted, windowOptions } from './desktop/window'
import { shellLocale, wordsOf, type ShellLocale } from './desktop/words'
import { openLab } from './open-lab'
import { PageFiles } from './page/page-files'

const { platform, env } = process
let window: BrowserWindow | null = null
let locale: ShellLocale = 'en'
let line: PageLine | null = null
const openedFiles = new OpenedFiles()
const tell = (event: ShellEvent): void => line?.shellEvent(event)

app.enableSandbox()
protocol.registerSchemesAsPrivileged([APP_SCHEME])
if (env[DATA_VARIABLE]) app.setPath('userData', dataFolder({ platform, env, home: homedir() }))

const files = programFiles(process.argv, process.defaultApp ? 2 : 1, process.cwd())
const onSecond = (more: readonly string[]): void => {
  focusWindow(window)
  openedFiles.open(more)
}
if (becomeTheOne({ app, files, onSecond })) {
  closeDoors(app)
  openedFiles.open(files)
  app.on('open-file', (event, path) => {
    event.preventDefault()
    openedFiles.open([path])
  })
  app.whenReady().then(start).catch(tellAndExit)
} else {
  app.quit()
}

async function start(): Promise<void> {
  const parts = builtParts(import.meta.dirname)
  const systemLanguage = app.getPreferredSystemLanguages()[0] ?? app.getLocale()
  const keepAwake = new KeepAwake(powerSaveBlocker)

  const {
    lab,
    files: store,
    serve,
    defects,
  } = await openLab({
    parts,
    dataFolder: app.getPath('userData'),
    nodePath: process.execPath,
    nodeEnv: { ELECTRON_RUN_AS_NODE: '1' },
    shell: ({ files }) => {
      const dialogs = new FileDialogs({
        dialog,
        files,
        window: () => window,
        locale: () => locale,
        documents: app.getPath('documents'),
      })
      return {
        'shell.info': () => ({
          kind: 'desktop',
          can: { openFileDialog: true, saveFileDialog: true, captureWindow: true, nativeMenu: true },
          locale: systemLanguage,
        }),
        'shell.openFile': () => dialogs.openFile(),
        'shell.saveFileAs': ({ name, source }) => dialogs.saveFileAs(name, source),
        'shell.capture': ({ part }) => capture(window?.webContents ?? null, part),
      }
    },
    onSettings: (settings) => {
      nativeTheme.themeSource = settings.theme
      locale = shellLocale(settings.locale, systemLanguage)
      const onAction = (action: MenuAction): void => tell({ type: 'action', action })
      Menu.setApplicationMenu(Menu.buildFromTemplate(menuTemplate({ locale, platform, onAction })))
    },
  })
  line = new PageLine({
    ipcMain,
    window: () => window,
    serve,
    openDropped: (path) => store.choose(path),
    onRefused: (channel) => void defects.write(new Error(`refused a message on ${channel}`)),
  })
  lab.onBatch((batch) => {
    line?.batch(batch)
    keepAwake.batch(batch)
  })
  onTrouble((error) => {
    void defects.write(error)
    tell({ type: 'trouble', message: SpindleError.from(error).message })
  })
  app.on('child-process-gone', (_event, details) => void defects.write(details))
  closeBeforeQuit(app, async () => {
    keepAwake.stop()
    line?.close()
    await lab.close()
  })

  limitPermissions(session.defaultSession)
  protocol.handle('app', createSchemeHandler(await PageFiles.list({ root: parts.renderer })))
  window = new BrowserWindow(
    windowOptions({ preload: parts.preload, dark: nativeTheme.shouldUseDarkColors, platform }),
  )
  window.on('closed', () => (window = null))
  showWhenPainted(window)
  careFor(window, { dialog, locale: () => locale, quit: () => app.quit() })
  window.webContents.on('did-finish-load', () => {
    line?.pageLoaded()
    openedFiles.ready({ choose: (path) => store.choose(path), tell })
  })
  await window.loadURL(PAGE_URL)
}

/** Nothing can be shown without what has failed: say it in a box of the system's and end. */
function tellAndExit(error: unknown): void {
  console.error(error)
  const { cannotStart } = wordsOf(shellLocale('system', app.getLocale()))
  dialog.showErrorBox(cannotStart, SpindleError.from(error).message)
  app.exit(1)
}
