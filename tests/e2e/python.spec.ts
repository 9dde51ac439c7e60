/** Python programs of one's own: what the page says of them must be true for Python. */
import type { Page } from '@playwright/test'
import { LabPage } from './pages/lab-page'
import { expect, test } from './support/test'

const SLOW = { timeout: 40_000 }

/** Writes a new Python program and runs it. */
async function runPython(page: Page, source: string): Promise<LabPage> {
  const lab = new LabPage(page)
  await page.getByRole('link', { name: '내 프로그램' }).click()
  await page.getByRole('button', { name: '새 Python 프로그램' }).click()
  const editor = page.locator('.cm-content')
  await expect(editor).toBeVisible(SLOW)
  await editor.click()
  await page.keyboard.press('ControlOrMeta+a')
  await page.keyboard.press('Delete')
  await page.keyboard.insertText(source)
  await page.keyboard.press('ControlOrMeta+s')
  await lab.run()
  return lab
}

test('a pool of processes: each worker is a process of its own that can be told to end', async ({ page }) => {
  const lab = await runPython(
    page,
    `
from multiprocessing import get_context
import time

def square(n):
    print("square of", n)
    if n == 3:
        time.sleep(600)
    return n * n

if __name__ == "__main__":
    with get_context("fork").Pool(2) as pool:
        print(pool.map(square, [1, 2]))
        pool.apply_async(square, (3,))
        input("close? ")
`,
  )
  await expect(lab.input('MainThread')).toBeVisible(SLOW)
  await expect(lab.lines.filter({ hasText: '[1, 4]' })).toBeVisible(SLOW)
  const workers = lab.grid.locator('.u-name b', { hasText: /^ForkPoolWorker-\d+$/ })
  await expect(workers).toHaveCount(2)
  expect(new Set([await lab.pidOf(0), await lab.pidOf(1), await lab.pidOf(2)]).size).toBe(3)
  for (const name of await workers.allInnerTexts()) {
    await expect(lab.button(name, 'terminate')).toBeEnabled()
    await expect(lab.button(name, 'terminate')).toHaveAccessibleName(/SIGTERM/)
  }
  await lab.answer('MainThread', '')
  await expect(lab.runState).toContainText('끝남 · exit 0', SLOW)
  // The pool ends the worker that sleeps; the other one may have left by itself before.
  await expect(lab.grid.locator('.status', { hasText: 'SIGTERM' }).first()).toBeVisible()
})

test('two threads that ask at once are both shown, and each gets the answer meant for it', async ({
  page,
}) => {
  const lab = await runPython(
    page,
    `
from threading import Thread
def ask(who):
    print(who, "heard", input(f"{who}? "))
for who in ("anna", "ben"):
    Thread(target=ask, args=(who,), name=who).start()
`,
  )
  await expect(lab.input('anna')).toContainText('anna?', SLOW)
  await expect(lab.input('ben')).toContainText('ben?', SLOW)
  await lab.answer('ben', 'for ben')
  await expect(lab.lines.filter({ hasText: 'ben heard for ben' })).toBeVisible(SLOW)
  await expect(lab.status('anna')).toContainText('입력 대기')
  await lab.answer('anna', 'for anna')
  await expect(lab.lines.filter({ hasText: 'anna heard for anna' })).toBeVisible(SLOW)
  await expect(lab.runState).toContainText('끝남 · exit 0', SLOW)
})

test('a thread cannot be terminated but interrupted, with the limits told beforehand', async ({ page }) => {
  const lab = await runPython(
    page,
    `
from threading import Thread
def spin():
    try:
        while True:
            pass
    except KeyboardInterrupt:
        print("interrupted")
Thread(target=spin, name="spinner").start()
`,
  )
  await expect(lab.status('spinner')).toContainText('실행 중', SLOW)
  await expect(lab.button('spinner', 'terminate')).toBeDisabled()
  await expect(lab.button('spinner', 'terminate')).toHaveAttribute(
    'aria-description',
    /밖에서 종료할 수 없습니다/,
  )
  await lab.row('spinner').click({ button: 'right' })
  const menu = page.getByRole('menu', { name: 'spinner' })
  await expect(menu.getByRole('menuitem', { name: /SIGKILL/ })).toHaveCount(0)
  const interrupt = menu.getByRole('menuitem', { name: /예외 일으키기/ })
  await expect(interrupt).toHaveAttribute('aria-description', /기다리는 중이면 기다림이 끝난 뒤/)
  await interrupt.click()
  await expect(lab.lines.filter({ hasText: 'interrupted' })).toBeVisible(SLOW)
  await expect(lab.runState).toContainText('끝남 · exit 0', SLOW)
})

test('a child process that asks for input fails with EOFError, and why is said', async ({ page }) => {
  const lab = await runPython(
    page,
    `
from multiprocessing import get_context
def ask():
    print("never", input("child? "))
if __name__ == "__main__":
    child = get_context("fork").Process(target=ask, name="child")
    child.start()
    child.join()
    print("exit code", child.exitcode)
`,
  )
  await expect(lab.lines.filter({ hasText: 'exit code 1' })).toBeVisible(SLOW)
  await expect(lab.status('child')).toContainText('exit 1')
  await lab.status('child').hover()
  await expect(page.getByRole('tooltip')).toContainText(/EOFError.*자식 프로세스의 표준 입력은 비어 있습니다/)
})
