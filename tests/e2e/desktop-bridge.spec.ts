import type { Reply, Request } from '../../src/contract/commands'
import type { Bridge } from '../../src/contract/transport'
import { expect, test } from './support/test'

declare global {
  interface Window {
    readonly spindle: Bridge
  }
}

test.describe('the bridge of the desktop shell', { tag: '@desktop-only' }, () => {
  test('is a list of four verbs that cannot be changed', async ({ page }) => {
    const seen = await page.evaluate(() => ({
      verbs: Object.keys(window.spindle).sort(),
      frozen: Object.isFrozen(window.spindle),
      electron: ['require', 'process', 'module', 'ipcRenderer', 'electron'].filter((name) => name in window),
    }))
    expect(seen).toEqual({
      verbs: ['onBatch', 'onShellEvent', 'openDropped', 'request'],
      frozen: true,
      electron: [],
    })
  })

  test('answers in an envelope, whatever is asked', async ({ page }) => {
    const ask = (request: unknown): Promise<Reply> =>
      page.evaluate((given) => window.spindle.request(given as Request), request)
    expect(await ask({ id: 1, command: 'shell.info', argument: {} })).toMatchObject({
      id: 1,
      ok: true,
      value: { kind: 'desktop', can: { openFileDialog: true, captureWindow: true } },
    })
    expect(await ask(null)).toMatchObject({ ok: false, error: { code: 'bad-request' } })
    expect(await ask({ id: 2, command: 'files.read', argument: { fileId: '/etc/passwd' } })).toMatchObject({
      ok: false,
      error: { code: 'no-such-file' },
    })
  })

  test('refuses what cannot be cloned, and goes on', async ({ page }) => {
    const refused = await page.evaluate(async () => {
      try {
        await window.spindle.request({ id: 1, command: 'lab.info', argument: { f: () => 1 } })
        return null
      } catch (error) {
        return String(error)
      }
    })
    expect(refused).toContain('could not be cloned')
    const info = await page.evaluate(() =>
      window.spindle.request({ id: 2, command: 'shell.info', argument: {} }),
    )
    expect(info.ok).toBe(true)
  })

  test('a File that the page has made up is no file of the disk', async ({ page }) => {
    const reply = await page.evaluate(() => window.spindle.openDropped(new File(['x'], 'passwd.py')))
    expect(reply).toMatchObject({ ok: false, error: { code: 'no-such-file' } })
  })
})
