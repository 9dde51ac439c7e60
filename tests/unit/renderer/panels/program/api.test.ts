import { describe, expect, test } from 'vitest'
import declarations from '../../../../../src/agents/node/api/spindle.d.ts?raw'
import { readApi } from '../../../../../src/renderer/src/panels/program/editor/api'
import { importChange } from '../../../../../src/renderer/src/panels/program/editor/complete'
import { PYTHON_API } from '../../../../../src/renderer/src/panels/program/editor/python-api'

describe('the student API', () => {
  const api = readApi(declarations)
  const named = (name: string, module: string) =>
    api.find((one) => one.name === name && one.module === module)!

  test('is read whole: every exported name of every module', () => {
    const exported = [...declarations.matchAll(/^ {2}export (?:function|class|const|interface|type) (\w+)/gm)]
    expect(api.map(({ name }) => name)).toEqual(exported.map(([, name]) => name))
    expect([...new Set(api.map(({ module }) => module))]).toEqual([
      'spindle/builtins',
      'spindle/threading',
      'spindle/queue',
      'spindle/multiprocessing',
      'spindle/signal',
    ])
  })

  test('comes with its words and its signature', () => {
    expect(named('sleep', 'spindle/builtins')).toMatchObject({
      kind: 'function',
      signature: 'function sleep(seconds: number): void',
      about: expect.stringContaining('Blocks this thread'),
    })
    expect(named('printWith', 'spindle/builtins').signature).toContain('...values: unknown[]')
  })

  test('has the members of classes, inherited ones too, and no constructors', () => {
    const members = (name: string, module: string): string[] =>
      named(name, module).members.map((one) => one.name)
    expect(members('Process', 'spindle/multiprocessing')).toEqual(
      expect.arrayContaining([
        'start',
        'run',
        'join',
        'isAlive',
        'terminate',
        'kill',
        'exitCode',
        'daemon',
        'pid',
      ]),
    )
    expect(members('Timer', 'spindle/threading')).toEqual(
      expect.arrayContaining(['cancel', 'join', 'isAlive']),
    )
    expect(members('Thread', 'spindle/threading')).not.toContain('constructor')
    expect(members('sleep', 'spindle/builtins')).toEqual([])
  })

  test("Python's names are given with their modules", () => {
    expect(PYTHON_API.find(({ name }) => name === 'Process')?.members.map(({ name }) => name)).toContain(
      'exitcode',
    )
    expect(new Set(PYTHON_API.map(({ module }) => module))).toContain('threading')
  })
})

describe('bringing an import along', () => {
  const after = (source: string, name: string, module: string, language: 'python' | 'typescript'): string => {
    const change = importChange(source, name, module, language)
    return change ? source.slice(0, change.from) + change.insert + source.slice(change.from) : source
  }

  test.each([
    ['import { print } from "spindle/builtins"\n', 'import { print, sleep } from "spindle/builtins"\n'],
    [
      "import { print, sleep } from 'spindle/builtins'\n",
      "import { print, sleep } from 'spindle/builtins'\n",
    ],
    [
      "import { Thread } from 'spindle/threading'\nmain()\n",
      "import { Thread } from 'spindle/threading'\nimport { sleep } from 'spindle/builtins'\nmain()\n",
    ],
    ['/** words */\nmain()\n', "/** words */\nimport { sleep } from 'spindle/builtins'\nmain()\n"],
    ['main()\n', "import { sleep } from 'spindle/builtins'\nmain()\n"],
  ])('TypeScript: %j', (before, expected) => {
    expect(after(before, 'sleep', 'spindle/builtins', 'typescript')).toBe(expected)
  })

  test.each([
    ['from time import time\n', 'from time import time, sleep\n'],
    ['from time import sleep\n', 'from time import sleep\n'],
    ['import os\nx = 1\n', 'import os\nfrom time import sleep\nx = 1\n'],
    ['"""words"""\nx = 1\n', '"""words"""\nfrom time import sleep\nx = 1\n'],
  ])('Python: %j', (before, expected) => {
    expect(after(before, 'sleep', 'time', 'python')).toBe(expected)
  })
})
