/** The units grid: what can be done, what cannot and why, and the keyboard's way. */
import { LabPage } from './pages/lab-page'
import { expect, test } from './support/test'

const SLOW = { timeout: 40_000 }

test.describe('the units grid', () => {
  let lab: LabPage
  test.beforeEach(async ({ page }) => {
    lab = new LabPage(page)
  })

  test('says why a button cannot be used, in the reader’s words', async ({ page }) => {
    await lab.openLesson(1)
    await lab.run()
    await expect(lab.status('searcher')).toContainText('입력 대기', SLOW)
    const start = lab.button('searcher', 'start')
    await expect(start).toBeDisabled()
    await start.hover()
    await expect(page.getByRole('tooltip')).toContainText('한 번만 시작할 수 있습니다')
    await lab.stopButton.click()
    await expect(lab.runButton).toBeVisible(SLOW)
    await expect(lab.button('searcher', 'terminate')).toBeDisabled()
  })

  test('is worked with the keyboard alone', async ({ page }) => {
    // A unit that waits for input stays as it is for as long as the keys need.
    await lab.openLesson(1)
    await page.keyboard.press('F5')
    await expect(lab.status('searcher')).toContainText('입력 대기', SLOW)
    await page.keyboard.press('Control+1')
    await page.keyboard.press('End')
    await expect(lab.row('searcher')).toBeFocused()
    await page.keyboard.press('l')
    await expect(lab.log.getByRole('button', { name: /searcher/ })).toHaveAttribute('aria-pressed', 'true')
    await page.keyboard.press('Shift+T')
    await expect(lab.status('searcher')).toContainText('종료됨', SLOW)
    await expect(lab.runState).toContainText('끝남', SLOW)
  })

  test('offers in its menu what the buttons have no room for', async ({ page }) => {
    await lab.openLesson(1)
    await lab.run()
    await expect(lab.status('searcher')).toContainText('입력 대기', SLOW)
    await lab.row('searcher').click({ button: 'right' })
    const menu = page.getByRole('menu', { name: 'searcher' })
    await expect(menu.getByRole('menuitem', { name: /시작/ })).toBeDisabled()
    await menu.getByRole('menuitem', { name: /이 유닛 로그만 보기/ }).click()
    await expect(lab.log.getByRole('button', { name: /searcher/ })).toHaveAttribute('aria-pressed', 'true')
    expect(await lab.logRows()).not.toContainEqual(expect.stringContaining('MainThread'))
    await page.keyboard.press('F6')
    await expect(lab.runButton).toBeVisible(SLOW)
  })

  test('ends a TypeScript thread that stands in a wait', async () => {
    await lab.openLesson(1)
    await lab.run()
    await expect(lab.status('searcher')).toContainText('입력 대기', SLOW)
    await lab.button('searcher', 'terminate').click()
    await expect(lab.status('searcher')).toContainText('종료됨', SLOW)
    await expect(lab.runState).toContainText('끝남', SLOW)
    await expect(lab.input('searcher')).toHaveCount(0)
  })

  test('does not end a Python thread, and says what is possible', async () => {
    await lab.choose('Python')
    await lab.openLesson(1)
    await lab.run()
    await expect(lab.status('searcher')).toContainText('입력 대기', SLOW)
    const terminate = lab.button('searcher', 'terminate')
    await expect(terminate).toBeDisabled()
    await expect(terminate).toHaveAttribute('aria-description', /밖에서 종료할 수 없습니다/)
    await lab.stopButton.click()
    await expect(lab.runButton).toBeVisible(SLOW)
  })
})

test.describe('the table of units', () => {
  test('is sorted, searched, selected and copied with the keyboard, and comes back as it was left', async ({
    page,
    context,
  }) => {
    await context.grantPermissions(['clipboard-read', 'clipboard-write'])
    const lab = new LabPage(page)
    await lab.openLesson(3)
    await lab.choose('20×')
    await lab.run()
    await expect(lab.runState).toContainText('끝남 · exit 0', SLOW)
    const names = lab.table.locator('.u-name b')

    await page.keyboard.press('Control+1')
    await page.keyboard.press('v')
    await expect(names).toHaveText(['MainThread', 'buyer', 'seller'])
    const head = page.getByRole('columnheader', { name: '이름' })
    await head.getByRole('button').press('Enter')
    await expect(head).toHaveAttribute('aria-sort', 'ascending')
    await expect(names).toHaveText(['buyer', 'MainThread', 'seller'])
    await head.getByRole('button').press('Enter')
    await expect(names).toHaveText(['seller', 'MainThread', 'buyer'])

    await page.keyboard.press('Control+1')
    await page.keyboard.press('/')
    await page.keyboard.type('끝남 e')
    await expect(names).toHaveText(['seller', 'MainThread', 'buyer'])
    await page.keyboard.type('ll')
    await expect(names).toHaveText(['seller'])
    await page.keyboard.press('Escape')
    await expect(names).toHaveCount(3)

    await page.keyboard.press('Control+a')
    await expect(page.getByText('유닛 3개 선택')).toBeVisible()
    await page.keyboard.press('Control+c')
    await expect(page.getByText('유닛 3개를 복사했습니다')).toBeVisible()
    const lines = (await page.evaluate(() => navigator.clipboard.readText())).split('\n')
    expect(lines.map((line) => line.split('\t')[0])).toEqual(['이름', 'seller', 'MainThread', 'buyer'])

    await page.reload()
    await lab.openLastRun()
    await expect(names).toHaveText(['seller', 'MainThread', 'buyer'])
  })
})

