/** The timeline and the log by hand: a stretch of time measured, cores, the lanes as a table, and looking for text. */
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

test('a stretch of time is measured, and told in words', async ({ page }) => {
  const lab = new LabPage(page)
  await lab.openLesson(3)
  await lab.choose('20×')
  await lab.run()
  await expect(lab.runState).toContainText('끝남 · exit 0', SLOW)

  const ruler = page.locator('.u-ruler')
  const box = (await ruler.boundingBox())!
  const bar = page.getByRole('region', { name: '재는 구간' })
  await expect(bar).toBeHidden()
  await lab.row('buyer').click({ position: { x: 60, y: 14 } })
  await page.mouse.move(box.x + box.width * 0.3, box.y + 12)
  await page.mouse.down()
  await page.mouse.move(box.x + box.width * 0.6, box.y + 12, { steps: 4 })
  await page.mouse.up()
  await expect(bar).toContainText(/동시에 실행: 최대 \d+개/)
  await expect(bar.getByRole('listitem')).toContainText('buyer')
  await expect(bar.getByRole('listitem')).toContainText(/자는 중 \d/)

  expect(await faults(page), 'with a measured stretch').toEqual([])
  await page.keyboard.press('Escape')
  await expect(bar).toBeHidden()

  // The same by key: from event to event, and an end at each of two of them.
  await lab.row('buyer').click({ position: { x: 60, y: 14 } })
  await page.keyboard.press('.')
  await page.keyboard.press('[')
  await page.keyboard.press('.')
  await page.keyboard.press(']')
  await expect(bar).toContainText('buyer')
  await bar.getByRole('button', { name: '재는 구간 지우기' }).click()
  await expect(bar).toBeHidden()

  // Which core: known here, or said not to be.
  await page.getByRole('button', { name: '어느 코어에서 실행됐는지 보기' }).click()
  await expect(page.locator('.u-striplabel')).toContainText(/코어별로 본 실행/)
  await expect(page.locator('.u-striplabel')).toContainText(/0.5초마다 잰 것|잰 것이 없습니다|알 수 없습니다/)

  await page.getByRole('button', { name: '타임라인을 표로 보기' }).click()
  const table = page.getByRole('dialog').getByRole('table', { name: '타임라인을 표로' })
  await page.getByRole('dialog').getByLabel('유닛').selectOption('MainThread')
  await expect(table.getByRole('row').filter({ hasText: 'join(buyer)' })).toBeVisible()
  expect(await faults(page), 'the timeline as a table').toEqual([])
  await page.keyboard.press('Escape')
  await expect(page.getByRole('dialog')).toBeHidden()
})

test('text is found in the log from match to match, and alone', async ({ page }) => {
  const lab = new LabPage(page)
  await lab.openLesson(3)
  await lab.choose('20×')
  await lab.run()
  await expect(lab.runState).toContainText('끝남 · exit 0', SLOW)
  const lines = Number((await lab.log.getByRole('button', { name: /^전체/ }).innerText()).replace(/\D/g, ''))

  await page.keyboard.press('Control+f')
  await page.keyboard.type('분석')
  const find = lab.log.getByRole('search')
  await expect(find.getByRole('status')).toHaveText(/^\d+ \/ 10$/)
  const current = lab.log.locator('.lr.is-current')
  await expect(current).toContainText('분석')
  const first = await current.innerText()
  await page.keyboard.press('Enter')
  await expect(current).not.toHaveText(first)
  await page.keyboard.press('Shift+Enter')
  await expect.poll(() => current.innerText()).toBe(first)

  expect(await faults(page), 'while text is found').toEqual([])
  await find.getByRole('button', { name: '찾은 줄만' }).click()
  await expect(lab.lines).toHaveCount(10)
  await page.keyboard.press('Escape')
  await find.getByRole('button', { name: '찾기 닫기' }).click()

  // Without what was printed there is nothing; a line of another kind would still be there.
  await lab.log.getByRole('button', { name: '로그 표시 방식' }).click()
  await page.getByRole('menuitemcheckbox', { name: '표준 출력' }).click()
  await expect(lab.lines).toHaveCount(0)
  await page.getByRole('menuitemcheckbox', { name: '표준 출력' }).click()
  await page.getByRole('menuitemradio', { name: '벽시계' }).click()
  await page.keyboard.press('Escape')
  await expect(lab.log.locator('.lr:not([hidden]) > .t').first()).toHaveText(/^\d\d:\d\d:\d\d\.\d{3}$/)
  expect(lines).toBeGreaterThan(10)
})
