import ts from 'typescript'
import { describe, expect, test } from 'vitest'
import { LESSONS } from '../../../../../../src/lessons'
import { lessonProgram } from '../../../../../../src/lessons/programs'
import {
  DECLARATIONS,
  LIBRARIES,
  LIBRARY_FOLDER,
} from '../../../../../../src/renderer/src/panels/program/typescript/libraries'
import type { ProgramService } from '../../../../../../src/renderer/src/panels/program/typescript/protocol'
import { createService } from '../../../../../../src/renderer/src/panels/program/typescript/service'

// One for all tests: what it costs is the library, which is the same for every program.
const service: ProgramService = createService({
  ts,
  declarations: DECLARATIONS,
  libraries: LIBRARIES,
  libraryFolder: LIBRARY_FOLDER,
})
/** The codes of what is wrong with a program. */
function codes(source: string, name = 'program.ts'): number[] {
  service.setProgram(name, source)
  return service.problems().map(({ code }) => code)
}
/** Takes the `|` out of a text, and says where it was. */
function cursor(marked: string): { source: string; at: number } {
  const at = marked.indexOf('|')
  return { source: marked.slice(0, at) + marked.slice(at + 1), at }
}
function show(marked: string): number {
  const { source, at } = cursor(marked)
  service.setProgram('program.ts', source)
  return at
}

describe('the check of a TypeScript program', () => {
  test.each(LESSONS.map(({ id }) => id))('finds nothing in the lesson %s', (id) => {
    service.setProgram(`${id}.ts`, lessonProgram(id, 'typescript') ?? '')
    expect(service.problems()).toEqual([])
  })

  test('finds a wrong argument at its place', () => {
    const source = "import { sleep } from 'spindle/builtins'\nsleep('1')\n"
    service.setProgram('program.ts', source)
    expect(service.problems()).toMatchObject([
      { severity: 'error', code: 2345, from: source.indexOf("'1'"), to: source.indexOf("'1'") + 3 },
    ])
  })

  test('finds a mistake of syntax', () => {
    expect(codes('export function main() {\n  print(\n}\n')).toContain(1135)
  })

  test.each([
    ['an enum', 'enum Side { buy, sell }', 1294],
    ['a property declared in the constructor', 'class A { constructor(readonly a: number) {} }', 1294],
    ['a type imported as a value', "import { ThreadOptions } from 'spindle/threading'", 1484],
    ['a file that is not there', "import { x } from './other.ts'", 2307],
    ['a module that is not there', "import { x } from 'spindle/thread'", 2307],
  ])('says of %s what the runner says', (_what, source, code) => {
    service.setProgram('program.ts', source)
    service.setNeighbours({ 'other.ts': { state: 'missing' } })
    expect(service.problems().map((one) => one.code)).toContain(code)
  })

  test.each([
    ['a parameter without a type', 'export function work(name) { console.log(name) }'],
    ['the error of a catch', 'try { JSON.parse("") } catch (error) { console.log(error.message) }'],
    [
      "Node's modules",
      "import { readFileSync } from 'node:fs'\nreadFileSync('x')\nimport os from 'os'\nos.cpus()",
    ],
    ["Node's names", 'setTimeout(() => process.exit(0), 10)\nconsole.log(process.pid, performance.now())'],
    [
      'new parts of the language',
      'export const m = Object.groupBy([1], () => "a")\nexport const s = new Set([1]).union(new Set([2]))',
    ],
    ['the same names as in other files', 'const name = 1\nawait 0\nconsole.log(name)'],
  ])('lets pass what runs: %s', (_what, source) => {
    expect(codes(source)).toEqual([])
  })

  test('of JavaScript is one of its syntax', () => {
    expect(codes('const a = 1\na.x = 2\n', 'program.js')).toEqual([])
    expect(codes('const a = \n', 'program.js')).not.toEqual([])
  })

  test('offers to import a name, and to spell one right', () => {
    const source = "import { print } from 'spindle/builtins'\nsleep(1)\n"
    service.setProgram('program.ts', source)
    const [fix] = service.problems()[0]!.fixes
    expect(fix?.changes).toEqual([{ from: 14, to: 14, insert: ', sleep' }])
    service.setProgram('program.ts', "import { Thread } from 'spindle/threading'\nnew Thread().isalive()\n")
    expect(service.problems()[0]!.fixes[0]!.changes[0]!.insert).toBe('isAlive')
  })
})

