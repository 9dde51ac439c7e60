/**
 * What a person sees and presses, by role and visible name. In Korean unless it is told otherwise: that is
 * what the specs run in.
 */
import type { Locator, Page } from '@playwright/test'

const WORDS = {
  ko: {
    run: /^실행/,
    stop: /멈춤|바로 끝내기/,
    units: '유닛: 스레드와 프로세스',
    inspector: '자세히 보기',
    history: '실행 기록',
    send: '보내기',
    log: '로그',
    terminate: /종료 신호|스레드 끝내기/,
    start: /시작 \(start\)/,
    join: /기다리기 \(join\)/,
  },
  en: {
    run: /^Run/,
    stop: /Stop/,
    units: 'Units: threads and processes',
    inspector: 'Inspector',
    history: 'Run history',
    send: 'Send',
    log: 'Log',
    terminate: /Terminate|End this thread/,
    start: /Start \(start\)/,
    join: /Join \(join\)/,
  },
} as const

export type UnitButton = 'start' | 'join' | 'terminate'

export class LabPage {
  readonly page: Page
  readonly #words: (typeof WORDS)['ko' | 'en']

  constructor(page: Page, locale: 'ko' | 'en' = 'ko') {
    this.page = page
    this.#words = WORDS[locale]
  }

  get runButton(): Locator {
    return this.page.getByRole('banner').getByRole('button', { name: this.#words.run })
  }
  get stopButton(): Locator {
    return this.page.getByRole('banner').getByRole('button', { name: this.#words.stop })
  }
  /** How the run is doing, as the top bar says. */
  get runState(): Locator {
    return this.page.getByRole('banner').getByRole('status')
  }
  get grid(): Locator {
    return this.page.getByRole('treegrid', { name: this.#words.units })
  }
  /** The units as a table. */
  get table(): Locator {
    return this.page.getByRole('grid', { name: this.#words.units })
  }
  get inspector(): Locator {
    return this.page.getByRole('region', { name: this.#words.inspector, exact: true })
  }
  /** The boxes of processes: PID and memory. */
  get boxes(): Locator {
    return this.grid.locator('.pid')
  }
  get log(): Locator {
    return this.page.getByRole('region', { name: this.#words.log })
  }

  async openLesson(n: number): Promise<void> {
    await this.page
      .getByRole('navigation')
      .getByRole('link', { name: new RegExp(`^${n}\\D`) })
      .click()
  }
  async choose(option: string): Promise<void> {
    await this.page.getByRole('banner').getByRole('radio', { name: option, exact: true }).click()
  }
  /** Shows the newest run of the history. */
  async openLastRun(): Promise<void> {
    await this.page.getByRole('link', { name: this.#words.history }).click()
    await this.page
      .getByRole('region', { name: this.#words.history })
      .locator('tbody tr')
      .first()
      .getByRole('button')
      .first()
      .click()
  }
  async run(): Promise<void> {
    await this.runButton.click()
  }

  /** The row of a unit by its name. */
  row(name: string): Locator {
    return this.grid
      .locator('.u-row')
      .filter({ has: this.page.locator('.u-name b', { hasText: exactly(name) }) })
  }
  status(name: string): Locator {
    return this.row(name).locator('.status')
  }
  button(name: string, which: UnitButton): Locator {
    return this.row(name).getByRole('button', { name: this.#words[which] })
  }
  async pidOf(box: number): Promise<number> {
    return Number(await this.boxes.nth(box).locator('b').first().innerText())
  }
  async tidOf(name: string): Promise<number> {
    return Number(await this.row(name).locator('.u-tid').innerText())
  }

  /** Lines of the log in sight that units printed, in order. */
  get lines(): Locator {
    return this.log.locator('.lr:not([hidden]):not(.sys)[data-line] > .m')
  }
  /** What happened to units, between the lines. */
  get events(): Locator {
    return this.log.locator('.lr.sys:not([hidden]) > .m')
  }
  /** All rows of the log in sight as “name: text”. */
  async logRows(): Promise<string[]> {
    const rows = this.log.locator('.lr:not([hidden])')
    const texts = await rows.evaluateAll((nodes) =>
      nodes.map((node) => ({
        y: node.getBoundingClientRect().y,
        text: `${node.children[2]?.textContent ?? ''}: ${node.children[3]?.textContent ?? ''}`,
      })),
    )
    return texts.sort((a, b) => a.y - b.y).map(({ text }) => text)
  }

  /** The field of a unit that waits for input. */
  input(name: string): Locator {
    return this.log.locator('form.prompt').filter({ hasText: name })
  }
  async answer(name: string, text: string): Promise<void> {
    const form = this.input(name)
    await form.getByRole('textbox').fill(text)
    await form.getByRole('button', { name: this.#words.send }).click()
  }
}

const exactly = (text: string): RegExp => new RegExp(`^${text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')}$`)