test.describe('the inspector', () => {
  test('tells the life of the selected unit while it lives and after, and leads to its line', async ({
    page,
  }) => {
    const lab = new LabPage(page)
    await lab.openLesson(1)
    await lab.run()
    await expect(lab.status('searcher')).toContainText('입력 대기', SLOW)
    await lab.row('searcher').locator('.u-name').click()
    await page.keyboard.press('i')
    const inspector = lab.inspector
    await expect(inspector).toContainText(String(await lab.tidOf('searcher')))
    await expect(inspector.getByRole('listitem').filter({ hasText: 'MainThread' }).first()).toBeVisible()
    await expect(inspector.getByRole('img', { name: /^CPU: 지금/ })).toBeVisible(SLOW)
    await expect(inspector).toContainText('검색어를 입력하세요')

    await lab.answer('searcher', '단어')
    await expect(lab.runState).toContainText('끝남 · exit 0', SLOW)
    await expect(inspector).toContainText('끝남: 할 일을 마쳤습니다')
    await expect(inspector).toContainText('스레드: 끝')
    await inspector.getByRole('button', { name: /번째 줄/ }).click()
    await expect(page.locator('.cm-content')).toBeVisible()

    // Open still, of the run as its record tells it: with what it has used.
    await page.reload()
    await lab.openLastRun()
    await lab.row('searcher').locator('.u-name').click()
    await expect(inspector.getByRole('img', { name: /^CPU: 마지막/ })).toBeVisible()
    await inspector.getByRole('button', { name: '자세히 보기 닫기' }).click()
    await expect(inspector).toHaveCount(0)
  })
})

test.describe('the log', () => {
  test('is merged or one column per unit, narrowed and searched', async ({ page }) => {
    const lab = new LabPage(page)
    await lab.openLesson(3)
    await lab.choose('20×')
    await lab.run()
    await expect(lab.runState).toContainText('끝남 · exit 0', SLOW)

    await lab.log.getByRole('radio', { name: '유닛별' }).click()
    await expect(
      lab.log.getByRole('region', { name: 'buyer' }).locator('.lr:not([hidden])').first(),
    ).toBeVisible()
    await lab.log.getByRole('radio', { name: '합쳐 보기' }).click()

    await page.keyboard.press('Control+f')
    await lab.log.getByRole('searchbox').fill('5회차')
    await expect(lab.log.getByRole('search').getByRole('status')).toHaveText(/^\d \/ 8$/)
    await lab.log.getByRole('button', { name: '찾은 줄만' }).click()
    await expect(lab.lines).toHaveCount(8)
    await expect(lab.lines.first()).toContainText('5회차')
    await lab.log.getByRole('searchbox').press('Escape')

    await lab.log.getByRole('button', { name: /^seller/ }).click()
    await expect(lab.lines.first()).toContainText('[매도]')
    await expect(lab.lines.filter({ hasText: '[매수]' })).toHaveCount(0)
  })
})

test.describe('the run', () => {
  test('is stopped by the button, and nothing of it goes on', async ({ page }) => {
    const lab = new LabPage(page)
    await lab.openLesson(3)
    await lab.run()
    await expect(lab.status('buyer')).toContainText('자는 중', SLOW)
    await lab.stopButton.click()
    await expect(lab.runState).toContainText(/끝남|종료됨|실패/, SLOW)
    await expect(lab.grid.locator('.status.st-run, .status.st-sleep, .status.st-join')).toHaveCount(0)
  })

  test('says whose it is, and leads back, when the reader is elsewhere', async ({ page }) => {
    const lab = new LabPage(page)
    await lab.openLesson(3)
    await lab.run()
    await expect(lab.status('buyer')).toContainText('자는 중', SLOW)
    const back = page.getByRole('banner').getByRole('button', { name: '두 스레드와 join' })
    await expect(back).toHaveCount(0)
    await lab.openLesson(1)
    await expect(lab.status('buyer')).toBeVisible()
    await back.click()
    await expect(page.getByRole('link', { name: /^3\D/ })).toHaveAttribute('aria-current')
    await expect(back).toHaveCount(0)
    await lab.stopButton.click()
  })

  test('is shown again from the history as it was', async ({ page }) => {
    const lab = new LabPage(page)
    await lab.openLesson(4)
    await lab.run()
    await expect(lab.runState).toContainText('끝남 · exit 0', SLOW)
    const rows = await lab.logRows()
    const pid = await lab.pidOf(0)

    await page.reload()
    await lab.openLastRun()
    await expect(lab.boxes).toHaveCount(2)
    expect(await lab.pidOf(0)).toBe(pid)
    await expect.poll(() => lab.logRows()).toEqual(rows)
  })
})
