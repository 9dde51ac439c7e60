import { readdir, readFile } from 'node:fs/promises'
import { fileURLToPath } from 'node:url'
import { describe, expect, test } from 'vitest'
import { LESSONS, lessonById } from '../../../src/lessons'
import { applyChange, type LessonLocale } from '../../../src/lessons/lesson'
import { lessonFileName } from '../../../src/lessons/file-name'
import { editsIn, wordsIn } from '../../../src/lessons/phrases'
import { lessonProgram } from '../../../src/lessons/programs'
import { lessonTexts } from '../../../src/lessons/text'

const root = fileURLToPath(new URL('../../../src/lessons/', import.meta.url))
const LOCALES: readonly LessonLocale[] = ['ko', 'en']

describe('the list of lessons', () => {
  test('has every folder once, in the order of the course', async () => {
    const folders = (await readdir(root)).filter((name) => /^\d\d-/.test(name)).sort()
    expect(folders).toEqual(LESSONS.map(({ number, id }) => `${String(number).padStart(2, '0')}-${id}`))
  })

  test('finds a lesson by its id and nothing by another name', () => {
    expect(lessonById('daemon-thread')?.number).toBe(2)
    expect(lessonById('constructor')).toBeNull()
    expect(lessonById(null)).toBeNull()
  })

  test('compares lessons with lessons that are there', () => {
    const compared = LESSONS.flatMap(({ comparedWith }) => comparedWith ?? [])
    expect(compared.map((id) => lessonById(id)?.id)).toEqual(compared)
  })
})

describe.each(LESSONS)('lesson $number, $id', (lesson) => {
  test.each(['typescript', 'python'] as const)('hands out the %s program of its folder', async (language) => {
    const folder = `${String(lesson.number).padStart(2, '0')}-${lesson.id}`
    const file = `${root}${folder}/program.${language === 'python' ? 'py' : 'ts'}`
    expect(lessonProgram(lesson.id, language)).toBe(await readFile(file, 'utf8'))
    expect(lessonFileName(lesson.id, language)).toMatch(/^[a-z-]+\.(ts|py)$/)
  })

  test.each(['typescript', 'python'] as const)('speaks English in %s, line by line the same', (language) => {
    const korean = lessonProgram(lesson.id, language) ?? ''
    const english = lessonProgram(lesson.id, language, 'en') ?? ''
    expect(english).not.toMatch(/\p{Script=Hangul}/u)
    expect(english.split('\n')).toHaveLength(korean.split('\n').length)
    for (const { id, edits } of lesson.changes) {
      const found = edits[language]
      if (!found) continue
      const changed = applyChange(english, editsIn('en', found))
      expect(changed, id).not.toBeNull()
      expect(changed, id).not.toMatch(/\p{Script=Hangul}/u)
      expect(changed, id).toBe(wordsIn('en', applyChange(korean, found) ?? ''))
    }
  })

  test.each(LOCALES)('has words in %s for everything it names, and for nothing else', async (locale) => {
    const text = (await lessonTexts(locale))[lesson.id]
    expect(text?.title).toBe(lesson.title[locale])
    expect(text?.goal.length).toBeGreaterThan(10)
    expect(Object.keys(text?.choices ?? {})).toEqual(lesson.question?.choices ?? [])
    expect(Object.keys(text?.outcomes ?? {})).toEqual(lesson.question?.choices ?? [])
    expect(text?.question === '').toBe(lesson.question === null)
    expect(Object.keys(text?.look ?? {})).toEqual(lesson.look.map(({ id }) => id))
    expect(Object.keys(text?.changes ?? {})).toEqual(lesson.changes.map(({ id }) => id))
    expect(text?.why.length).toBeGreaterThan(0)
  })

  test.each(lesson.changes)('its change “$id” fits both programs or says that it does not', (change) => {
    const languages = Object.keys(change.edits)
    expect(languages.length).toBeGreaterThan(0)
    for (const language of ['typescript', 'python'] as const) {
      const edits = change.edits[language]
      const program = lessonProgram(lesson.id, language) ?? ''
      if (!edits) continue
      const changed = applyChange(program, edits)
      expect(changed, `${change.id} in ${language}`).not.toBeNull()
      expect(changed).not.toBe(program)
    }
  })
})

test('no lesson of another name has a program', () => {
  expect(lessonProgram('nothing', 'python')).toBeNull()
  expect(lessonProgram('__proto__', 'python')).toBeNull()
})

test('lesson 2 is lesson 1 and one line more', () => {
  for (const language of ['typescript', 'python'] as const) {
    const body = (id: string): string[] => (lessonProgram(id, language) ?? '').split('\n').slice(1)
    const one = body('thread-and-input')
    expect(body('daemon-thread').filter((line) => !one.includes(line))).toHaveLength(1)
    expect(body('daemon-thread')).toHaveLength(one.length + 1)
  }
})
