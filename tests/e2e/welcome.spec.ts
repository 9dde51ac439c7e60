/** The first time: what Spindle is, and one press to a running lesson. */
import AxeBuilder from '@axe-core/playwright'
import { LabPage } from './pages/lab-page'
import { expect, test } from './support/test'

test.use({ isFirstTime: true })

test(
  'whoever comes for the first time is one press away from a running lesson',
  { tag: '@desktop' },
  async ({ page }) => {
    const welcome = page.getByRole('dialog', { name: '스핀들에 오신 것을 환영합니다' })
    await expect(welcome).toBeVisible()
    const { violations } = await new AxeBuilder({ page }).include('[role=dialog]').analyze()
    expect(violations.map(({ id }) => id)).toEqual([])
    await welcome.getByRole('radio', { name: '어둡게' }).click()
    await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark')
    await welcome.getByRole('button', { name: '1번 수업 실행하기' }).click()
    await expect(welcome).toBeHidden()
    const lab = new LabPage(page)
    await expect(lab.input('searcher')).toBeVisible({ timeout: 40_000 })
    await page.keyboard.press('F6')
    await expect(lab.runButton).toBeVisible({ timeout: 40_000 })

    await page.reload()
    await expect(page.getByRole('button', { name: '더 보기' }).first()).toBeVisible()
    await expect(page.getByRole('navigation').getByRole('link').first()).toBeVisible()
    await expect(page.locator('html')).toHaveAttribute('data-theme', 'dark')
    await expect(welcome).toBeHidden()
  },
)
