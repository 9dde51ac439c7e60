// @vitest-environment happy-dom
import { nextTick } from 'vue'
import { afterEach, beforeEach, describe, expect, it } from 'vitest'
import { createApp, type App } from 'vue'
import { createPinia } from 'pinia'
import { locale } from '../../../../../src/renderer/src/i18n'
import UnitsPanel from '../../../../../src/renderer/src/panels/units/UnitsPanel.vue'
import { useLab } from '../../../../../src/renderer/src/stores/lab'
import { useToasts } from '../../../../../src/renderer/src/stores/toasts'
import { useUi } from '../../../../../src/renderer/src/stores/ui'
import { TRANSPORT } from '../../../../../src/renderer/src/transport/client'
import {
  createRecordedTransport,
  type RecordedTransport,
} from '../../../../../src/renderer/src/transport/recorded'
import { at, market } from '../../fixtures/market'
import { marketAnswers } from '../../support/app'

let app: App
let transport: RecordedTransport

async function mount(): Promise<void> {
  transport = createRecordedTransport(marketAnswers())
  app = createApp(UnitsPanel)
  app.provide(TRANSPORT, transport)
  app.use(createPinia())
  document.body.innerHTML = '<div id="app"></div>'
  // happy-dom lays nothing out: the part of the grid in sight is as high as the test says.
  Object.defineProperty(HTMLElement.prototype, 'clientHeight', { configurable: true, get: () => 600 })
  await app.runWithContext(() => useLab().start())
  app.mount('#app')
  await nextTick()
}
const row = (unit: string): HTMLElement =>
  document.querySelector<HTMLElement>(`[role=row][data-unit="${unit}"].u-row`)!
const button = (unit: string, action: string): HTMLElement =>
  row(unit).querySelector<HTMLElement>(`[data-action=${action}]`)!
const acts = (): unknown[] =>
  transport.calls.filter(({ command }) => command === 'unit.act').map(({ argument }) => argument)
const press = (target: HTMLElement, code: string, key: string, more: KeyboardEventInit = {}): void => {
  target.dispatchEvent(new KeyboardEvent('keydown', { code, key, bubbles: true, cancelable: true, ...more }))
}

