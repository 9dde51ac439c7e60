/** Many runs: repeating one program, comparing two runs, and the history of all of them. */
import type { Page } from '@playwright/test'
import { LabPage } from './pages/lab-page'
import { expect, test } from './support/test'

const SLOW = { timeout: 60_000 }

const history = (page: Page) => page.getByRole('navigation').getByRole('link', { name: '실행 기록' })
const repeatPanel = (page: Page) => page.getByRole('region', { name: '반복', exact: true })

async function fromRunMenu(page: Page, item: RegExp): Promise<void> {
  await page.getByRole('button', { name: '다르게 실행' }).click()
  await page.getByRole('menuitem', { name: item }).click()
}

test('a program that asks is repeated: answered once, counted live, still there after a reload', async ({
  page,
}) => {
  test.setTimeout(180_000)
  const lab = new LabPage(page)
  await lab.openLesson(1)
  await fromRunMenu(page, /반복/)
  const panel = repeatPanel(page)
  await panel.getByRole('spinbutton', { name: '횟수' }).fill('3')
  await panel.getByRole('button', { name: '3번 반복' }).click()
  await expect(panel.getByText(/searcher.* 입력을 기다립니다/)).toBeVisible(SLOW)
  // A page that comes back finds it as it was, and the way there.
  await page.reload()
  await page
    .getByRole('banner')
    .getByRole('button', { name: /반복 0 \/ 3/ })
    .click()
  await panel.getByRole('textbox', { name: /searcher/ }).fill('파이썬')
  await panel.getByRole('button', { name: '보내기' }).click()
  await expect(panel.getByText('3번 실행했습니다')).toBeVisible(SLOW)
  await expect(panel.getByRole('progressbar')).toHaveAttribute('aria-valuenow', '3')
  // Every run was given the same answer, and has come to its end with it.
  const orders = panel.getByRole('listbox', { name: '줄의 순서' }).getByRole('option')
  await expect(orders.first()).toBeVisible()
  const counts = await orders
    .locator('.r:nth-of-type(3), .num.r')
    .evaluateAll((cells) => cells.map((cell) => Number(cell.textContent)).filter((count) => count > 0))
  expect(counts.reduce((sum, count) => sum + count, 0)).toBe(3)
  await expect(panel.getByRole('region', { name: '순서 A의 줄' })).toContainText('파이썬')
  await expect(panel.getByRole('region', { name: '종료 코드' })).toContainText(/exit 0\s*3/)
  await panel.getByRole('button', { name: /번째 실행 열기/ }).click()
  await expect(lab.runState).toContainText('끝남 · exit 0')
  await expect(lab.lines.filter({ hasText: '파이썬' }).first()).toBeVisible(SLOW)
})

test('a repetition can be stopped, and keeps what came out', async ({ page }) => {
  const lab = new LabPage(page)
  await lab.openLesson(1)
  await fromRunMenu(page, /반복/)
  const panel = repeatPanel(page)
  await panel.getByRole('button', { name: /번 반복/ }).click()
  await expect(panel.getByText(/입력을 기다립니다/)).toBeVisible(SLOW)
  await panel.getByRole('button', { name: '멈추기' }).click()
  await expect(panel.getByText(/가운데 0번 실행하고 멈췄습니다/)).toBeVisible(SLOW)
  await expect(panel.getByRole('button', { name: '다시 반복' })).toBeEnabled()
})

test('two runs are chosen in the history, compared on one axis, named, deleted and brought back', async ({
  page,
}) => {
  test.setTimeout(120_000)
  const lab = new LabPage(page)
  for (const lesson of [1, 2]) {
    await lab.openLesson(lesson)
    await lab.run()
    await (lesson === 1
      ? expect(lab.input('searcher')).toBeVisible(SLOW)
      : expect(lab.runState).toContainText('끝남', SLOW))
    if (lesson === 1) await lab.answer('searcher', '단어')
    await expect(lab.runState).toContainText('끝남 · exit 0', SLOW)
  }
  await history(page).click()
  const panel = page.getByRole('region', { name: '실행 기록' })
  const rows = panel.locator('tbody tr')
  await expect(rows).toHaveCount(2)
  const compare = panel.getByRole('button', { name: '비교' })
  await panel.getByRole('checkbox', { name: /스레드와 입력/ }).check()
  await expect(compare).toHaveAttribute('aria-disabled', 'true')
  await panel.getByRole('checkbox', { name: /데몬 스레드/ }).check()
  await compare.click()

  const comparison = page.getByRole('region', { name: '두 실행 비교' })
  const table = comparison.getByRole('table', { name: '재어 본 값' })
  await expect(table.getByRole('row')).toHaveCount(3)
  for (const row of [1, 2]) {
    // Wall time, CPU time and memory are measured of every run, however short.
    await expect(table.getByRole('row').nth(row).locator('.v b')).toHaveCount(3)
  }
  await expect(comparison.getByRole('region', { name: '스레드와 입력의 타임라인' })).toContainText('searcher')
  await expect(comparison.getByRole('region', { name: '데몬 스레드의 타임라인' })).toContainText('searcher')
  const differences = comparison.getByRole('region', { name: '다른 점' })
  await expect(differences).toContainText('단어')
  await differences.getByRole('radio', { name: '프로그램' }).click()
  await expect(differences.locator('tr.different').filter({ hasText: 'daemon' }).first()).toBeVisible()

  await history(page).click()
  const first = rows.filter({ hasText: '수업 1' })
  await first.getByRole('button', { name: '스레드와 입력', exact: true }).focus()
  await page.keyboard.press('F2')
  await page.keyboard.type('내 첫 실행')
  await page.keyboard.press('Enter')
  await expect(first.getByRole('button', { name: '내 첫 실행', exact: true })).toBeFocused()
  await panel.getByRole('searchbox').fill('첫 실행')
  await expect(rows).toHaveCount(1)
  await first.getByRole('button', { name: '내 첫 실행 계속 남기기' }).click()
  await panel.getByRole('searchbox').fill('')
  await panel.getByRole('radio', { name: '남긴 것' }).click()
  await expect(rows).toHaveCount(1)
  await first.getByRole('button', { name: '내 첫 실행', exact: true }).focus()
  await page.keyboard.press('Delete')
  await expect(rows).toHaveCount(0)
  await page.keyboard.press('Control+z')
  await expect(first).toContainText('내 첫 실행')

  const download = page.waitForEvent('download')
  await first.getByRole('button', { name: '내 첫 실행 더 보기' }).click()
  await page.getByRole('menuitem', { name: '로그를 텍스트로 저장' }).click()
  expect((await download).suggestedFilename()).toBe('내-첫-실행.txt')
})
