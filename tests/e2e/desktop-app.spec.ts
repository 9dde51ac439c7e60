import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from './support/test'

test.describe('the desktop app', { tag: '@desktop-only' }, () => {
  test('a file that is opened from outside is shown', async ({ page, desktop, dataFolder }) => {
    const path = join(dataFolder, 'from outside.py')
    await writeFile(path, 'print("shown because it was opened")\n')
    await desktop.openFile(path)
    await expect(page.getByText('shown because it was opened')).toBeVisible()
  })

  test('a file that is no program is refused in words', async ({ page, desktop, dataFolder }) => {
    await writeFile(join(dataFolder, 'notes.txt'), '')
    await desktop.openFile(join(dataFolder, 'notes.txt'))
    await expect(page.getByText(/notes\.txt/)).toBeVisible()
  })

  test('the menu does what the page can do', async ({ page, desktop }) => {
    const before = await page.evaluate(() => document.documentElement.lang)
    await desktop.choose('view.locale')
    await expect.poll(() => page.evaluate(() => document.documentElement.lang)).not.toBe(before)
  })
})