describe('the units grid', () => {
  beforeEach(async () => {
    locale.value = 'en'
    await mount()
    locale.value = 'en'
    await nextTick()
  })
  afterEach(() => {
    app.unmount()
    Reflect.deleteProperty(HTMLElement.prototype, 'clientHeight')
  })

  it('shows PID, TID, daemon, status and CPU of every unit', () => {
    expect(row('1.5').textContent?.replace(/\s+/g, ' ')).toMatch(
      /^ticker ?thread ?48217 ?Daemon ?Running ?48\.7/,
    )
    expect(document.querySelector('[data-key="box:1"]')?.textContent).toContain('48211')
    expect(row('4').textContent).toContain('Terminated · SIGTERM')
  })

  it('lets an action be taken exactly when the contract does, and says why not in words', () => {
    expect(button('1.3', 'terminate').getAttribute('aria-disabled')).toBeNull()
    expect(button('1.6', 'start').getAttribute('aria-disabled')).toBe('true')
    expect(button('1.6', 'start').dataset['tip']).toBe(
      'MainThread is waiting for something else and cannot do this now.',
    )
    expect(button('4', 'terminate').dataset['tip']).toBe('It has ended already.')
  })

  it('sends the action of a button, and nothing for one that cannot be used', () => {
    button('2', 'terminate').click()
    button('4', 'terminate').click()
    expect(acts()).toEqual([{ run: market.id, unit: '2', action: 'terminate' }])
  })

  it('shows that somebody waits in a join', () => {
    expect(button('1.3', 'join').getAttribute('aria-pressed')).toBe('true')
    expect(button('1.4', 'join').getAttribute('aria-pressed')).toBeNull()
  })

  it('changes one row when one unit changes', async () => {
    transport.seq = 1
    transport.play({
      type: 'unit.changed',
      run: market.id,
      unit: '1.4',
      changes: { state: 'lock', wait: { label: 'order' } },
      step: { at: at(9), state: 'lock', wait: { label: 'order' } },
    })
    await nextTick()
    expect(row('1.4').textContent).toContain('For lock(order)')
  })

  it('offers daemon as a switch before the start only', () => {
    expect(row('1.6').querySelector('[role=switch]')?.getAttribute('aria-checked')).toBe('false')
    expect(row('1.4').querySelector('[role=switch]')).toBeNull()
  })

  it('moves with the arrow keys and takes single letters', async () => {
    const ui = app.runWithContext(() => useUi())
    const grid = document.querySelector<HTMLElement>('[role=treegrid]')!
    press(grid, 'ArrowDown', 'ArrowDown')
    await nextTick()
    expect(ui.selected).toBe('1.2')
    press(grid, 'ArrowDown', 'ArrowDown')
    await nextTick()
    // ㅅ is what a Korean keyboard gives for T.
    press(grid, 'KeyT', 'ㅅ')
    expect(acts()).toEqual([{ run: market.id, unit: '1.3', action: 'terminate' }])
    press(grid, 'KeyL', 'l')
    expect(ui.logUnit).toBe('1.3')
  })

  it('goes to the process with the left arrow and folds it with another', async () => {
    const grid = document.querySelector<HTMLElement>('[role=treegrid]')!
    press(grid, 'ArrowLeft', 'ArrowLeft')
    await nextTick()
    expect(document.querySelector('[data-key="box:1"]')?.getAttribute('tabindex')).toBe('0')
    press(grid, 'ArrowLeft', 'ArrowLeft')
    await nextTick()
    expect(document.querySelector('[data-key="box:1"]')?.getAttribute('aria-expanded')).toBe('false')
    expect(row('1.3')).toBeNull()
  })

  const tab = (): HTMLElement => document.querySelector<HTMLElement>('[role=row][tabindex="0"]')!
  const selected = (): string[] =>
    [...document.querySelectorAll<HTMLElement>('.u-row[aria-selected=true]')].map(
      (one) => one.dataset['unit']!,
    )
  const click = (unit: string, more: MouseEventInit = {}): void => {
    row(unit).dispatchEvent(new MouseEvent('click', { bubbles: true, ...more }))
  }
  const names = (): string[] =>
    [...document.querySelectorAll('.u-flat .u-name b')].map((name) => name.textContent)
  const head = (column: string): HTMLElement =>
    document.querySelector<HTMLElement>(`[data-column=${column}]`)!

  it('selects several rows with Ctrl, Shift and the arrows, and one of them again with Escape', async () => {
    click('1.3')
    click('1.5', { ctrlKey: true })
    await nextTick()
    expect(selected()).toEqual(['1.3', '1.5'])
    click('1.3')
    click('1.5', { shiftKey: true })
    await nextTick()
    expect(selected()).toEqual(['1.3', '1.4', '1.5'])
    press(tab(), 'ArrowDown', 'ArrowDown', { shiftKey: true })
    press(tab(), 'ArrowDown', 'ArrowDown', { shiftKey: true })
    await nextTick()
    // Over the box of the next process to its first row.
    expect(selected()).toEqual(['1.3', '1.4', '1.5', '1.6', '2'])
    press(tab(), 'KeyA', 'a', { ctrlKey: true })
    await nextTick()
    expect(selected()).toHaveLength(11)
    press(tab(), 'Escape', 'Escape')
    await nextTick()
    expect(selected()).toEqual(['2'])
  })

  it('takes an action on all that are selected and allow it, and says why the others do not', async () => {
    click('1.3')
    click('1.6', { shiftKey: true })
    await nextTick()
    const many = document.querySelector<HTMLElement>('.u-many')!
    expect(many.textContent).toContain('4 units selected')
    const terminate = [...many.querySelectorAll('button')].find((one) =>
      one.textContent.includes('Terminate'),
    )!
    expect(terminate.textContent).toContain('3')
    expect(terminate.dataset['tip']).toContain('Not possible for 1. It was not started yet. Start it first.')
    terminate.click()
    await expect.poll(() => acts().length).toBe(3)
    expect(acts()).toEqual(
      ['1.3', '1.4', '1.5'].map((unit) => ({ run: market.id, unit, action: 'terminate' })),
    )
    const toasts = app.runWithContext(() => useToasts())
    await expect.poll(() => toasts.toasts[0]?.title).toBe('Terminate (SIGTERM): done for 3 of 4')
  })

  it('is a table that sorts by the column whose head was pressed, and keeps that', async () => {
    press(tab(), 'KeyV', 'v')
    await nextTick()
    expect(document.querySelector('.u-body')?.getAttribute('role')).toBe('grid')
    head('cpu').click()
    await nextTick()
    expect(head('cpu').parentElement?.getAttribute('aria-sort')).toBe('descending')
    expect(names().slice(0, 2)).toEqual(['quote-1', 'settle'])
    head('name').click()
    await nextTick()
    expect(head('name').parentElement?.getAttribute('aria-sort')).toBe('ascending')
    expect(head('cpu').parentElement?.getAttribute('aria-sort')).toBe('none')
    expect(names()[0]).toBe('audit')
    expect(transport.calls.filter(({ command }) => command === 'settings.set').at(-1)?.argument).toEqual({
      changes: { page: { 'units.mode': 'table', 'units.sort': 'name:up' } },
    })
  })

  it('shows the units that are looked for, and all of them again with Escape', async () => {
    press(tab(), 'Slash', '/')
    await nextTick()
    const field = document.querySelector<HTMLInputElement>('.u-filter input')!
    field.value = 'quote'
    field.dispatchEvent(new Event('input', { bubbles: true }))
    await nextTick()
    const shown = (): string[] => [...document.querySelectorAll('.u-name b')].map((name) => name.textContent)
    expect(shown()).toEqual(['quote-1', 'quote-2'])
    field.value = 'nobody'
    field.dispatchEvent(new Event('input', { bubbles: true }))
    await nextTick()
    expect(document.querySelector('.u-nothing')?.textContent).toContain('No unit matches.')
    press(field, 'Escape', 'Escape')
    await nextTick()
    expect(shown()).toHaveLength(11)
  })

  it('has exactly one row that Tab reaches', () => {
    expect(document.querySelectorAll('[role=treegrid] [role=row][tabindex="0"]').length).toBe(1)
  })
})
