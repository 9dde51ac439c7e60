/** What was done by hand, as the program it amounts to, in both languages. */
import type { Language } from '../../contract/program'
import { NS_PER_S } from '../../contract/time'
import type { Deed, NamedCommand } from './deeds'
import { taskOf } from './tasks'

export interface CodeOptions {
  readonly language: Language
  /** The run's divisor of sleeps: a person's pauses are program time in it. */
  readonly speed: number
}

/** Pauses shorter than this were nobody's intention. In s. */
const SHORTEST_PAUSE = 0.2

/** Names a variable must not take: the functions, what is imported, and words of the languages that come up. */
const TAKEN = [
  ...['count', 'nap', 'ask', 'burn', 'grow', 'crash', 'stubborn', 'flood', 'main', 'sleep', 'print', 'input'],
  ...['del', 'pass', 'def', 'class', 'new', 'let', 'var', 'const', 'in', 'is', 'not', 'and', 'or', 'if'],
  ...[
    'for',
    'while',
    'try',
    'with',
    'return',
    'this',
    'self',
    'None',
    'null',
    'case',
    'do',
    'else',
    'import',
  ],
]

/** The lines of main, without indentation. */
export function linesOf(deeds: readonly Deed[], { language, speed }: CodeOptions): readonly string[] {
  const names = new Map<string, string>()
  const lines: string[] = []
  const [first] = deeds
  let free = first?.at ?? 0
  for (const { at, until, command } of deeds) {
    const pause = ((at - free) / NS_PER_S) * speed
    if (pause >= SHORTEST_PAUSE) lines.push(`sleep(${pause.toFixed(1).replace(/\.0$/, '')})`)
    free = until ?? at
    const line = language === 'python' ? pythonLine(command, names) : typescriptLine(command, names)
    if (line !== null) lines.push(line)
  }
  return lines
}

/** A file that runs: the tasks that were used, cut out of the Free lab's own program, and the lines as its main. */
export function programOf(deeds: readonly Deed[], source: string, options: CodeOptions): string {
  const lines = linesOf(deeds, options)
  const targets = [
    ...new Set(deeds.flatMap(({ command }) => (command.verb === 'create' ? targetOf(command.task) : []))),
  ]
  const functions = targets.map((target) => functionOf(source, target, options.language))
  const text = [...functions, ...lines].join('\n')
  return options.language === 'python'
    ? [...pythonImports(text), '', '', ...between(functions, '\n\n'), ...pythonMain(lines), ''].join('\n')
    : [...typescriptImports(text), '', ...between(functions, '\n'), ...typescriptMain(lines), ''].join('\n')
}

const targetOf = (task: string): string => taskOf(task)?.target ?? task
const between = (parts: readonly string[], gap: string): string[] => parts.map((part) => `${part}${gap}`)

function variableOf(name: string, names: Map<string, string>, camel: boolean): string {
  const known = names.get(name)
  if (known) return known
  const words = name.split(/[^A-Za-z0-9]+/).filter(Boolean)
  const joined = camel
    ? words.map((word, index) => (index === 0 ? word : `${word[0]?.toUpperCase()}${word.slice(1)}`)).join('')
    : words.join('_')
  const base = /^[A-Za-z]/.test(joined) ? joined : `unit${joined}`
  const taken = new Set([...names.values(), ...TAKEN])
  let variable = base
  for (let number = 1; taken.has(variable); number++) variable = `${base}${camel ? '' : '_'}${number}`
  names.set(name, variable)
  return variable
}

const value = (argument: string | number): string =>
  typeof argument === 'number' ? String(argument) : JSON.stringify(argument)

const className = (kind: 'thread' | 'process'): string => (kind === 'thread' ? 'Thread' : 'Process')

