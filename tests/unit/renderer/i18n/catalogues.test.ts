import { describe, expect, it } from 'vitest'
import { REFUSALS } from '../../../../src/contract/actions'
import { ERROR_CODES } from '../../../../src/contract/errors'
import { UNIT_STATES } from '../../../../src/contract/unit'
import { CATALOGUES } from '../../../../src/renderer/src/i18n'
import { placesOf } from '../../../../src/renderer/src/i18n/message'

const keysOf = (catalogue: Readonly<Record<string, Readonly<Record<string, string>>>>): string[] =>
  Object.entries(catalogue)
    .flatMap(([area, words]) => Object.keys(words).map((key) => `${area}.${key}`))
    .sort()
const textOf = (locale: 'ko' | 'en', key: string): string => {
  const dot = key.indexOf('.')
  return CATALOGUES[locale][key.slice(0, dot)]?.[key.slice(dot + 1)] ?? ''
}
const keys = keysOf(CATALOGUES.ko)

const files = import.meta.glob<string>(
  ['../../../../src/renderer/src/**/*.{ts,vue}', '!../../../../src/renderer/src/i18n/**'],
  { query: '?raw', import: 'default', eager: true },
)

describe('the catalogues', () => {
  it('have the same keys in both languages', () => {
    expect(keysOf(CATALOGUES.en)).toEqual(keys)
  })

  it('have words for every key', () => {
    expect(keys.filter((key) => !textOf('ko', key).trim() || !textOf('en', key).trim())).toEqual([])
  })

  it('ask for the same facts in both languages', () => {
    const different = keys.filter((key) => {
      const [ko, en] = [placesOf(textOf('ko', key)), placesOf(textOf('en', key))]
      return ko.join() !== en.join()
    })
    expect(different).toEqual([])
  })

  it('write Korean in Korean and English in English', () => {
    const hangul = /[가-힣]/
    const named = ['한국어']
    expect(
      keys.filter((key) =>
        hangul.test(named.reduce((text, name) => text.replaceAll(name, ''), textOf('en', key))),
      ),
    ).toEqual([])
  })

  it('hold no word that nobody uses', () => {
    const sources = Object.values(files).join('\n')
    // Keys made from a code: t(`state.${state}`), tCode(`error.${code}.next`).
    const made = [...sources.matchAll(/`(\w+)\.([\w.-]*)\$\{[^}]*\}([\w.-]*)`/g)].map(
      ([, area, head, tail]) => ({
        area,
        fits: (key: string) => key.startsWith(`${area}.${head}`) && key.endsWith(tail ?? ''),
      }),
    )
    // Keys that are taken together: startsWith('editor.').
    const together = [...sources.matchAll(/startsWith\('([\w.-]+\.)'\)/g)].map(([, prefix = '']) => prefix)
    const unused = keys.filter(
      (key) =>
        !sources.includes(`'${key}'`) &&
        !made.some(({ fits }) => fits(key)) &&
        !together.some((prefix) => key.slice(key.indexOf('.') + 1).startsWith(prefix)),
    )
    expect(unused).toEqual([])
  })
})

describe.each(['ko', 'en'] as const)('the words in %s', (locale) => {
  it.each(ERROR_CODES)('say what %s means and what to do', (code) => {
    expect(textOf(locale, `error.${code}`)).not.toBe('')
    expect(textOf(locale, `error.${code}.next`)).not.toBe('')
  })

  it.each(REFUSALS)('say why an action is refused with %s', (refusal) => {
    expect(textOf(locale, `refusal.${refusal}`)).not.toBe('')
  })

  it.each(UNIT_STATES)('name the state %s', (state) => {
    expect(textOf(locale, `state.${state}`)).not.toBe('')
  })
})
