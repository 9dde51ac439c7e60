/** Panels that are hidden, windows that are small or zoomed, and the projector mode. */
import type { Page } from '@playwright/test'
import { LabPage } from './pages/lab-page'
import { expect, test } from './support/test'

const SLOW = { timeout: 40_000 }
const overflow = (page: Page): Promise<{ x: number; y: number }> =>
  page.evaluate(() => ({
    x: document.documentElement.scrollWidth - innerWidth,
    y: document.documentElement.scrollHeight - innerHeight,
  }))

test(
  'panels can be hidden, stay so, and come back when they are gone to',
  { tag: '@desktop' },
  async ({ page }) => {
    const log = page.getByRole('region', { name: '로그' })
    const units = page.getByRole('region', { name: '유닛' })
    await expect(log).toBeVisible()
    await page.keyboard.press('Control+Alt+3')
    await expect(log).toBeHidden()
    await page.keyboard.press('Control+Alt+4')
    await expect(page.getByRole('navigation')).toBeHidden()
    await page.reload()
    await expect(units).toBeVisible()
    await expect(log).toBeHidden()
    await expect(page.getByRole('navigation')).toBeHidden()

    await page.keyboard.press('Control+Alt+2')
    await page.keyboard.press('Control+Alt+1')
    await expect(units, 'the last panel stays').toBeVisible()

    await page.keyboard.press('Control+Shift+P')
    await page.getByRole('combobox').fill('로그로 가기')
    await page.keyboard.press('Enter')
    await expect(log).toBeVisible()
    await page.getByRole('button', { name: '더 보기' }).first().click()
    await page.getByRole('menuitemcheckbox', { name: /수업 목록 보이기/ }).click()
    await expect(page.getByRole('navigation')).toBeVisible()
  },
)

for (const [title, width, height] of [
  ['1024 × 700', 512, 350],
  ['1440 × 900', 720, 450],
] as const) {
  test(`a lesson can be gone through at 200 % of ${title}`, async ({ page }) => {
    await page.setViewportSize({ width, height })
    const lab = new LabPage(page)
    await lab.openLesson(1)
    await page.keyboard.press('F5')
    await expect(lab.row('searcher')).toBeInViewport({ ratio: 0.9, ...SLOW })
    expect(await overflow(page)).toEqual({ x: 0, y: 0 })
    await page.getByRole('radio', { name: '로그', exact: true }).click()
    const answer = lab.input('searcher').getByRole('textbox')
    await expect(answer).toBeInViewport({ ratio: 1 })
    await answer.fill('단어')
    await answer.press('Enter')
    await expect(lab.runState).toContainText('끝남 · exit 0', SLOW)
    await page.getByRole('radio', { name: '코드', exact: true }).click()
    await expect(page.getByRole('tab', { name: '수업' })).toBeInViewport({ ratio: 1 })
    expect(await overflow(page)).toEqual({ x: 0, y: 0 })
  })
}

test('the projector mode draws all of it larger, and the lanes are still where they are pointed at', async ({
  page,
}) => {
  const lab = new LabPage(page)
  await lab.openLesson(1)
  await lab.run()
  await expect(lab.input('searcher')).toBeVisible(SLOW)
  const row = lab.row('searcher')
  const before = await row.boundingBox()
  await page.keyboard.press('Control+Alt+P')
  await expect
    .poll(async () => (await row.boundingBox())?.height)
    .toBeGreaterThan((before?.height ?? 0) * 1.2)
  expect(await overflow(page)).toEqual({ x: 0, y: 0 })
  await expect(lab.input('searcher').getByRole('textbox')).toBeInViewport({ ratio: 1 })

  const box = await row.boundingBox()
  if (!box) throw new Error('the row has no place')
  await page.mouse.click(box.x + box.width - 80, box.y + box.height / 2)
  await expect(row).toHaveAttribute('aria-selected', 'true')
  await page.getByRole('button', { name: '더 보기' }).first().click()
  await expect(page.getByRole('menuitemcheckbox', { name: /발표 모드/ })).toBeInViewport({ ratio: 1 })
  await page.keyboard.press('Escape')
  await page.reload()
  await expect(page.locator('html')).toHaveAttribute('data-projector', 'true')
})

test('a key that brings a dialog closes the menu that is open', async ({ page }) => {
  await page.getByRole('button', { name: '더 보기' }).first().click()
  await expect(page.getByRole('menu')).toBeVisible()
  await page.keyboard.press('Control+Shift+P')
  await expect(page.getByRole('dialog')).toBeVisible()
  await expect(page.getByRole('menu')).toBeHidden()
})
