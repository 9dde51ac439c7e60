// @ts-check
// Takes the pictures of the documentation from the real app: `npm run pictures`.
import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { chromium } from '@playwright/test'
import { findChromium } from './chromium.js'
import { root } from './here.js'

/** @param {string} path */
const here = (path) => join(root, path)

const LESSON = /두 스레드와 join/
/** A little before the first thread ends, at five times the speed: both lanes, and main waiting in its join. */
const MOMENT_MS = 3_200

const browserOptions = findChromium()
if (!browserOptions) throw new Error('A Chromium, Chrome or Edge is needed to take pictures.')
const data = mkdtempSync(join(tmpdir(), 'spindle-pictures-'))
writeFileSync(join(data, 'settings.json'), '{"page":{"welcomed":true}}')
const shell = spawn(process.execPath, [here('out/main/browser.js'), '--no-open'], {
  stdio: ['ignore', 'pipe', 'inherit'],
  env: { ...process.env, SPINDLE_DATA: data },
})
try {
  const [url] = await once(createInterface(shell.stdout), 'line')
  mkdirSync(here('docs/pictures'), { recursive: true })
  const browser = await chromium.launch({ ...browserOptions, args: ['--no-sandbox'] })
  for (const colorScheme of /** @type {const} */ (['light', 'dark'])) {
    const page = await browser.newPage({
      viewport: { width: 1440, height: 900 },
      locale: 'ko-KR',
      colorScheme,
    })
    await page.goto(url)
    await page.getByText(LESSON).first().click()
    await page.getByRole('radio', { name: '5×' }).click()
    await page.getByRole('button', { name: /^실행/ }).first().click()
    await page.getByText('join(buyer)').first().waitFor()
    await page.waitForTimeout(MOMENT_MS)
    await page.screenshot({ path: here(`docs/pictures/lab-${colorScheme}.png`) })
    await page.getByText('끝남 · exit 0').first().waitFor()
    if (colorScheme === 'light') await takeCard(page)
    await page.close()
  }
  await browser.close()
} finally {
  shell.kill('SIGTERM')
  await once(shell, 'exit')
  rmSync(data, { recursive: true, force: true })
}

/** @param {import('@playwright/test').Page} page */
async function takeCard(page) {
  await page.getByRole('button', { name: '글에 넣을 그림' }).click()
  await page
    .getByRole('textbox', { name: /설명 글/ })
    .fill(
      '두 스레드는 함께 나아간다. MainThread는 join(buyer)와 join(seller)에서 차례로 기다리고, 마지막 줄을 찍는다.',
    )
  await page.getByRole('radio', { name: '1×', exact: true }).last().click()
  const canvas = page.getByRole('img', { name: '그림 미리 보기' })
  const png = await canvas.evaluate((element) =>
    /** @type {HTMLCanvasElement} */ (element).toDataURL('image/png'),
  )
  writeFileSync(here('docs/pictures/card.png'), Buffer.from(png.slice(png.indexOf(',') + 1), 'base64'))
}
