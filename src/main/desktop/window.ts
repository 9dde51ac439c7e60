/** The one window of the app. */
import type { BrowserWindow, BrowserWindowConstructorOptions } from 'electron'

/** The smallest size the layout is made for, in CSS pixels. */
const MIN_SIZE = { minWidth: 1024, minHeight: 680 }
/** The first paint of a page that is broken never comes; the window is shown all the same, so that it can be closed. */
const SHOW_LIMIT_MS = 8_000
const BACKGROUND = { light: '#ffffff', dark: '#16181d' }

export interface WindowFacts {
  readonly preload: string
  readonly dark: boolean
  readonly platform: NodeJS.Platform
}

export function windowOptions({ preload, dark, platform }: WindowFacts): BrowserWindowConstructorOptions {
  return {
    name: 'main',
    windowStatePersistence: true, // under userData; keeps off displays that are no longer there
    width: 1440,
    height: 900,
    ...MIN_SIZE,
    show: false,
    title: 'Spindle',
    backgroundColor: dark ? BACKGROUND.dark : BACKGROUND.light,
    // The page's top bar is the title bar where the menu does not live in the window.
    ...(platform === 'darwin' ? { titleBarStyle: 'hidden' as const, titleBarOverlay: true } : {}),
    webPreferences: {
      preload,
      backgroundThrottling: false, // the view is live: a covered window is often projected
      spellcheck: false, // would fetch dictionaries
    },
  }
}

/** Shows the window with its first picture, or after SHOW_LIMIT_MS without one. */
export function showWhenPainted(window: Pick<BrowserWindow, 'once' | 'show' | 'isDestroyed'>): void {
  const show = (): void => {
    clearTimeout(late)
    if (!window.isDestroyed()) window.show()
  }
  const late = setTimeout(show, SHOW_LIMIT_MS)
  window.once('ready-to-show', show)
  window.once('closed', () => clearTimeout(late))
}

/** Brings the window before the person, who has asked for the app again. */
export function focusWindow(
  window: Pick<BrowserWindow, 'isMinimized' | 'restore' | 'show' | 'focus'> | null,
): void {
  if (!window) return
  if (window.isMinimized()) window.restore()
  window.show()
  window.focus()
}