function pythonLine(command: NamedCommand, names: Map<string, string>): string | null {
  if (command.verb === 'end') return null
  const unit = variableOf(command.name, names, false)
  switch (command.verb) {
    case 'create': {
      const options = [
        `target=${targetOf(command.task)}`,
        `name=${JSON.stringify(command.name)}`,
        ...(command.argument === null ? [] : [`args=(${value(command.argument)},)`]),
        ...(command.daemon ? ['daemon=True'] : []),
      ]
      return `${unit} = ${className(command.kind)}(${options.join(', ')})`
    }
    case 'join':
      return `${unit}.join(${command.seconds ?? ''})`
    case 'daemon':
      return `${unit}.daemon = ${command.on ? 'True' : 'False'}`
    case 'alive':
      return `print(${unit}.is_alive())`
    case 'end-thread':
      return `# ${unit}: ✕`
    default:
      return `${unit}.${command.verb}()`
  }
}

const quoted = (text: string): string => (/['\\\n]/.test(text) ? JSON.stringify(text) : `'${text}'`)

function typescriptLine(command: NamedCommand, names: Map<string, string>): string | null {
  if (command.verb === 'end') return null
  const unit = variableOf(command.name, names, true)
  switch (command.verb) {
    case 'create': {
      const { argument } = command
      const options = [
        `target: ${targetOf(command.task)}`,
        `name: ${quoted(command.name)}`,
        ...(argument === null
          ? []
          : [`args: [${typeof argument === 'number' ? argument : quoted(argument)}]`]),
        ...(command.daemon ? ['daemon: true'] : []),
      ]
      return `const ${unit} = new ${className(command.kind)}({ ${options.join(', ')} })`
    }
    case 'join':
      return `${unit}.join(${command.seconds ?? ''})`
    case 'daemon':
      return `${unit}.daemon = ${command.on}`
    case 'alive':
      return `print(${unit}.isAlive())`
    case 'end-thread':
      return `// ${unit}: ✕`
    default:
      return `${unit}.${command.verb}()`
  }
}

/** A top-level function of the program, from its first line to its last. */
function functionOf(source: string, name: string, language: Language): string {
  const pattern =
    language === 'python'
      ? new RegExp(`^def ${name}\\(.*\\n(?:(?:[ \\t].*)?\\n)*`, 'm')
      : new RegExp(`^export function ${name}\\([\\s\\S]*?\\n}\\n`, 'm')
  return (pattern.exec(source)?.[0] ?? '').trimEnd()
}

function pythonImports(text: string): string[] {
  const uses = (pattern: RegExp): boolean => pattern.test(text)
  const time = [
    ...(uses(/\bperf_counter\(/) ? ['perf_counter'] : []),
    ...(uses(/\bsleep\(/) ? ['sleep'] : []),
  ]
  return [
    ...(uses(/\bsignal\./) ? ['import signal'] : []),
    ...(uses(/\bProcess\(/) ? ['from multiprocessing import Process'] : []),
    ...(uses(/\bThread\(/) ? ['from threading import Thread'] : []),
    ...(time.length > 0 ? [`from time import ${time.join(', ')}`] : []),
  ]
}

const pythonMain = (lines: readonly string[]): string[] => [
  'if __name__ == "__main__":',
  ...(lines.length > 0 ? lines : ['pass']).map((line) => `    ${line}`),
]

function typescriptImports(text: string): string[] {
  const builtins = ['ValueError', 'input', 'perfCounter', 'print', 'sleep'].filter((name) =>
    new RegExp(`\\b${name}\\(`).test(text),
  )
  return [
    ...(builtins.length > 0 ? [`import { ${builtins.join(', ')} } from 'spindle/builtins'`] : []),
    ...(/\bnew Process\(/.test(text) ? ["import { Process } from 'spindle/multiprocessing'"] : []),
    ...(/\bnew Thread\(/.test(text) ? ["import { Thread } from 'spindle/threading'"] : []),
  ]
}

const typescriptMain = (lines: readonly string[]): string[] => [
  'export function main() {',
  ...lines.map((line) => `  ${line}`),
  '}',
]
