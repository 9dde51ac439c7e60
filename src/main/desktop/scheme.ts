/**
 * `app://bundle/`: where the page and everything it loads come from. The origin is what IPC and navigation
 * are checked against, so it is written here once.
 */
import type { CustomScheme } from 'electron'
import type { PageFiles } from '../page/page-files'

const SCHEME = 'app'
const HOST = 'bundle'
export const PAGE_ORIGIN = `${SCHEME}://${HOST}`
export const PAGE_URL = `${PAGE_ORIGIN}/index.html`

/** To be registered before the app is ready. */
export const APP_SCHEME: CustomScheme = {
  scheme: SCHEME,
  privileges: { standard: true, secure: true, supportFetchAPI: true, stream: true },
}

/** Compares parsed parts: `app://bundle.evil` and `app://x@bundle` begin like ours and are not. */
export function isPageUrl(text: string): boolean {
  const url = URL.canParse(text) ? new URL(text) : null
  return (
    url !== null &&
    url.protocol === `${SCHEME}:` &&
    url.host === HOST &&
    url.username === '' &&
    url.password === ''
  )
}

/** What `protocol.handle` is given. Answers every request, throws for none. */
export function createSchemeHandler(files: PageFiles): (request: Request) => Promise<Response> {
  return async (request) => {
    if (!isPageUrl(request.url)) return new Response(null, { status: 400 })
    const path = new URL(request.url).pathname || '/'
    const { status, headers, body } = await files.answer(request.method, path)
    return new Response(body, { status, headers })
  }
}
