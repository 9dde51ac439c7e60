/** What is kept between sessions. Every change goes to the Lab; what it answers is what holds. */
import { usePreferredDark } from './media'
import { defineStore } from 'pinia'
import { computed, inject, shallowRef, watchEffect } from 'vue'
import * as v from 'valibot'
import { SettingsSchema, type Settings } from '../../../contract/commands'
import { locale as shownLocale, type Locale } from '../i18n'
import { TRANSPORT } from '../transport/client'
import { useLab } from './lab'

export const useSettings = defineStore('settings', () => {
  const transport = inject(TRANSPORT)
  const lab = useLab()
  const kept = shallowRef<Settings>(v.parse(SettingsSchema, {}))
  const prefersDark = usePreferredDark()

  const theme = computed<'light' | 'dark'>(() =>
    kept.value.theme === 'system' ? (prefersDark.value ? 'dark' : 'light') : kept.value.theme,
  )
  const locale = computed<Locale>(() => {
    if (kept.value.locale !== 'system') return kept.value.locale
    return (lab.shell?.locale ?? navigator.language).toLowerCase().startsWith('ko') ? 'ko' : 'en'
  })

  watchEffect(() => {
    shownLocale.value = locale.value
    document.documentElement.lang = locale.value
    document.documentElement.dataset['theme'] = theme.value
  })

  /** While what is kept is being read. */
  let reading: Promise<void> | null = null
  /** What the person has changed meanwhile: newer than what is being read. */
  let early: Partial<Settings>[] = []

  /** Takes over what is kept. What is changed before it has come holds on top of it. */
  function load(): Promise<void> {
    reading = read().finally(() => {
      reading = null
      early = []
    })
    return reading
  }
  async function read(): Promise<void> {
    if (!transport) return
    const answer = await transport.call('settings.get', {})
    kept.value = early.reduce<Settings>(
      (settings, changes) => ({ ...settings, ...changes, page: { ...settings.page, ...changes.page } }),
      answer,
    )
  }

  /** Shows a change at once and keeps it. When it cannot be kept, it holds for this session. */
  async function change(changes: Partial<Settings>): Promise<void> {
    kept.value = { ...kept.value, ...changes }
    if (reading) {
      early.push(changes)
      await reading.catch(() => undefined) // whoever loads is told
      if (changes.page) changes = { ...changes, page: kept.value.page }
    }
    await transport?.call('settings.set', { changes })
  }

  /** What the page wants back: sizes of panels, open sections. */
  function page<T extends string | number | boolean>(key: string, fallback: T): T {
    const value = kept.value.page[key]
    return typeof value === typeof fallback ? (value as T) : fallback
  }
  const setPage = (key: string, value: string | number | boolean): Promise<void> =>
    change({ page: { ...kept.value.page, [key]: value } })

  return { kept, theme, locale, load, change, page, setPage }
})
