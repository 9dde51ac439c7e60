/**
 * Every screen looks as it was reviewed: light and dark, Korean and English. A change of looks that is wanted is
 * looked at and kept with `npm run baselines` (CONTRIBUTING.md).
 */
import { readFile, writeFile } from 'node:fs/promises'
import { expect, test, type Page } from '@playwright/test'
import { drawnLetters } from './letters'
import { openOnTape } from './recorded-shell'

const WORDS = {
  ko: {
    lesson3: '두 스레드와 join',
    lab: '자유 실험실',
    programs: '내 프로그램',
    history: '실행 기록',
    words: '수업',
    log: '로그',
  },
  en: {
    lesson3: 'Two threads and join',
    lab: 'Free lab',
    programs: 'My programs',
    history: 'Run history',
    words: 'Lesson',
    log: 'Log',
  },
} as const
type Words = (typeof WORDS)['ko' | 'en']

const LOOKS = (['light', 'dark'] as const).flatMap((theme) =>
  (['ko', 'en'] as const).map((locale) => ({ theme, locale })),
)

const goTo = (page: Page, name: string): Promise<void> =>
  page.getByRole('navigation').getByRole('link', { name }).click()
const press = async (page: Page, keys: string): Promise<void> => {
  await page.keyboard.press(keys)
  await expect(page.getByRole('dialog')).toBeVisible()
}
/** The finished run of lesson 3, as it is after it has been looked at for a while. */
async function finished(page: Page, words: Words): Promise<void> {
  await goTo(page, words.lesson3)
  await expect(page.getByRole('treegrid')).toContainText('seller')
  await atTheEnd(page, words)
}

/** The log has come and stands at its end, wherever it stood while its lines were coming. */
async function atTheEnd(page: Page, words: Words): Promise<void> {
  const log = page.getByRole('region', { name: words.log })
  await expect(async () => {
    await log.locator('.rows').evaluate((rows) => (rows.scrollTop = rows.scrollHeight))
    await expect(log).toContainText(/exit 0/, { timeout: 1000 })
  }).toPass({ timeout: 15_000 })
}

/** In the order in which they are gone through. Each ends as it began: with no dialog open. */
const SCREENS: readonly (readonly [name: string, show: (page: Page, words: Words) => Promise<void>])[] = [
  ['first', async () => undefined],
  ['finished', finished],
  ['picture', (page) => press(page, 'Control+Shift+S')],
  [
    'lesson-words',
    async (page, words) => {
      await page.getByRole('tab', { name: words.words, exact: true }).click()
    },
  ],
  ['free-lab', (page, words) => goTo(page, words.lab).then(() => atTheEnd(page, words))],
  ['programs', (page, words) => goTo(page, words.programs).then(() => atTheEnd(page, words))],
  ['history', (page, words) => goTo(page, words.history)],
  ['palette', (page) => press(page, 'Control+Shift+P')],
  ['settings', (page) => press(page, 'Control+,')],
  ['keys', (page) => press(page, 'F1')],
]

test.beforeEach(async ({ browser }, info) => {
  const page = await browser.newPage({ colorScheme: 'light', locale: 'en-US' })
  const letters = await drawnLetters(page)
  await page.close()
  const kept = info.snapshotPath('letters.sha256')
  if (process.env['SPINDLE_BASELINES'] === 'update') return writeFile(kept, `${letters}\n`)
  const isOther = (await readFile(kept, 'utf8')).trim() !== letters
  const reason = 'letters are drawn otherwise here than where the pictures of the screens were reviewed'
  if (isOther) console.warn(`${info.title}: not compared, ${reason}`)
  test.skip(isOther, reason)
})

for (const { theme, locale } of LOOKS) {
  test.describe(() => {
    test.use({ colorScheme: theme, locale: locale === 'ko' ? 'ko-KR' : 'en-US', timezoneId: 'Asia/Seoul' })
    test(`every screen looks as it was reviewed: ${theme}, ${locale}`, async ({ page }) => {
      test.setTimeout(180_000)
      await openOnTape(page, { theme, locale, page: { welcomed: true } })
      await expect(page.getByRole('navigation').getByRole('link').first()).toBeVisible()
      for (const [name, show] of SCREENS) {
        await test.step(name, async () => {
          await show(page, WORDS[locale])
          // Neither a tip nor a hovered button of the way there.
          await page.mouse.move(720, 890)
          await page.evaluate(() => document.fonts.ready)
          await expect.soft(page).toHaveScreenshot(`${name}-${theme}-${locale}.png`)
          await page.keyboard.press('Escape')
          await expect(page.getByRole('dialog')).toBeHidden()
        })
      }
    })
    test(`the welcome looks as it was reviewed: ${theme}, ${locale}`, async ({ page }) => {
      await openOnTape(page, { theme, locale })
      await expect(page.getByRole('dialog')).toBeVisible()
      await page.evaluate(() => document.fonts.ready)
      await expect(page).toHaveScreenshot(`welcome-${theme}-${locale}.png`)
    })
  })
}
