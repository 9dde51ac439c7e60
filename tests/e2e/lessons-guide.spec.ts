/** A lesson as it is gone through: predict, run, see, change, and read why. */
import { LessonPanel } from './pages/lesson-panel'
import { expect, test } from './support/test'

/** A machine may be busy with other things; a wait ends as soon as it has happened. */
const SLOW = { timeout: 40_000 }

for (const language of ['TypeScript', 'Python'] as const) {
  test.describe(`a lesson in ${language}`, () => {
    let lesson: LessonPanel
    test.beforeEach(async ({ page }) => {
      lesson = new LessonPanel(page)
      await lesson.choose(language)
    })

    test('is predicted, run, seen to its end and done', async ({ page }) => {
      await lesson.open('스레드와 입력')
      await expect(lesson.note).toContainText('먼저 예상하기')
      await lesson.choice('프로그램은 스레드가 끝나기를 기다립니다').click()
      await page.getByRole('button', { name: '실행해서 확인하기' }).click()
      await expect(lesson.note).toContainText('답 보내기', SLOW)
      await lesson.answer('사과')
      await expect(lesson.runState).toContainText('끝남 · exit 0', SLOW)
      await lesson.showWords()
      await expect(lesson.verdict).toContainText('예상과 같습니다')
      await expect(lesson.cameTrue).toContainText('프로그램은 스레드가 끝나기를 기다립니다')
      await expect(lesson.seen).toHaveCount(await lesson.toSee.count())
      await expect(lesson.why).toHaveAttribute('open', '')
      await expect(page.getByText('이 수업을 마쳤습니다')).toBeVisible()
      await expect(page.getByRole('navigation').getByText('1 / 6')).toBeVisible()
    })

    test('tells a wrong guess from a right one, and shows the one line that differs', async ({ page }) => {
      await lesson.open('데몬 스레드')
      await expect(page.getByText(/searcher\.daemon = [Tt]rue/).first()).toBeVisible()
      await lesson.choice('프로그램은 스레드가 끝나기를 기다립니다').click()
      await page.keyboard.press('F5')
      await expect(lesson.runState).toContainText('끝남 · exit 0', SLOW)
      await lesson.showWords()
      await expect(lesson.verdict).toContainText('예상과 다릅니다', SLOW)
      await expect(lesson.cameTrue).toContainText('프로그램도 바로 끝납니다')
    })

    test('is changed with one click, and the answer changes with it', async ({ page }) => {
      await lesson.open('두 스레드와 join')
      await lesson.choose('20×')
      await lesson.change('join 없애기').click()
      await expect(lesson.editor).not.toContainText('join()')
      await page.keyboard.press('F5')
      await expect(lesson.runState).toContainText('끝남 · exit 0', SLOW)
      await lesson.showWords()
      await expect(lesson.cameTrue).toContainText('시작하자마자', SLOW)
      await expect(lesson.verdict).toContainText('바꾼 프로그램에서는')
      await lesson.change('join 없애기').click()
      await page.getByRole('tab').last().click()
      await expect(lesson.editor).toContainText('join()')
    })

    test('has the forgotten parentheses marked in the editor, and put right', async ({ page }) => {
      await lesson.open('terminate와 is_alive')
      await page.getByRole('tab').last().click()
      await expect(lesson.editor).toBeVisible(SLOW)
      await expect(lesson.hints).toHaveCount(0)
      await lesson.showWords()
      await lesson.change('괄호를 빠뜨리기').click()
      await expect(lesson.hints).toHaveText(/settle\.(is_alive|isAlive)/, SLOW)
      await lesson.hints.hover()
      await page.getByRole('button', { name: '고치기' }).click()
      await expect(lesson.hints).toHaveCount(0, SLOW)
      await expect(lesson.editor).toContainText(/if \(?settle\.(is_alive|isAlive)\(\)/)
    })

    test('is copied to My programs, changed, and kept only when it is saved', async ({ page }) => {
      await lesson.open('프로세스와 PID')
      await page.getByRole('tab').last().click()
      await page.getByRole('button', { name: '내 프로그램으로 복사' }).click()
      await expect(page.getByText(/process-and-pid\.(ts|py)으?로 복사했습니다/)).toBeVisible()
      await lesson.editor.press('Control+End')
      await lesson.editor.pressSequentially(language === 'Python' ? '# mine' : '// mine')
      await expect(page.getByRole('tab').last()).toContainText('저장 안 함')
      await page.getByRole('button', { name: '저장', exact: true }).click()
      await expect(page.getByRole('tab').last()).not.toContainText('저장 안 함')
    })
  })
}

test.describe('in English', () => {
  test.use({ lang: 'en-US' })

  test('the same lesson has the same words, checks and steps', async ({ page }) => {
    const lesson = new LessonPanel(page)
    await lesson.open('A process and its PID')
    await lesson.choice('Another one, since they are two processes').click()
    await page.getByRole('button', { name: 'Run and check' }).click()
    await expect(lesson.runState).toContainText(/exit 0/, SLOW)
    await lesson.showWords()
    await expect(lesson.verdict).toContainText('As you predicted.', SLOW)
    await expect(lesson.seen).toHaveCount(await lesson.toSee.count())
    await expect(lesson.steps.first()).toContainText('Predict')
  })
})
