/** The page itself: themes, languages, sizes, and WCAG 2.2 AA as axe sees it on every screen. */
import AxeBuilder from '@axe-core/playwright'
import type { Page } from '@playwright/test'
import { LabPage } from './pages/lab-page'
import { expect, test } from './support/test'

const SLOW = { timeout: 40_000 }

async function faults(page: Page): Promise<string[]> {
  const { violations } = await new AxeBuilder({ page })
    .withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'])
    .analyze()
  return violations.flatMap(({ id, nodes }) => nodes.map(({ target }) => `${id}: ${target.join(' ')}`))
}

// Each theme and each language once: colours do not depend on words, nor words on colours.
for (const { theme, locale } of [
  { theme: 'light', locale: 'ko' },
  { theme: 'dark', locale: 'en' },
] as const) {
  test(`axe finds nothing on any screen: ${theme}, ${locale}`, async ({ page }) => {
    // Nine screens, each looked at node by node.
    test.setTimeout(300_000)
    const lab = new LabPage(page, locale)
    await page.emulateMedia({ colorScheme: theme })
    await lab.choose(locale === 'ko' ? '한국어' : 'English')
    await expect(page.locator('html')).toHaveAttribute('lang', locale)
    expect(await faults(page), 'before the first run').toEqual([])

    await lab.openLesson(1)
    await lab.run()
    await expect(lab.input('searcher')).toBeVisible(SLOW)
    expect(await faults(page), 'while a unit waits for input').toEqual([])

    await lab.row('searcher').locator('.u-name').click()
    await page.keyboard.press('i')
    await expect(lab.inspector).toContainText('searcher')
    expect(await faults(page), 'the inspector').toEqual([])
    await page.keyboard.press('v')
    await page.keyboard.press('Control+a')
    await page.keyboard.press('/')
    await expect(lab.table).toBeVisible()
    expect(await faults(page), 'the table of units').toEqual([])
    await page.keyboard.press('Escape')
    await page.keyboard.press('i')
    await page.keyboard.press('v')

    await page.keyboard.press('Control+Shift+P')
    await expect(page.getByRole('dialog')).toBeVisible()
    expect(await faults(page), 'the palette').toEqual([])
    await page.keyboard.press('Escape')

    for (const key of ['Control+,', 'F1']) {
      await page.keyboard.press(key)
      await expect(page.getByRole('dialog')).toBeVisible()
      expect(await faults(page), `the dialog of ${key}`).toEqual([])
      await page.keyboard.press('Escape')
    }

    await page.keyboard.press('F6')
    await expect(lab.runButton).toBeVisible(SLOW)
    expect(await faults(page), 'after the run').toEqual([])
    await page.getByRole('link', { name: locale === 'ko' ? '실행 기록' : 'Run history' }).click()
    expect(await faults(page), 'the history').toEqual([])
    await lab.openLesson(4)
    const runMenu = page.getByRole('button', {
      name: locale === 'ko' ? '다르게 실행' : 'Other ways to run',
    })
    await runMenu.click()
    await page.getByRole('menuitem', { name: locale === 'ko' ? /반복/ : /Repeat/ }).click()
    await page.getByRole('spinbutton').fill('2')
    expect(await faults(page), 'before a repetition').toEqual([])
    await page.locator('.repeat-start .primary').click()
    await expect(page.locator('.meter.is-over')).toBeVisible(SLOW)
    await expect(page.getByRole('option').first()).toBeVisible()
    expect(await faults(page), 'a repetition').toEqual([])
    await runMenu.click()
    await page.getByRole('menuitem', { name: locale === 'ko' ? /비교/ : /Compare/ }).click()
    await expect(page.locator('.cmp-lanes')).toHaveCount(2)
    expect(await faults(page), 'two runs compared').toEqual([])
    await page.getByRole('link', { name: locale === 'ko' ? '자유 실험실' : 'Free lab' }).click()
    expect(await faults(page), 'the Free lab').toEqual([])
  })
}

test('theme, language and speed are kept', async ({ page }) => {
  const lab = new LabPage(page)
  await lab.choose('5×')
  await page.keyboard.press('Control+Shift+L')
  await page.keyboard.press('Control+Shift+K')
  const html = page.locator('html')
  await expect(html).toHaveAttribute('lang', 'en')
  const theme = await html.getAttribute('data-theme')
  await page.reload()
  await expect(html).toHaveAttribute('lang', 'en')
  await expect(html).toHaveAttribute('data-theme', theme ?? '')
  await expect(page.getByRole('radio', { name: '5×' })).toBeChecked()
})

for (const [width, height] of [
  [1024, 680],
  [1440, 900],
  [2560, 1440],
  [3840, 2160],
] as const) {
  test(`fits into ${width} × ${height} without scrolling the page`, async ({ page }) => {
    await page.setViewportSize({ width, height })
    const lab = new LabPage(page)
    await lab.openLesson(1)
    await lab.run()
    await expect(lab.input('searcher')).toBeVisible(SLOW)
    const overflow = await page.evaluate(() => ({
      x: document.documentElement.scrollWidth - innerWidth,
      y: document.documentElement.scrollHeight - innerHeight,
    }))
    expect(overflow).toEqual({ x: 0, y: 0 })
    await expect(lab.input('searcher').getByRole('textbox')).toBeInViewport({ ratio: 1 })
    await expect(lab.row('searcher')).toBeInViewport({ ratio: 0.9 })
    await page.keyboard.press('F6')
    await expect(lab.runButton).toBeVisible(SLOW)
  })
}

test('an input that comes up does not take the focus, and a key leads to it', async ({ page }) => {
  const lab = new LabPage(page)
  await lab.openLesson(1)
  await lab.run()
  await expect(lab.input('searcher')).toBeVisible(SLOW)
  await expect(lab.input('searcher').getByRole('textbox')).not.toBeFocused()
  await page.keyboard.press('Control+i')
  await expect(lab.input('searcher').getByRole('textbox')).toBeFocused()
  await page.keyboard.type('단어')
  await page.keyboard.press('Enter')
  await expect(lab.runState).toContainText('끝남 · exit 0', SLOW)
})
