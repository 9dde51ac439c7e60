/** Lessons 1 to 6, run with the buttons: real threads, real processes, in both languages. */
import { readFileSync } from 'node:fs'
import { LabPage } from './pages/lab-page'
import { expect, test } from './support/test'

/** Starting a process on a loaded machine takes a while; a wait ends as soon as it has happened. */
const SLOW = { timeout: 40_000 }

for (const language of ['TypeScript', 'Python'] as const) {
  test.describe(`lessons in ${language}`, () => {
    let lab: LabPage
    test.beforeEach(async ({ page }) => {
      lab = new LabPage(page)
      await lab.choose(language)
    })

    test('1: a thread waits for input while main’s code is over, and shares its PID', async () => {
      await lab.openLesson(1)
      await lab.run()
      await expect(lab.status('searcher')).toContainText('입력 대기', SLOW)
      await expect(lab.status('MainThread')).toContainText('남은 유닛 대기', SLOW)
      await expect(lab.boxes).toHaveCount(1)
      expect(await lab.tidOf('searcher')).not.toBe(await lab.tidOf('MainThread'))

      await lab.answer('searcher', '스레드')
      await expect(lab.runState).toContainText('끝남 · exit 0', SLOW)
      await expect(lab.lines.filter({ hasText: '스레드' }).last()).toBeVisible()
      expect(await lab.logRows()).toContain('나: 스레드')
    })

    test('2: a daemon thread is gone with main, and nobody answers it', async () => {
      await lab.openLesson(2)
      await lab.run()
      await expect(lab.runState).toContainText('끝남 · exit 0', SLOW)
      await expect(lab.status('searcher')).toContainText('main과 함께 사라짐')
      await expect(lab.row('searcher').locator('.badge')).toHaveText('데몬')
    })

    test('3: buyer and seller take turns, main waits in join and has the last word', async () => {
      await lab.openLesson(3)
      await lab.choose('20×')
      await lab.run()
      await expect(lab.runState).toContainText('끝남 · exit 0', SLOW)
      await expect(lab.status('buyer')).toContainText('끝남')
      await expect(lab.status('seller')).toContainText('끝남')
      await expect(lab.log.getByRole('button', { name: /전체/ })).toContainText('41')
      await expect(lab.lines.last()).toContainText('장을 마감합니다')
    })

    test('4: parent and child have PIDs of their own', async () => {
      await lab.openLesson(4)
      await lab.run()
      await expect(lab.runState).toContainText('끝남 · exit 0', SLOW)
      await expect(lab.boxes).toHaveCount(2)
      const [parent, child] = [await lab.pidOf(0), await lab.pidOf(1)]
      expect(parent).not.toBe(child)
      await expect(lab.lines.filter({ hasText: `내 PID ${parent}` })).toBeVisible()
      await expect(lab.lines.filter({ hasText: `내 PID ${child}` })).toBeVisible()
    })

    test('5: what is shown is what the operating system says', async () => {
      test.skip(process.platform !== 'linux', '/proc is Linux’s')
      await lab.openLesson(5)
      await lab.run()
      await expect(lab.boxes).toHaveCount(2, SLOW)
      await expect(lab.status('settle')).toContainText('자는 중', SLOW)
      const [parent, child] = [await lab.pidOf(0), await lab.pidOf(1)]
      // Fields of /proc/PID/stat after the name: state, parent's PID.
      const fields = readFileSync(`/proc/${child}/stat`, 'utf8').split(') ')[1]?.split(' ')
      expect(Number(fields?.[1])).toBe(parent)
      await lab.stopButton.click()
      await expect(lab.runButton).toBeVisible(SLOW)
    })

    test('6: a person’s terminate ends the child with SIGTERM, and its end is never printed', async () => {
      await lab.openLesson(5)
      await lab.run()
      await expect(lab.status('settle')).toContainText('자는 중', SLOW)
      await lab.button('settle', 'terminate').click()
      await expect(lab.status('settle')).toContainText('종료됨 · SIGTERM', SLOW)
      await expect(lab.runState).toContainText('끝남', SLOW)
      await expect(lab.events.filter({ hasText: '내가 보낸 SIGTERM을 받고 종료됨 · exit −15' })).toBeVisible()
      await expect(lab.lines.filter({ hasText: '[settle] 끝' })).toHaveCount(0)
    })
  })
}
