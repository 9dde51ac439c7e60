import type { MenuItemConstructorOptions } from 'electron'
import { expect, test } from 'vitest'
import { MENU_ACTIONS } from '../../../../src/contract/menu-actions'
import { menuTemplate } from '../../../../src/main/desktop/menu'
import { shellLocale, wordsOf } from '../../../../src/main/desktop/words'

const flat = (items: readonly MenuItemConstructorOptions[]): MenuItemConstructorOptions[] =>
  items.flatMap((item) => [item, ...(Array.isArray(item.submenu) ? flat(item.submenu) : [])])

const platforms = ['linux', 'win32', 'darwin'] as const
const templates = platforms.flatMap((platform) =>
  (['ko', 'en'] as const).map((locale) => ({ platform, locale })),
)

test.each(templates)('every action is in the menu once ($platform, $locale)', ({ platform, locale }) => {
  const told: string[] = []
  const items = flat(menuTemplate({ platform, locale, onAction: (action) => told.push(action) }))
  for (const item of items) if (item.id) (item.click as () => void)()
  expect(told.sort()).toEqual([...MENU_ACTIONS].sort())
})

test.each(templates)('every item has words of the locale ($platform, $locale)', ({ platform, locale }) => {
  const items = flat(menuTemplate({ platform, locale, onAction: () => undefined }))
  const words = Object.values(wordsOf(locale))
  const labels = items.filter(({ type }) => type !== 'separator').map(({ label }) => label)
  expect(labels.filter((label) => label !== 'Spindle' && !words.includes(label ?? ''))).toEqual([])
})

test.each(platforms)('no key is given twice (%s)', (platform) => {
  const keys = flat(menuTemplate({ platform, locale: 'en', onAction: () => undefined })).flatMap(
    ({ accelerator }) => (accelerator ? [accelerator] : []),
  )
  expect(keys).toEqual([...new Set(keys)])
})

test('the page handles the keys of its actions itself, so that each is obeyed once', () => {
  const items = flat(menuTemplate({ platform: 'linux', locale: 'en', onAction: () => undefined }))
  expect(items.filter(({ id, registerAccelerator }) => id && registerAccelerator !== false)).toEqual([])
})

test.each([
  ['system', 'ko-KR', 'ko'],
  ['system', 'ko', 'ko'],
  ['system', 'kok-IN', 'en'],
  ['system', 'de-DE', 'en'],
  ['en', 'ko-KR', 'en'],
  ['ko', 'en-GB', 'ko'],
] as const)('the words for %s on a %s system are %s', (chosen, system, locale) => {
  expect(shellLocale(chosen, system)).toBe(locale)
})
