import { expect, test } from './support/test'

test.describe('the page in its shell', { tag: '@desktop' }, () => {
  test('comes up, connects to the Lab and knows its shell', async ({ page }) => {
    await expect(page).toHaveTitle(/Spindle/)
    await expect(page.locator('#app')).not.toBeEmpty()
  })

  test('can neither run foreign code nor reach another address', async ({ page }) => {
    await page.evaluate(() => {
      const violations: string[] = []
      document.addEventListener('securitypolicyviolation', (event) =>
        violations.push(event.effectiveDirective),
      )
      Object.assign(window, { violations })
      const inline = document.createElement('script')
      inline.textContent = 'window.wasRun = true'
      document.head.append(inline)
      void fetch('http://127.0.0.1:9/').catch(() => undefined)
    })
    await expect
      .poll(() => page.evaluate(() => Reflect.get(window, 'violations') as string[]))
      .toEqual(expect.arrayContaining(['connect-src', 'script-src-elem']))
    expect(await page.evaluate(() => 'wasRun' in window)).toBe(false)
  })
  test.use({ expectedComplaints: /Content Security Policy|violates/ })
})
