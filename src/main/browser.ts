/** The browser shell: puts the parts together and contains no logic of its own. Prints one line, the URL. */
import { homedir } from 'node:os'
import { join } from 'node:path'
import { BROWSER_USAGE, parseBrowserOptions, type BrowserOptions } from './browser/options'
import { BrowserServer } from './browser/server'
import { openAppWindow, openTab, thisMachine } from './browser/show-page'
import { builtParts } from './built-parts'
import { dataFolder } from './data-folder'
import { openLab } from './open-lab'
import { PageFiles } from './page/page-files'
import { plainShell } from './shell-handlers'

const { platform, env } = process

async function start({ port, show, windowFlags }: BrowserOptions): Promise<void> {
  const parts = builtParts(import.meta.dirname)
  const folder = dataFolder({ platform, env, home: homedir() })
  const { lab, serve, defects } = await openLab({
    parts,
    dataFolder: folder,
    nodePath: process.execPath,
    nodeEnv: {},
    shell: () =>
      plainShell(() => ({
        kind: 'browser',
        can: { openFileDialog: false, saveFileDialog: false, captureWindow: false, nativeMenu: false },
        // The page knows the browser's language, which may be another than the terminal's.
        locale: null,
      })),
  })
  process.on('uncaughtException', (error) => void defects.write(error))
  process.on('unhandledRejection', (error) => void defects.write(error))

  const server = await BrowserServer.listen({
    port,
    serve,
    pageFiles: (connect) => PageFiles.list({ root: parts.renderer, connect }),
    onBatch: (listener) => lab.onBatch(listener),
  })
  let closing = false
  const close = async (): Promise<void> => {
    if (closing) process.exit(1) // asked twice: no patience left
    closing = true
    await Promise.allSettled([server.close(), lab.close()])
    process.exit(0)
  }
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP'] as const) process.on(signal, () => void close())
  process.stdout.on('error', () => undefined) // who started us may have closed the pipe after the line

  console.log(server.url)
  const machine = thisMachine()
  const window =
    show === 'window' ? await openAppWindow(server.url, join(folder, 'window'), windowFlags, machine) : null
  if (window) {
    window.once('exit', () => void close())
  } else if (show !== 'nowhere' && !(await openTab(server.url, machine))) {
    console.error('No browser could be opened: open the address above in one. Ctrl-C ends Spindle.')
  }
}

try {
  await start(parseBrowserOptions(process.argv.slice(2)))
} catch (error) {
  console.error(error instanceof Error ? error.message : error)
  console.error(BROWSER_USAGE)
  process.exit(2)
}
