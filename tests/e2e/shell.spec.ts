import { expect, test } from './support/test'

test.describe('the page in its shell', () => {
  test('comes up, connects to the Lab and knows its shell', async ({ page }) => {
    await expect(page).toHaveTitle(/Spindle/)
    await expect(page.locator('#app')).not.toBeEmpty()
  })

  test('can neither run foreign code nor reach another address', async ({ page }) => {
    const blocked = await page.evaluate(async () => {
      const violations: string[] = []
      document.addEventListener('securitypolicyviolation', (event) =>
        violations.push(event.effectiveDirective),
      )
      const inline = document.createElement('script')
      inline.textContent = 'window.wasRun = true'
      document.head.append(inline)
      const reached = await fetch('http://127.0.0.1:9/').then(
        () => true,
        () => false,
      )
      await new Promise((resolve) => requestAnimationFrame(resolve))
      return { violations: violations.sort(), reached, ran: 'wasRun' in window }
    })
    expect(blocked).toEqual({ violations: ['connect-src', 'script-src-elem'], reached: false, ran: false })
  })
  test.use({ expectedComplaints: /Content Security Policy|violates/ })
})
