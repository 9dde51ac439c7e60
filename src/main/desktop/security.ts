/** The doors of the app that stay closed, in one place. */
import type { App, Session, WebContents } from 'electron'
import { isPageUrl } from './scheme'

/** What the page may ask the browser engine for. The default of Electron grants everything. */
const ALLOWED: ReadonlySet<string> = new Set([
  'clipboard-sanitized-write', // the picture for a post, a copied log
  'fullscreen', // a projector
])

/** No further windows, no other pages, no webviews: for every web contents there will ever be. */
export function closeDoors(app: Pick<App, 'on'>): void {
  app.on('web-contents-created', (_event, contents) => keepOnPage(contents))
}

export function keepOnPage(contents: Pick<WebContents, 'on' | 'setWindowOpenHandler'>): void {
  contents.setWindowOpenHandler(() => ({ action: 'deny' }))
  contents.on('will-navigate', (details) => {
    if (!isPageUrl(details.url)) details.preventDefault()
  })
  contents.on('will-frame-navigate', (details) => {
    if (!isPageUrl(details.url)) details.preventDefault()
  })
  contents.on('will-attach-webview', (event) => event.preventDefault())
}

/** Answers requests for permissions by a list, and only to our page. */
export function limitPermissions(
  session: Pick<Session, 'setPermissionRequestHandler' | 'setPermissionCheckHandler'>,
): void {
  session.setPermissionRequestHandler((contents, permission, answer) => {
    answer(ALLOWED.has(permission) && isPageUrl(contents.getURL()))
  })
  session.setPermissionCheckHandler(
    (_contents, permission, origin) => ALLOWED.has(permission) && isPageUrl(origin),
  )
}
