import { EventEmitter } from 'node:events'
import type { App, BrowserWindow } from 'electron'
import { afterEach, beforeEach, expect, test, vi } from 'vitest'
import { careFor, closeBeforeQuit } from '../../../../src/main/desktop/lifecycle'

beforeEach(() => void vi.useFakeTimers())
afterEach(() => void vi.useRealTimers())

/** Quits as Electron does: `will-quit`, which may be held up. */
function app() {
  const ended = { value: false }
  const emitter = Object.assign(new EventEmitter(), {
    quit() {
      let held = false
      emitter.emit('will-quit', { preventDefault: () => (held = true) })
      if (!held) ended.value = true
    },
  })
  return { app: emitter as unknown as App & EventEmitter, ended }
}

test('the app ends after the Lab has closed, and closes it once', async () => {
  const { app: a, ended } = app()
  let finish: () => void = () => undefined
  let closes = 0
  closeBeforeQuit(a, () => {
    closes += 1
    return new Promise((resolve) => (finish = resolve))
  })
  a.emit('window-all-closed')
  a.quit()
  expect([ended.value, closes]).toEqual([false, 1])
  finish()
  await vi.advanceTimersByTimeAsync(0)
  expect([ended.value, closes]).toEqual([true, 1])
})

test.each([
  ['never comes to an end', () => new Promise<void>(() => undefined)],
  ['fails', () => Promise.reject(new Error('broken'))],
])('the app ends within 8 s when closing %s', async (_, close) => {
  const { app: a, ended } = app()
  closeBeforeQuit(a, close)
  a.quit()
  await vi.advanceTimersByTimeAsync(8_000)
  expect(ended.value).toBe(true)
})

function windowWith(answer: number) {
  const seen = { asked: [] as string[], destroyed: false, reloaded: false, quit: false }
  const webContents = Object.assign(new EventEmitter(), { reload: () => (seen.reloaded = true) })
  const window = {
    webContents,
    isDestroyed: () => seen.destroyed,
    destroy: () => (seen.destroyed = true),
  } as unknown as BrowserWindow
  careFor(window, {
    dialog: {
      showMessageBox: ((_window: unknown, { message }: { message: string }) => {
        seen.asked.push(message)
        return Promise.resolve({ response: answer, checkboxChecked: false })
      }) as never,
    },
    locale: () => 'en',
    quit: () => (seen.quit = true),
  })
  return { webContents, seen }
}

test.each([
  [0, false],
  [1, true],
])('unsaved work is thrown away only when the person says so (%d)', async (answer, destroyed) => {
  const { webContents, seen } = windowWith(answer)
  webContents.emit('will-prevent-unload', {})
  await vi.advanceTimersByTimeAsync(0)
  expect([seen.asked.length, seen.destroyed]).toEqual([1, destroyed])
})

test('a page that crashed can be loaded again or the app ended; one that was closed is nobody’s business', async () => {
  const again = windowWith(0)
  again.webContents.emit('render-process-gone', {}, { reason: 'crashed', exitCode: 5 })
  const end = windowWith(1)
  end.webContents.emit('render-process-gone', {}, { reason: 'oom', exitCode: 5 })
  const clean = windowWith(1)
  clean.webContents.emit('render-process-gone', {}, { reason: 'clean-exit', exitCode: 0 })
  await vi.advanceTimersByTimeAsync(0)
  expect([again.seen.reloaded, end.seen.quit, clean.seen.asked]).toEqual([true, true, []])
})
