/** The command line of the browser shell. */
import { parseArgs } from 'node:util'

export interface BrowserOptions {
  /** 0: any free port. */
  readonly port: number
  /** Where to show the page: an app window that ends the shell when it is closed, a tab of the usual browser, or nowhere. */
  readonly show: 'window' | 'tab' | 'nowhere'
  /** Further flags for the browser of the app window: whoever starts us as root decides about its sandbox, not we. */
  readonly windowFlags: readonly string[]
}

export const BROWSER_USAGE = 'usage: npm run browser -- [--port N] [--no-open] [--window]'

/** @throws Error with words for the person */
export function parseBrowserOptions(args: readonly string[]): BrowserOptions {
  const { values } = parseArgs({
    args: [...args],
    options: {
      port: { type: 'string' },
      'no-open': { type: 'boolean' },
      window: { type: 'boolean' },
      'window-flag': { type: 'string', multiple: true },
    },
  })
  const port = Number(values.port ?? 0)
  if (!Number.isInteger(port) || port < 0 || port > 65_535 || values.port === '') {
    throw new Error(`--port wants a number from 0 to 65535, not ${values.port}`)
  }
  return {
    port,
    show: values['no-open'] ? 'nowhere' : values.window ? 'window' : 'tab',
    windowFlags: values['window-flag'] ?? [],
  }
}
