/** The Free lab: the person is MainThread, in both languages, and pressing Join really stops it. */
import { FreeLabPanel } from './pages/lesson-panel'
import { expect, test } from './support/test'

const SLOW = { timeout: 40_000 }

for (const language of ['TypeScript', 'Python'] as const) {
  test.describe(`the Free lab in ${language}`, () => {
    let lab: FreeLabPanel
    test.beforeEach(async ({ page }) => {
      lab = new FreeLabPanel(page)
      await lab.choose(language)
      await lab.open('자유 실험실')
    })

    test('a join blocks main until the unit has ended, and every step is written down', async () => {
      await lab.pick('프로세스')
      await lab.pick('잠자기')
      await lab.form.getByRole('textbox').first().fill('3000')
      await lab.createAndStart.click()
      await expect(lab.row('sleep')).toContainText('자는 중', SLOW)
      await expect(lab.fates).toContainText('기다려 줌')

      await lab.row('sleep').getByRole('button', { name: /join/ }).click()
      await expect(lab.row('MainThread')).toContainText('join(sleep)', SLOW)
      await expect(lab.blocked).toContainText('join(sleep)에서 기다리고 있어')
      await expect(lab.createAndStart).toBeDisabled()
      await expect(lab.createOnly).toBeDisabled()
      await expect(lab.endMain).toBeDisabled()

      await lab
        .row('sleep')
        .getByRole('button', { name: /SIGTERM/ })
        .click()
      await expect(lab.row('sleep')).toContainText('종료됨 · SIGTERM', SLOW)
      await expect(lab.createAndStart).toBeEnabled(SLOW)
      for (const line of [/Process\(/, /\.start\(\)/, /\.join\(\)/, /\.terminate\(\)/]) {
        await expect(lab.code).toContainText(line)
      }

      await lab.endMain.click()
      await expect(lab.runState).toContainText('끝남 · exit 0', SLOW)
    })

    test('with only a daemon left, ending main ends it at once', async () => {
      await lab.pick('잠자기')
      await lab.form.getByRole('textbox').first().fill('3000')
      await lab.form.getByRole('switch').click()
      await lab.createAndStart.click()
      await expect(lab.row('sleep')).toContainText('자는 중', SLOW)
      await expect(lab.fates).toContainText('바로 사라짐')
      await lab.endMain.click()
      await expect(lab.runState).toContainText('끝남 · exit 0', SLOW)
      await expect(lab.row('sleep')).toContainText('main과 함께 사라짐')
      await expect(lab.code).toContainText(/daemon(=True|: true)/)
    })

    test('a unit that is not a daemon keeps the program alive after main', async () => {
      await lab.pick('입력 받기')
      await lab.createAndStart.click()
      await expect(lab.row('ask')).toContainText('입력 대기', SLOW)
      await lab.endMain.click()
      await expect(lab.row('MainThread')).toContainText('남은 유닛 대기', SLOW)
      await lab.answer('사과')
      await expect(lab.runState).toContainText('끝남 · exit 0', SLOW)
    })

    test('a unit that was only made is started from its row', async () => {
      await lab.createOnly.click()
      await expect(lab.row('count')).toContainText('시작 전', SLOW)
      await expect(lab.fates).toContainText('시작 못 함')
      await lab.row('count').getByRole('button', { name: /start/ }).click()
      await expect(lab.row('count')).toContainText(/자는 중|실행 중/, SLOW)
      await expect(lab.code).toContainText('.start()')
    })
  })
}
