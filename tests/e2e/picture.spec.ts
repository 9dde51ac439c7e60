import { inflateSync } from 'node:zlib'
import type { Locator, Page } from '@playwright/test'
import { read as readPixels } from '../../scripts/shrink-png.js'
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

/**
 * Share of the pixels in which two pictures differ by more than an edge drawn a little otherwise. A panel that begins
 * between two pixels may be a pixel wider in one of them.
 */
function difference(one: Buffer, other: Buffer): number {
  const [a, b] = [readPixels(one), readPixels(other)]
  if (!a || !b || Math.abs(a.width - b.width) > 1 || Math.abs(a.height - b.height) > 1) return 1
  const [width, height] = [Math.min(a.width, b.width), Math.min(a.height, b.height)]
  let differing = 0
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) {
      const [from, to] = [a.pixels[y * a.width + x] ?? 0, b.pixels[y * b.width + x] ?? 0]
      const isFar = [0, 8, 16].some((shift) => Math.abs(((from >> shift) & 255) - ((to >> shift) & 255)) > 48)
      if (isFar) differing += 1
    }
  }
  return differing / (width * height)
}

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

test('the window and each panel are drawn as they are on the screen', async ({ page }) => {
  await runLesson4(page)
  await page.getByRole('tab', { name: /process-and-pid/ }).click()
  const panels = {
    '창 전체': page.locator('.app'),
    '유닛과 시간선': page.locator('.units'),
    '코드와 수업': page.locator('.main.lab > .panel:not(.units, .log)'),
    로그: page.locator('.panel.log'),
  }
  const seen: Record<string, Buffer> = {}
  for (const [name, panel] of Object.entries(panels)) seen[name] = await panel.screenshot({ caret: 'hide' })

  await page.keyboard.press('ControlOrMeta+Alt+Shift+S')
  const dialog = page.getByRole('dialog', { name: '글에 넣을 그림' })
  await dialog.getByRole('radio', { name: '1×', exact: true }).click()
  const canvas = dialog.getByRole('img', { name: '그림 미리 보기' })
  for (const [name, picture] of Object.entries(seen)) {
    await dialog.getByRole('combobox', { name: '그릴 것' }).selectOption({ label: name })
    await expect
      .poll(async () => difference(await pictureOf(canvas), picture), { message: name })
      .toBeLessThan(0.004)
  }
  await dialog.getByRole('button', { name: '그림 복사' }).click()
  await expect(page.getByText('그림을 클립보드에 넣었습니다.')).toBeVisible()
})
