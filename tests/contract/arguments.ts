/**
 * For every command: an argument that is right, and what its value must be then; and hostile ones that do
 * not come from changing a right one. A command without an entry here does not compile.
 */
import { expect } from 'vitest'
import type { CommandName } from '../../src/contract/commands'
import type { RepeatId } from '../../src/contract/repeat'
import type { RunId } from '../../src/contract/run'
import type { UnitId } from '../../src/contract/unit'
import { ask, type Line } from './lines'

/** What stands ready in the Lab when a command is tried. */
export interface Scene {
  readonly line: Line
  /** A run whose thread `asker` waits for input. */
  waiting(): Promise<{ run: RunId; asker: UnitId }>
  /** A run that is over and has printed one line. */
  over(): Promise<RunId>
  /** A repetition whose first trial asks for a line; no other is under way. */
  asking(): Promise<{ repeat: RepeatId }>
  /** A repetition of two trials that is over. */
  repeated(): Promise<RepeatId>
  /** Id of a file of My programs. */
  file(): Promise<string>
}

export interface Trial {
  readonly argument: (scene: Scene) => Promise<unknown>
  /** The value of a right request in the desktop shell; `browser` where another one is right there. */
  readonly value: unknown
  /** Where the browser shell must refuse: the code. */
  readonly inBrowser?: 'not-available-here'
  readonly hostile?: readonly unknown[]
}

const nothing = { argument: async () => ({}) }
const opened = {
  fileId: expect.any(String),
  name: expect.any(String),
  language: 'typescript',
  source: expect.any(String),
}
const text = { kind: 'text', name: 'a.ts', source: 'export function main() {}', language: 'typescript' }
const settings = {
  theme: 'system',
  locale: 'system',
  language: 'typescript',
  speed: 1,
  python: null,
  done: [],
  page: {},
}
const run = { id: expect.any(String), state: expect.any(String), title: expect.any(String) }

