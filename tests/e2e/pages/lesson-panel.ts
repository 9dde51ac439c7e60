/** The learning side of the page as a person meets it: the lesson's words, its program, and the Free lab. */
import type { Locator, Page } from '@playwright/test'

export class LessonPanel {
  readonly page: Page

  constructor(page: Page) {
    this.page = page
  }

  /** Opens a lesson by its title in the sidebar. */
  open(title: string): Promise<void> {
    return this.page.getByRole('navigation').getByRole('link', { name: title }).click()
  }
  /** One of the switches of the top bar: language of the programs, speed, language of the page. */
  choose(option: string): Promise<void> {
    return this.page.getByRole('banner').getByRole('radio', { name: option, exact: true }).click()
  }
  showWords(): Promise<void> {
    return this.page.getByRole('tab').first().click()
  }
  get runState(): Locator {
    return this.page.getByRole('banner').getByRole('status')
  }
  get steps(): Locator {
    return this.page.locator('.steps li')
  }
  choice(words: string | RegExp): Locator {
    return this.page.locator('.choice').filter({ hasText: words })
  }
  /** The choice that came true, as the run has shown. */
  get cameTrue(): Locator {
    return this.page.locator('.choice.true')
  }
  get verdict(): Locator {
    return this.page.locator('.verdict')
  }
  get toSee(): Locator {
    return this.page.locator('.look li')
  }
  get seen(): Locator {
    return this.page.locator('.look li.seen')
  }
  /** The button of a change to try. */
  change(label: string): Locator {
    return this.page.locator('.changes li').filter({ hasText: label }).getByRole('button')
  }
  get why(): Locator {
    return this.page.locator('[data-section=why]')
  }
  /** The note at the foot of the sidebar. */
  get note(): Locator {
    return this.page.locator('.note')
  }
  /** The text field of the code editor. */
  get editor(): Locator {
    return this.page.locator('.cm-content')
  }
  get hints(): Locator {
    return this.page.locator('.cm-lintRange-warning')
  }

  /** Answers the unit that asks, at the foot of the log. */
  async answer(text: string): Promise<void> {
    const form = this.page.locator('form.prompt').first()
    await form.getByRole('textbox').fill(text)
    await form.getByRole('textbox').press('Enter')
  }

  row(name: string): Locator {
    return this.page
      .locator('.u-row')
      .filter({ has: this.page.locator('.u-name b').getByText(name, { exact: true }) })
  }
}

export class FreeLabPanel extends LessonPanel {
  get form(): Locator {
    return this.page.locator('[data-spawn]')
  }
  pick(option: string): Promise<void> {
    return this.form.getByRole('radio', { name: option, exact: true }).click()
  }
  get createOnly(): Locator {
    return this.form.getByRole('button', { name: '만들기만' })
  }
  get createAndStart(): Locator {
    return this.form.getByRole('button', { name: '만들고 시작' })
  }
  get endMain(): Locator {
    return this.page.getByRole('button', { name: 'main 끝내기' }).last()
  }
  get fates(): Locator {
    return this.page.locator('[data-if-main-ends] dl')
  }
  get code(): Locator {
    return this.page.locator('[data-by-hand] pre')
  }
  get blocked(): Locator {
    return this.form.locator('.blocked')
  }
}
