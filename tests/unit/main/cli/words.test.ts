import { expect, test } from 'vitest'
import { ERROR_CODES } from '../../../../src/contract/errors'
import { lessonList } from '../../../../src/main/cli/list-lessons'
import { cliLocale, errorText, HELP, usageText } from '../../../../src/main/cli/words'
import { systemLocale } from '../../../../src/main/system-locale'
import { LESSONS } from '../../../../src/lessons'

test.each(ERROR_CODES)('%s says what happened and what to do, in both languages', (code) => {
  const texts = (['en', 'ko'] as const).map((locale) => errorText(locale, { code, facts: {} }))
  for (const text of texts) {
    const [what, next, rest] = text.split('\n')
    expect([what!.startsWith('spindle: '), next!.trim().length > 5, rest]).toEqual([true, true, ''])
  }
  expect(texts[0]).not.toMatch(/[가-힣]/)
  expect(texts[1]).toMatch(/[가-힣]/)
})

test('facts stand in the text, lists with commas, and what looks like a pattern stays as it is', () => {
  expect(
    errorText('en', { code: 'python-not-found', facts: { tried: ['python3', '/opt/$&/py'] } }),
  ).toContain('Tried: python3, /opt/$&/py')
})

test('help names every option in both languages', () => {
  for (const option of ['--prefix', '--json', '--speed', '--no-samples', '--python', '--lang', '--version']) {
    expect([HELP.en.includes(option), HELP.ko.includes(option)]).toEqual([true, true])
  }
})

test('mistakes on the command line name what was given', () => {
  expect(usageText('en', { mistake: 'bad-speed', given: 'fast' })).toContain('“fast”')
  expect(usageText('ko', { mistake: 'bad-option', given: '--wat' })).toContain('--wat')
})

test('the list of lessons can be read off and typed in', () => {
  const list = lessonList(LESSONS, 'ko')
  for (const { id, title } of LESSONS) expect(list).toMatch(new RegExp(`lesson:${id} .*${title.ko}`))
})

test.each([
  [{ LANG: 'ko_KR.UTF-8' }, 'ko-KR', 'ko'],
  [{ LANG: 'en_US.UTF-8', LC_ALL: 'ko_KR' }, 'ko-KR', 'ko'],
  [{ LANG: 'ko_KR.UTF-8', LC_MESSAGES: 'de_DE@euro' }, 'de-DE', 'en'],
  [{ LANG: 'C.UTF-8' }, 'en', 'en'],
  [{ LANG: 'POSIX' }, 'en', 'en'],
])('%j means %s', (env, tag, locale) => {
  expect([systemLocale(env), cliLocale(tag)]).toEqual([tag, locale])
})
