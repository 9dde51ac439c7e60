/** A program of one's own in the editor: checked while it is written, completed, formatted, saved, run, and kept. */
import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Locator, Page } from '@playwright/test'
import { LabPage } from './pages/lab-page'
import { expect, test } from './support/test'

// The compiler reads its library when it is first wanted.
const SLOW = { timeout: 40_000 }

const editor = (page: Page): Locator => page.locator('.cm-content')
const errors = (page: Page): Locator => page.locator('.cm-lintRange-error')

async function newProgram(page: Page, name: 'TypeScript' | 'Python'): Promise<void> {
  await page.getByRole('link', { name: '내 프로그램' }).click()
  await page.getByRole('button', { name: `새 ${name} 프로그램` }).click()
  await expect(editor(page)).toBeVisible(SLOW)
}
/** Puts a text in place of the whole program, as pasting does. */
async function write(page: Page, source: string): Promise<void> {
  await editor(page).click()
  await page.keyboard.press('ControlOrMeta+a')
  await page.keyboard.press('Delete')
  await page.keyboard.insertText(source)
}

test(
  'a type error is shown and put right, a name completed, the text formatted, saved and run',
  { tag: '@desktop' },
  async ({ page, dataFolder }) => {
    const lab = new LabPage(page)
    await newProgram(page, 'TypeScript')
    await write(
      page,
      "import { print } from 'spindle/builtins'\nimport { Thread } from 'spindle/threading'\n\nexport function work(n: number) {\n  print('work', n)\n}\n\nexport function main() {\n      const t = new Thread({ target: work, args: ['one'] })\n  t.\n}\n",
    )
    await expect(errors(page).filter({ hasText: "'one'" })).toBeVisible(SLOW)
    await expect(page.getByRole('button', { name: /문제 \d+개/ })).toBeVisible()

    // Where a member is wanted there are the members of exactly this, and one that takes nothing is called.
    await editor(page).getByText('t.', { exact: true }).click()
    await page.keyboard.press('End')
    await page.keyboard.type('sta')
    const offers = page.locator('.cm-tooltip-autocomplete li')
    await offers.filter({ hasText: /^start/ }).click(SLOW)
    await expect(editor(page)).toContainText('t.start()')

    // A name that is not imported brings its import along.
    await page.keyboard.press('Enter')
    await page.keyboard.type('slee')
    await offers.filter({ hasText: /^sleep/ }).click(SLOW)
    await expect(editor(page)).toContainText("import { print, sleep } from 'spindle/builtins'")
    await expect(page.locator('.cm-words-signature')).toContainText('sleep(seconds: number)')
    await page.keyboard.type('0.01')
    // One press closes one thing, and a list of names may have come up as well.
    await expect(async () => {
      await page.keyboard.press('Escape')
      await expect(page.locator('.cm-words-call')).toHaveCount(0, { timeout: 500 })
    }).toPass()

    await editor(page).getByText("['one']").click()
    await page.keyboard.press('Home')
    await page.keyboard.press('Shift+End')
    await page.keyboard.insertText('const t = new Thread({ target: work, args: [1] })')
    await expect(errors(page)).toHaveCount(0, SLOW)

    await page.keyboard.press('Alt+Shift+F')
    await expect(editor(page).getByText(/^ {2}const t = new Thread/)).toBeVisible(SLOW)

    await page.keyboard.press('Control+s')
    await expect
      .poll(async () => (await saved(dataFolder))[0] ?? '')
      .toContain('  t.start()\n  sleep(0.01)\n')
    await lab.run()
    await expect(lab.runState).toContainText('끝남 · exit 0', SLOW)
    expect(await lab.lines.allTextContents()).toEqual(['work 1'])
  },
)

test('Python says at its line what is wrong before it is run', async ({ page }) => {
  await newProgram(page, 'Python')
  await write(page, 'def work():\nprint("a")\n')
  await expect(page.locator('.cm-error-line')).toHaveText('2', SLOW)
  await page.getByRole('button', { name: /문제 1개/ }).click()
  await expect(page.locator('.cm-diagnostic')).toContainText('IndentationError')
  await write(page, 'def work():\n    print("a")\n')
  await expect(errors(page)).toHaveCount(0, SLOW)
})

test('what another program makes of a file is not lost, and neither is what stands here', async ({
  page,
  dataFolder,
}) => {
  await newProgram(page, 'TypeScript')
  const [name = ''] = await readdir(join(dataFolder, 'programs'))
  const path = join(dataFolder, 'programs', name)
  const lookAway = () => page.evaluate(() => window.dispatchEvent(new Event('focus')))

  await writeFile(path, '// from elsewhere\n')
  await lookAway()
  await expect(editor(page)).toContainText('// from elsewhere')

  await write(page, '// mine\n')
  await writeFile(path, '// theirs\n')
  await page.keyboard.press('Control+s')
  const notice = page.getByRole('alert').filter({ hasText: '바꾸었습니다' })
  await expect(notice).toBeVisible()
  expect(await readFile(path, 'utf8')).toBe('// theirs\n')
  await notice.getByRole('button', { name: '지금 글 지키기' }).click()
  await page.keyboard.press('Control+s')
  await expect.poll(() => readFile(path, 'utf8')).toBe('// mine\n')
})

test(
  'a program is renamed, deleted and brought back; a dropped file is opened',
  { tag: '@desktop' },
  async ({ page, dataFolder }) => {
    await newProgram(page, 'TypeScript')
    const menu = page.getByRole('button', { name: '이 프로그램으로 할 일' })
    await menu.click()
    await page.getByRole('menuitem', { name: '이름 바꾸기' }).click()
    const field = page.getByRole('textbox', { name: '이름' })
    await expect(field).toBeFocused()
    await field.fill('market')
    await expect(page.getByRole('dialog')).toContainText('.ts, .js, .py로 끝나야 합니다')
    await field.fill('market.ts')
    await page.keyboard.press('Enter')
    await expect(page.getByRole('tab', { name: 'market.ts' })).toBeVisible()
    expect(await readdir(join(dataFolder, 'programs'))).toEqual(['market.ts'])

    await menu.click()
    await page.getByRole('menuitem', { name: '지우기' }).click()
    await expect(page.getByRole('tab', { name: 'market.ts' })).toHaveCount(0)
    expect(await readdir(join(dataFolder, 'programs'))).toEqual([])
    await page.getByRole('button', { name: '되돌리기' }).click()
    await expect(page.getByRole('tab', { name: 'market.ts' })).toBeVisible()

    await page.evaluate(() => {
      const dataTransfer = new DataTransfer()
      dataTransfer.items.add(new File(['x'], 'notes.txt'))
      document.body.dispatchEvent(new DragEvent('drop', { dataTransfer, bubbles: true, cancelable: true }))
    })
    await expect(page.getByText(/notes\.txt.*실행할 수 있는 파일이 아닙니다|찾을 수 없습니다/)).toBeVisible()
  },
)

async function saved(dataFolder: string): Promise<string[]> {
  const folder = join(dataFolder, 'programs')
  return Promise.all((await readdir(folder)).map((name) => readFile(join(folder, name), 'utf8')))
}