describe('files beside a program', () => {
  test('are asked for, and what they import, until all are known', () => {
    expect(service.setProgram('a.ts', "import { b } from './b.ts'\nb('x')\n")).toEqual(['b.ts'])
    const more = service.setNeighbours({
      'b.ts': {
        state: 'there',
        source: "import type { C } from './sub/c.ts'\nexport function b(c: C) { return c }\n",
      },
    })
    expect(more).toEqual(['sub/c.ts'])
    expect(
      service.setNeighbours({ 'sub/c.ts': { state: 'there', source: 'export type C = number\n' } }),
    ).toEqual([])
    expect(service.problems().map(({ code }) => code)).toEqual([2345])
  })

  test.each([
    ['other', 2835],
    ['other.js', 2307],
  ])('imported as %s are not found when the program is run: the right name is told', (name, code) => {
    const asked = service.setProgram(`uses-${name}.ts`, `import { x } from './${name}'\nconsole.log(x)\n`)
    expect(asked).toContain('other.ts')
    service.setNeighbours({
      ...Object.fromEntries(asked.map((one) => [one, { state: 'missing' as const }])),
      'other.ts': { state: 'there', source: 'export const x = 1\n' },
    })
    const [problem] = service.problems()
    expect(problem).toMatchObject({ code, message: expect.not.stringContaining("Did you mean './other.js'") })
    expect(problem!.fixes[0]!.changes[0]!.insert).toBe("'./other.ts'")
  })

  test('of packages may be there: that is a warning', () => {
    service.setProgram('f.ts', "import { x } from 'lodash'\nconsole.log(x)\n")
    expect(service.problems()).toMatchObject([{ code: 2307, severity: 'warning' }])
  })

  test('that change are checked anew', () => {
    service.setProgram('e.ts', "import { x } from './other.ts'\nexport const n: number = x\n")
    service.setNeighbours({ 'other.ts': { state: 'missing' } })
    expect(service.problems().map(({ code }) => code)).toEqual([2307])
    service.setNeighbours({ 'other.ts': { state: 'there', source: 'export const x = 1\n' } })
    expect(service.problems()).toEqual([])
    service.setNeighbours({ 'other.ts': { state: 'there', source: 'export const x = "1"\n' } })
    expect(service.problems().map(({ code }) => code)).toEqual([2322])
  })

  test('that cannot be read from here are no mistake', () => {
    expect(service.setProgram('d.ts', "import { x } from '../up.ts'\nconsole.log(x)\n")).toEqual(['../up.ts'])
    expect(service.setNeighbours({ '../up.ts': { state: 'out-of-reach' } })).toEqual([])
    expect(service.problems()).toEqual([])
  })
})

describe('completion', () => {
  const THREAD = "import { Thread } from 'spindle/threading'\nconst t = new Thread({ target: null })\n"

  test('of members knows the type, and what is called without arguments', () => {
    const at = show(`${THREAD}t.|`)
    const { members, from, items } = service.completions(at)!
    expect({ members, from }).toEqual({ members: true, from: at })
    expect(items.map(({ name }) => name)).toEqual([
      'daemon',
      'ident',
      'isAlive',
      'join',
      'name',
      'nativeId',
      'run',
      'start',
    ])
    expect(Object.fromEntries(items.map(({ name, call }) => [name, call]))).toMatchObject({
      isAlive: 'empty',
      join: 'filled',
      name: undefined,
    })
  })

  test('offers names that are not imported yet, with their module', () => {
    const at = show('export function main() {\n  slee|\n}\n')
    const found = service.completions(at)!.items.find(({ name }) => name === 'sleep')
    expect(found).toMatchObject({ source: 'spindle/builtins', call: 'filled' })
    expect(service.completionWords(at, 'sleep', 'spindle/builtins')).toMatchObject({
      about: expect.stringContaining('Blocks this thread'),
    })
  })
})

describe('words about a name', () => {
  test('on hovering: signature and docstring', () => {
    const at = show("import { sleep } from 'spindle/builtins'\nsl|eep(1)\n")
    expect(service.hover(at)).toMatchObject({
      signature: expect.stringContaining('sleep(seconds: number): void'),
      about: expect.stringContaining('Blocks this thread'),
      from: at - 2,
      to: at + 3,
    })
  })

  test('in a call: the argument at the cursor', () => {
    const at = show("import { Thread } from 'spindle/threading'\nnew Thread().join(|)\n")
    const help = service.signature(at)!
    expect(help.signature.slice(...help.active!)).toBe('timeout?: number | null')
  })

  test('lead to where it is declared in the program, and nowhere outside', () => {
    const at = show('const a = 1\nconsole.log(a|)\n')
    expect(service.definition(at - 1)).toBe(6)
    expect(service.definition(show('console.l|og(1)\n'))).toBeNull()
  })
})