export const TRIALS: Readonly<Record<CommandName, Trial>> = {
  'lab.info': {
    ...nothing,
    value: expect.objectContaining({
      node: process.versions.node,
      pid: expect.any(Number),
      // Nobody waits for the search; `null` while it goes on.
      pythons: expect.toSatisfy((found) => found === null || Array.isArray(found)),
    }),
  },
  'lab.snapshot': {
    ...nothing,
    value: { seq: expect.any(Number), runs: expect.any(Array), repeats: expect.any(Array) },
  },
  'run.start': {
    argument: async () => ({ program: text }),
    value: { run: expect.stringMatching(/^[a-z0-9-]+$/) },
    hostile: [
      { program: { ...text, name: '../a.ts' } },
      { program: { ...text, name: 'a\0.ts' } },
      { program: { ...text, name: 'a.sh' } },
      { program: { ...text, language: 'ruby' } },
      { program: { ...text, source: 'x'.repeat(1_000_001) } },
      { program: { kind: 'file', fileId: '/etc/passwd' } },
      { program: { kind: 'file', path: '/etc/passwd' } },
      { program: { kind: 'lesson', lesson: '../../secret', language: 'typescript' } },
      { program: { kind: 'lesson', lesson: 'constructor', language: 'typescript' } },
      { program: text, args: ['x'.repeat(40_000)] },
      { program: text, args: Array.from({ length: 2000 }, () => 'x') },
      { program: text, speed: 0 },
      { program: text, speed: '5' },
    ],
  },
  'program.check': {
    argument: async () => ({ language: 'python', name: 'a.py', source: 'print(1\n' }),
    value: [
      {
        line: 1,
        column: expect.any(Number),
        endLine: expect.any(Number),
        endColumn: expect.any(Number),
        severity: 'error',
        message: expect.stringContaining('SyntaxError'),
      },
    ],
    hostile: [
      { language: 'python', name: '../a.py', source: '' },
      { language: 'ruby', name: 'a.py', source: '' },
      { language: 'python', name: 'a.py', source: 'x'.repeat(1_000_001) },
      { language: 'python', name: 'a.py', source: '', fileId: '/etc/passwd' },
    ],
  },
  'run.open': {
    argument: async (scene) => ({ run: await scene.over() }),
    value: expect.objectContaining({
      run: expect.objectContaining({ ...run, state: 'ended', exitCode: 0 }),
      units: expect.arrayContaining([expect.objectContaining({ id: '1', kind: 'process' })]),
      source: expect.stringContaining('one line'),
    }),
    hostile: [{ run: 'none' }, { run: '../runs' }, { run: '.' }, { run: 'A' }],
  },
  'run.stop': {
    argument: async (scene) => ({ run: (await scene.waiting()).run, force: true }),
    value: null,
    hostile: [{ run: 'none', force: true }],
  },
  'run.remove': {
    argument: async (scene) => ({ run: await scene.over() }),
    value: null,
    hostile: [{ run: 'none' }, { run: '..' }, { run: 'a/b' }],
  },
  'run.restore': {
    argument: async (scene) => {
      const over = await scene.over()
      await ask(scene.line, 'run.remove', { run: over })
      return { run: over }
    },
    value: null,
    hostile: [{ run: 'none' }, { run: '..' }],
  },
  'run.mark': {
    argument: async (scene) => ({ run: await scene.over(), name: '첫 실행', pinned: true }),
    value: null,
    hostile: [
      { run: 'none', pinned: true },
      { run: 'none', name: '' },
      { run: 'none', name: 'x'.repeat(101) },
      { run: '../x', name: 'x' },
    ],
  },
  'repeat.start': {
    argument: async () => ({ program: text, count: 2 }),
    value: { repeat: expect.stringMatching(/^[a-z0-9-]+$/) },
    hostile: [
      { program: text, count: 1 },
      { program: text, count: 201 },
      { program: text, count: 2.5 },
      { program: text, answersOf: '../x' },
      { program: text, answersOf: 'none' },
      { program: { kind: 'file', fileId: '/etc/passwd' } },
    ],
  },
  'repeat.stop': {
    argument: async (scene) => ({ repeat: (await scene.asking()).repeat }),
    value: null,
    hostile: [{ repeat: 'none' }, { repeat: '../x' }],
  },
  'repeat.answer': {
    argument: async (scene) => ({ ...(await scene.asking()), text: '한 줄' }),
    value: null,
    hostile: [
      { repeat: 'none', text: 'x' },
      { repeat: 'none', text: 'x'.repeat(100_001) },
    ],
  },
  'repeat.read': {
    argument: async (scene) => ({ repeat: await scene.repeated() }),
    value: {
      trials: [
        expect.objectContaining({ number: 1, exitCode: 0, order: 0 }),
        expect.objectContaining({ number: 2, exitCode: 0, order: 0, run: null }),
      ],
      orders: [
        expect.objectContaining({
          count: 2,
          first: 1,
          lines: [expect.objectContaining({ unit: 'MainThread', text: 'one line' })],
        }),
      ],
      distinct: 1,
      units: [expect.objectContaining({ kind: 'process' })],
    },
    hostile: [{ repeat: 'none' }, { repeat: 'none', exact: 1 }],
  },
  'repeat.remove': {
    argument: async (scene) => ({ repeat: await scene.repeated() }),
    value: null,
    hostile: [{ repeat: 'none' }, { repeat: '..' }],
  },
  'repeat.restore': {
    argument: async (scene) => {
      const repeat = await scene.repeated()
      await ask(scene.line, 'repeat.remove', { repeat })
      return { repeat }
    },
    value: null,
    hostile: [{ repeat: 'none' }],
  },
  'repeat.mark': {
    argument: async (scene) => ({ repeat: await scene.repeated(), pinned: true }),
    value: null,
    hostile: [
      { repeat: 'none', pinned: true },
      { repeat: 'none', name: '' },
    ],
  },
  'run.setSpeed': {
    argument: async (scene) => ({ run: (await scene.waiting()).run, speed: 20 }),
    value: null,
    hostile: [{ run: 'none', speed: 1 }],
  },
  'unit.act': {
    argument: async (scene) => {
      const { run, asker } = await scene.waiting()
      return { run, unit: asker, action: 'terminate' }
    },
    value: null,
    hostile: [
      { run: 'none', unit: '1', action: 'kill' },
      { run: 'none', unit: '0', action: 'kill' },
      { run: 'none', unit: '1.1.1', action: 'kill' },
      { run: 'none', unit: '1', action: 'toString' },
    ],
  },
  'unit.input': {
    argument: async (scene) => {
      const { run, asker } = await scene.waiting()
      return { run, unit: asker, text: '한 줄' }
    },
    value: null,
    hostile: [
      { run: 'none', text: 'x' },
      { run: 'none', text: 'x'.repeat(100_001) },
    ],
  },
  'unit.endInput': {
    argument: async (scene) => ({ run: (await scene.waiting()).run }),
    value: null,
    hostile: [{ run: 'none' }],
  },
  'log.read': {
    argument: async (scene) => ({ run: await scene.over(), view: {}, from: 0, count: 10 }),
    value: {
      total: 1,
      from: 0,
      lines: [expect.objectContaining({ index: 0, text: 'one line', stream: 'out' })],
    },
    hostile: [
      { run: 'none', view: {}, from: 0, count: 1 },
      { run: 'none', view: { unit: 'x' }, from: 0, count: 1 },
      { run: 'none', view: { streams: [] }, from: 0, count: 1 },
      { run: 'none', view: { streams: ['stdin'] }, from: 0, count: 1 },
      { run: 'none', view: { search: 'x'.repeat(201) }, from: 0, count: 1 },
      { run: 'none', view: {}, from: 0, count: 1_000_000 },
      { run: 'none', view: {}, from: 0.5, count: 1 },
    ],
  },
  'settings.get': { ...nothing, value: settings },
  'settings.set': {
    argument: async () => ({ changes: { page: { 'log.height': 200 } } }),
    value: { ...settings, page: { 'log.height': 200 } },
    hostile: [
      { changes: { theme: 'sepia' } },
      { changes: { unknown: 1 } },
      { changes: { page: { x: {} } } },
      { changes: { page: { ['x'.repeat(65)]: 1 } } },
      JSON.parse('{"changes":{"__proto__":{"theme":"dark"}, "page":5}}'),
    ],
  },
  'files.recent': { ...nothing, value: expect.any(Array) },
  'files.read': {
    argument: async (scene) => ({ fileId: await scene.file() }),
    value: opened,
    hostile: ['/etc/passwd', '../files.json', 'constructor', ''].map((fileId) => ({ fileId })),
  },
  'files.write': {
    argument: async (scene) => ({ fileId: await scene.file(), source: '// changed' }),
    value: null,
    hostile: [
      { fileId: '/etc/passwd', source: '' },
      { fileId: 'none', source: 'x'.repeat(1_000_001) },
    ],
  },
  'files.beside': {
    argument: async (scene) => ({ fileId: await scene.file(), names: ['./none.ts', '../../settings.json'] }),
    value: [
      { name: './none.ts', state: 'missing' },
      { name: '../../settings.json', state: 'out-of-reach' },
    ],
    hostile: [
      { fileId: '/etc/passwd', names: [] },
      { fileId: 'none', names: ['a\0.ts'] },
      { fileId: 'none', names: ['C:\\a.ts'] },
      { fileId: 'none', names: ['x'.repeat(201)] },
      { fileId: 'none', names: Array.from({ length: 101 }, () => 'a.ts') },
    ],
  },
  'files.rename': {
    argument: async (scene) => ({ fileId: await scene.file(), name: 'another name.py' }),
    value: { ...opened, name: 'another name.py', language: 'python' },
    hostile: [
      { fileId: '/etc/passwd', name: 'b.ts' },
      ...['../b.ts', 'a/b.ts', 'a\0.ts', '.ts', 'a.sh'].map((name) => ({ fileId: 'none', name })),
    ],
  },
  'files.remove': {
    argument: async (scene) => ({ fileId: await scene.file() }),
    value: null,
    hostile: ['/etc/passwd', 'constructor', ''].map((fileId) => ({ fileId })),
  },
  'files.restore': {
    argument: async (scene) => {
      const fileId = await scene.file()
      await ask(scene.line, 'files.remove', { fileId })
      return { fileId }
    },
    value: opened,
    hostile: ['/etc/passwd', 'constructor', ''].map((fileId) => ({ fileId })),
  },
  'files.create': {
    argument: async () => ({ name: '내 프로그램.ts', source: '// mine' }),
    value: { ...opened, source: '// mine' },
    hostile: ['../a.ts', 'a/b.ts', 'a\\b.ts', 'a\0.ts', 'C:a.ts', '.ts', 'a.sh', `${'x'.repeat(101)}.ts`].map(
      (name) => ({ name, source: '' }),
    ),
  },
  'shell.info': {
    ...nothing,
    value: {
      kind: expect.stringMatching(/^(desktop|browser)$/),
      can: {
        openFileDialog: expect.any(Boolean),
        saveFileDialog: expect.any(Boolean),
        captureWindow: expect.any(Boolean),
        nativeMenu: expect.any(Boolean),
      },
      // A page in a browser knows its person's language better than the server does.
      locale: expect.toSatisfy((locale: unknown) => locale === 'ko-KR' || locale === null),
    },
  },
  'shell.openFile': {
    argument: async (scene) => {
      // In the desktop shell the dialog answers with this file.
      if (scene.line.kind === 'desktop')
        await ask(scene.line, 'shell.saveFileAs', { name: 'a.ts', source: '// chosen' })
      return {}
    },
    value: { ...opened, name: 'chosen.ts', source: '// chosen' },
    inBrowser: 'not-available-here',
  },
  'shell.saveFileAs': {
    argument: async () => ({ name: 'a.ts', source: '// saved' }),
    value: { ...opened, name: 'chosen.ts', source: '// saved' },
    inBrowser: 'not-available-here',
    hostile: [{ name: 'x'.repeat(101), source: '' }],
  },
  'shell.capture': {
    argument: async () => ({ part: { x: 0, y: 0, width: 10, height: 10 } }),
    value: { png: expect.any(String), width: expect.any(Number), height: expect.any(Number) },
    inBrowser: 'not-available-here',
    hostile: [{ part: { x: -1, y: 0, width: 1, height: 1 } }, { part: { x: 0, y: 0 } }],
  },
}
