/**
 * How this machine draws letters. Hinting and smoothing are settings of the system, not of the browser: pictures that
 * were reviewed elsewhere can be compared pixel by pixel only where letters come out the same.
 */
import { createHash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { resolve } from 'node:path'
import type { Page } from '@playwright/test'

const FACES = ['Pretendard-Regular.subset', 'Pretendard-SemiBold.subset', 'JetBrainsMonoNL-Regular']

/** SHA-256 of a picture of letters in the page's own faces. */
export async function drawnLetters(page: Page): Promise<string> {
  const faces = await Promise.all(
    FACES.map((name) => readFile(resolve(`src/renderer/src/fonts/${name}.woff2`), 'base64')),
  )
  await page.setContent(
    faces
      .map(
        (data, index) =>
          `<style>@font-face { font-family: f${index}; src: url(data:font/woff2;base64,${data}) }</style>` +
          [11, 12, 13, 16]
            .map(
              (px) => `<p style="font: ${px}px f${index}">Aa Gg 0123456789 {}()→ 스레드와 프로세스 PID</p>`,
            )
            .join(''),
      )
      .join(''),
  )
  await page.evaluate(() => document.fonts.ready)
  return createHash('sha256')
    .update(await page.screenshot())
    .digest('hex')
}
