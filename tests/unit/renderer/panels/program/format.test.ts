import { describe, expect, test } from 'vitest'
import { LESSONS } from '../../../../../src/lessons'
import { lessonProgram } from '../../../../../src/lessons/programs'
import { changeBetween } from '../../../../../src/renderer/src/panels/program/editor/change-between'
import { formatPython, formatTypeScript } from '../../../../../src/renderer/src/panels/program/format'

const TAB = '\t'

describe('TypeScript is formatted', () => {
  test.each(LESSONS.map(({ id }) => id))('and the lesson %s is in form already', async (id) => {
    const source = lessonProgram(id, 'typescript') ?? ''
    expect(await formatTypeScript(source)).toBe(source)
  })

  test('in the manner the text has: semicolons, quotes, indentation', async () => {
    expect(await formatTypeScript('function a( ) {\n    return "x";\n}\nconst b = [ 1,2 ];\n')).toBe(
      'function a() {\n    return "x";\n}\nconst b = [1, 2];\n',
    )
    expect(await formatTypeScript("function a( ) {\n  return 'x'\n}\n")).toBe(
      "function a() {\n  return 'x'\n}\n",
    )
    expect(await formatTypeScript(`function a( ) {\n${TAB}return 'x'\n}\n`)).toBe(
      `function a() {\n${TAB}return 'x'\n}\n`,
    )
  })

  test('unless it has a mistake, whose line is told', async () => {
    expect(await formatTypeScript('const a = 1\nconst b = = 2\n')).toEqual({ line: 2 })
  })

  test('with types and what is newest in the language', async () => {
    expect(
      await formatTypeScript('type A<T>=T|null\nusing x =open( )\nlet y = x as const satisfies A<1>\n'),
    ).toBe('type A<T> = T | null\nusing x = open()\nlet y = x as const satisfies A<1>\n')
  })
})

describe('Python is tidied', () => {
  test.each(LESSONS.map(({ id }) => id))('and the lesson %s is tidy already', (id) => {
    const source = lessonProgram(id, 'python') ?? ''
    expect(formatPython(source)).toBe(source)
  })

  test.each([
    ['blanks at the ends of lines', 'a = 1  \nb = 2\t\n', 'a = 1\nb = 2\n'],
    ['no end of the last line', 'a = 1', 'a = 1\n'],
    ['empty lines at the end', 'a = 1\n\n\n', 'a = 1\n'],
    ['tabs', 'if a:\n\tif b:\n\t\tc\n', 'if a:\n    if b:\n        c\n'],
    ['tabs among blanks, as Python reads them', 'if a:\n    if b:\n\tc\n', 'if a:\n    if b:\n        c\n'],
    ['nothing', '', ''],
  ])('of %s', (_what, source, tidy) => {
    expect(formatPython(source)).toBe(tidy)
  })

  test('but a string stays as it is, with its blanks and tabs', () => {
    const source = 'a = """one  \n\ttwo\t\n  three  \n"""\nb = f"""x  \n\t{a}"""\n'
    expect(formatPython(source)).toBe(source)
  })
})

describe('two texts differ', () => {
  const apply = (before: string, after: string): string =>
    changeBetween(before, after)
      .toReversed()
      .reduce((text, { from, to, insert }) => text.slice(0, from) + insert + text.slice(to), before)

  test.each([
    ['a\nb\nc\n', 'a\nb\nc\n'],
    ['a\nb\nc\n', 'a\nB\nc\n'],
    ['a\nb\nc', 'x\na\nb\nd\nc\n'],
    ['', 'a\n'],
    ['a\na\na\n', 'a\na\n'],
    ['a\nb\nc\nd\ne\n', 'A\nb\nC\nd\nE'],
  ])('%j and %j by changes that make one the other', (before, after) => {
    expect(apply(before, after)).toBe(after)
  })

  test('in few lines: the others are left alone', () => {
    expect(changeBetween('one\ntwo\nthree\nfour\nfive\n', 'one\n2\nthree\n4\nfive\n')).toEqual([
      { from: 4, to: 8, insert: '2\n' },
      { from: 14, to: 19, insert: '4\n' },
    ])
  })
})
