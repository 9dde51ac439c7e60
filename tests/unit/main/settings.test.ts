import { existsSync, readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { SettingsStore } from '../../../src/main/settings'
import { scratchFolder } from '../../support/scratch'

const DEFAULTS = {
  theme: 'system',
  locale: 'system',
  language: 'typescript',
  speed: 1,
  python: null,
  done: [],
  page: {},
}

test('a new installation has the defaults and writes nothing until something is changed', async () => {
  const folder = scratchFolder()
  expect(await new SettingsStore(folder).get()).toEqual(DEFAULTS)
  expect(existsSync(join(folder, 'settings.json'))).toBe(false)
})

test('changes are kept for the next session and the rest stays as it was', async () => {
  const folder = join(scratchFolder(), 'not', 'made', 'yet')
  const first = new SettingsStore(folder)
  await Promise.all([
    first.set({ theme: 'dark' }),
    first.set({ speed: 20 }),
    first.set({ page: { 'log.height': 240 } }),
  ])
  const next = new SettingsStore(folder)
  expect(await next.get()).toEqual({ ...DEFAULTS, theme: 'dark', speed: 20, page: { 'log.height': 240 } })
})

test('a value of undefined changes nothing', async () => {
  const store = new SettingsStore(scratchFolder())
  await store.set({ theme: 'dark' })
  expect(await store.set({ theme: undefined, locale: 'ko' })).toEqual({
    ...DEFAULTS,
    theme: 'dark',
    locale: 'ko',
  })
})

test('a damaged file is moved aside, not lost and not fatal', async () => {
  const folder = scratchFolder()
  writeFileSync(join(folder, 'settings.json'), '{"theme": "da')
  expect(await new SettingsStore(folder).get()).toEqual(DEFAULTS)
  expect(readFileSync(join(folder, 'settings.json.broken'), 'utf8')).toBe('{"theme": "da')
})

test('what another version wrote costs its own key and is written back', async () => {
  const folder = scratchFolder()
  writeFileSync(join(folder, 'settings.json'), '{"theme":"sepia","locale":"ko","future":[1]}')
  const store = new SettingsStore(folder)
  expect(await store.get()).toEqual({ ...DEFAULTS, locale: 'ko' })
  await store.set({ speed: 5 })
  expect(JSON.parse(readFileSync(join(folder, 'settings.json'), 'utf8'))).toMatchObject({
    future: [1],
    speed: 5,
  })
})

test('settings that cannot be written are refused by name and stay as they were', async () => {
  const folder = join(scratchFolder(), 'file')
  writeFileSync(folder, 'in the way')
  const store = new SettingsStore(folder)
  await expect(store.set({ theme: 'dark' })).rejects.toMatchObject({ code: 'cannot-write-file' })
})
