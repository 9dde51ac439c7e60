import { inflateSync } from 'node:zlib'
import type { Locator, Page } from '@playwright/test'
import { expect, test } from './support/test'

test.use({ permissions: ['clipboard-read', 'clipboard-write'] })

async function runLesson4(page: Page): Promise<void> {
  await page.getByRole('navigation').getByRole('link', { name: '프로세스와 PID' }).click()
  await page.getByRole('button', { name: /^실행/ }).first().click()
  await expect(page.getByRole('banner').getByText('끝남 · exit 0')).toBeVisible({ timeout: 45_000 })
}

const pictureOf = (canvas: Locator): Promise<Buffer> =>
  canvas
    .evaluate((element) => (element as HTMLCanvasElement).toDataURL('image/png'))
    .then((url) => Buffer.from(url.slice(url.indexOf(',') + 1), 'base64'))

/** Width, height and the colour of the first pixel of an 8-bit PNG without interlacing. */
function readPng(png: Buffer): { width: number; height: number; corner: number[] } {
  const data: Buffer[] = []
  for (let at = 8; at < png.length; at += 12 + png.readUInt32BE(at)) {
    if (png.toString('latin1', at + 4, at + 8) === 'IDAT')
      data.push(png.subarray(at + 8, at + 8 + png.readUInt32BE(at)))
  }
  const pixels = inflateSync(Buffer.concat(data))
  return { width: png.readUInt32BE(16), height: png.readUInt32BE(20), corner: [...pixels.subarray(1, 4)] }
}

test('a picture for a post is composed in a look of its own and put on the clipboard', async ({ page }) => {
  await expect(page.getByRole('button', { name: '글에 넣을 그림' })).toHaveAttribute('aria-disabled', 'true')
  await runLesson4(page)
  await page.keyboard.press('ControlOrMeta+Shift+S')
  const dialog = page.getByRole('dialog', { name: '글에 넣을 그림' })
  const canvas = dialog.getByRole('img', { name: '그림 미리 보기' })
  await expect.poll(async () => readPng(await pictureOf(canvas)).width).toBe(2400)
  const light = readPng(await pictureOf(canvas))
  expect(light.corner.every((part) => part > 200)).toBe(true)

  await dialog.getByRole('radio', { name: '어둡게' }).click()
  await expect.poll(async () => readPng(await pictureOf(canvas)).corner.every((part) => part < 40)).toBe(true)
  expect(await page.evaluate(() => document.documentElement.dataset['theme'])).toBe('light')

  await dialog.getByRole('checkbox', { name: '로그' }).uncheck()
  await dialog.getByRole('checkbox', { name: '코드' }).uncheck()
  await expect.poll(async () => readPng(await pictureOf(canvas)).height).toBeLessThan(light.height)
  await dialog.getByRole('radio', { name: '1×', exact: true }).click()
  await expect.poll(async () => readPng(await pictureOf(canvas)).width).toBe(1200)

  await dialog.getByRole('button', { name: '그림 복사' }).click()
  await expect(page.getByText('그림을 클립보드에 넣었습니다.')).toBeVisible()
  const copied = await page.evaluate(async () => {
    const [item] = await navigator.clipboard.read()
    const bytes = new Uint8Array(await (await item!.getType('image/png')).arrayBuffer())
    return [...bytes.subarray(0, 24)]
  })
  expect(Buffer.from(copied).readUInt32BE(16)).toBe(1200)
})

test('a picture can be saved as a file named after the program', async ({ page }) => {
  await runLesson4(page)
  await page.getByRole('button', { name: '글에 넣을 그림' }).click()
  const [download] = await Promise.all([
    page.waitForEvent('download'),
    page.getByRole('button', { name: 'PNG로 저장' }).click(),
  ])
  expect(download.suggestedFilename()).toMatch(/^[\w-]+\.png$/)
})

test('who goes to another lesson does not see what the lesson before has left', async ({ page }) => {
  await runLesson4(page)
  const lessons = page.getByRole('navigation')
  await lessons.getByRole('link', { name: '데몬 스레드' }).click()
  await expect(page.getByText('실행하면 여기에 유닛이 나타납니다')).toBeVisible()
  await lessons.getByRole('link', { name: '프로세스와 PID' }).click()
  await expect(page.getByRole('banner').getByText('끝남 · exit 0')).toBeVisible()
})
