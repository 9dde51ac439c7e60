/** The life of the app around its window: how it ends, and what happens when a part of it breaks. */
import type { App, BrowserWindow, Dialog } from 'electron'
import { wordsOf, type ShellLocale } from './words'

/** The Lab bounds its own end; this is the end of our patience with it. The app must be gone in 8 s. */
const CLOSE_LIMIT_MS = 6_000

/** Quitting waits once for `close`, then goes through whatever came of it. */
export function closeBeforeQuit(app: Pick<App, 'on' | 'quit'>, close: () => Promise<void>): void {
  let state: 'open' | 'closing' | 'closed' = 'open'
  app.on('window-all-closed', () => app.quit())
  app.on('will-quit', (event) => {
    if (state === 'closed') return
    event.preventDefault()
    if (state === 'closing') return
    state = 'closing'
    void within(CLOSE_LIMIT_MS, close()).finally(() => {
      state = 'closed'
      app.quit()
    })
  })
}

/** Settles with the promise or after so many ms; never rejects. */
async function within(limitMs: number, work: Promise<void>): Promise<void> {
  let late: NodeJS.Timeout | undefined
  const limit = new Promise<void>((resolve) => (late = setTimeout(resolve, limitMs)))
  await Promise.race([work.catch(() => undefined), limit]) // the caller of close tells its errors
  clearTimeout(late)
}

export interface WindowCareOptions {
  readonly dialog: Pick<Dialog, 'showMessageBox'>
  readonly locale: () => ShellLocale
  readonly quit: () => void
}

/** Asks before unsaved work is thrown away, and offers a way on when the page has crashed. */
export function careFor(window: BrowserWindow, { dialog, locale, quit }: WindowCareOptions): void {
  window.webContents.on('will-prevent-unload', () => {
    const words = wordsOf(locale())
    void dialog
      .showMessageBox(window, {
        type: 'warning',
        message: words.unsaved,
        detail: words.unsavedDetail,
        buttons: [words.stay, words.discard],
        defaultId: 0,
        cancelId: 0,
      })
      .then(({ response }) => {
        if (response === 1 && !window.isDestroyed()) window.destroy()
      })
  })
  window.webContents.on('render-process-gone', (_event, { reason }) => {
    if (reason === 'clean-exit' || window.isDestroyed()) return
    const words = wordsOf(locale())
    void dialog
      .showMessageBox(window, {
        type: 'error',
        message: words.pageGone,
        detail: words.pageGoneDetail.replace('{reason}', reason),
        buttons: [words.reload, words.quitNow],
        defaultId: 0,
      })
      .then(({ response }) => {
        if (response === 1) quit()
        else if (!window.isDestroyed()) window.webContents.reload()
      })
  })
}

/** Errors that nobody has caught: told instead of ending the app, which would take the person's runs with it. */
export function onTrouble(tell: (error: unknown) => void): void {
  process.on('uncaughtException', tell)
  process.on('unhandledRejection', tell)
}
