/** The page brings its own faces: it looks the same, and Korean can be read, whatever fonts the machine has. */
import type { Page } from '@playwright/test'
import { expect, test } from './support/test'

interface PlatformFont {
  familyName: string
  isCustomFont: boolean
}

/** The faces that the words of the page are really set in, as the browser's inspector knows them. */
async function facesOf(page: Page, selector: string): Promise<PlatformFont[]> {
  const inspector = await page.context().newCDPSession(page)
  await inspector.send('DOM.enable')
  await inspector.send('CSS.enable')
  const { root } = await inspector.send('DOM.getDocument', { depth: -1 })
  const { nodeIds } = await inspector.send('DOM.querySelectorAll', { nodeId: root.nodeId, selector })
  const faces: PlatformFont[] = []
  for (const nodeId of nodeIds) {
    const { fonts } = await inspector.send('CSS.getPlatformFontsForNode', { nodeId })
    faces.push(...fonts)
  }
  await inspector.detach()
  return faces
}

test('every word stands in a face that came with the page', { tag: '@desktop' }, async ({ page }) => {
  await expect(page.getByRole('navigation').getByRole('link').first()).toBeVisible()
  await page.evaluate(() => document.fonts.ready)
  // Nodes go while the page fills itself; then the inspector is asked again.
  await expect(async () => {
    const faces = await facesOf(page, 'header *, nav *, main *, footer *')
    expect(faces.length).toBeGreaterThan(20)
    expect(faces.filter(({ isCustomFont }) => !isCustomFont)).toEqual([])
    expect(new Set(faces.map(({ familyName }) => familyName))).toContain('Pretendard')
  }).toPass({ timeout: 20_000 })
})

test('a syllable that hardly any text has brings the whole font', async ({ page }) => {
  const heading = page.getByRole('heading', { level: 1 })
  await heading.evaluate((element) => (element.textContent = '뷁 펲 쀍'))
  await expect
    .poll(async () => (await facesOf(page, 'h1')).every(({ isCustomFont }) => isCustomFont))
    .toBe(true)
})
