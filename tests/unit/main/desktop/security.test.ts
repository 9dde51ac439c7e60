import { EventEmitter } from 'node:events'
import type { App, Session, WebContents } from 'electron'
import { expect, test } from 'vitest'
import { closeDoors, limitPermissions } from '../../../../src/main/desktop/security'

class Contents extends EventEmitter {
  openWindow?: (details: { url: string }) => { action: string }
  setWindowOpenHandler(handler: (details: { url: string }) => { action: string }): void {
    this.openWindow = handler
  }
  /** Whether an event of that name was stopped. */
  stops(name: string, url: string): boolean {
    let stopped = false
    this.emit(name, { url, preventDefault: () => (stopped = true) })
    return stopped
  }
}

function closed() {
  const app = new EventEmitter()
  closeDoors(app as unknown as App)
  const contents = new Contents()
  app.emit('web-contents-created', {}, contents)
  return contents
}

test('no second window is opened, wherever it leads', () => {
  for (const url of ['app://bundle/index.html', 'https://example.org', 'about:blank']) {
    expect(closed().openWindow!({ url })).toEqual({ action: 'deny' })
  }
})

test.each(['will-navigate', 'will-frame-navigate'])('%s leads to our page or nowhere', (name) => {
  const contents = closed()
  expect(contents.stops(name, 'app://bundle/index.html#/x')).toBe(false)
  for (const url of ['https://example.org', 'app://bundle.evil/', 'file:///etc/passwd', 'javascript:1', '']) {
    expect(contents.stops(name, url)).toBe(true)
  }
})

test('no webview is ever attached', () => {
  expect(closed().stops('will-attach-webview', '')).toBe(true)
})

test('permissions are given by a list, to our page only', () => {
  let request: Parameters<Session['setPermissionRequestHandler']>[0]
  let check: Parameters<Session['setPermissionCheckHandler']>[0]
  limitPermissions({
    setPermissionRequestHandler: (handler) => (request = handler),
    setPermissionCheckHandler: (handler) => (check = handler),
  })
  const asks = (url: string, permission: string) => {
    let granted: boolean | undefined
    const contents = { getURL: () => url } as WebContents
    request!(contents, permission as never, (answer) => (granted = answer), {} as never)
    expect(check!(contents, permission as never, url, {} as never)).toBe(granted)
    return granted
  }
  expect(asks('app://bundle/', 'clipboard-sanitized-write')).toBe(true)
  expect(asks('app://bundle/', 'fullscreen')).toBe(true)
  for (const permission of ['clipboard-read', 'media', 'geolocation', 'notifications', 'openExternal', 'x']) {
    expect(asks('app://bundle/', permission)).toBe(false)
  }
  expect(asks('https://example.org/', 'fullscreen')).toBe(false)
})
