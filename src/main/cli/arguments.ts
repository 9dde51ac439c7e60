/** The command line of `spindle`, as data. */
import { parseArgs } from 'node:util'
import type { Language } from '../../contract/program'

export type CliCommand =
  | { readonly command: 'help' }
  | { readonly command: 'version' }
  | { readonly command: 'lessons' }
  | { readonly command: 'run'; readonly run: RunCommand }

export interface RunCommand {
  readonly program:
    | { readonly kind: 'file'; readonly path: string }
    | { readonly kind: 'lesson'; readonly lesson: string; readonly language: Language }
  readonly args: readonly string[]
  /** How the output is shown: as it is, with the unit's name before each line, or as events in JSON. */
  readonly output: 'plain' | 'prefix' | 'json'
  readonly speed: number
  readonly samples: boolean
  /** A Python interpreter: its path, or a name on the PATH. */
  readonly python: string | undefined
}

/** What is wrong with the command line. The words stand in words.ts. */
export type UsageMistake =
  | { readonly mistake: 'unknown-command'; readonly given: string }
  | { readonly mistake: 'bad-option'; readonly given: string }
  | { readonly mistake: 'no-program' }
  | { readonly mistake: 'bad-speed'; readonly given: string }
  | { readonly mistake: 'bad-language'; readonly given: string }

const LESSON = 'lesson:'
const LANGUAGES: ReadonlyMap<string, Language> = new Map([
  ['ts', 'typescript'],
  ['typescript', 'typescript'],
  ['py', 'python'],
  ['python', 'python'],
])
const OPTIONS = {
  prefix: { type: 'boolean' },
  json: { type: 'boolean' },
  speed: { type: 'string' },
  'no-samples': { type: 'boolean' },
  python: { type: 'string' },
  lang: { type: 'string' },
  help: { type: 'boolean', short: 'h' },
} as const

/** @param argv - without the program and the script */
export function parseCommandLine(argv: readonly string[]): CliCommand | UsageMistake {
  const [command, ...rest] = argv
  switch (command) {
    case undefined:
    case 'help':
    case '--help':
    case '-h':
      return { command: 'help' }
    case '--version':
    case '-v':
      return { command: 'version' }
    case 'lessons':
      return { command: 'lessons' }
    case 'run':
      return parseRun(rest)
    default:
      return { mistake: 'unknown-command', given: command }
  }
}

/** Options stand before the file: everything after it is the program's. A lesson has no arguments of its own. */
function parseRun(rest: readonly string[]): CliCommand | UsageMistake {
  const at = programAt(rest)
  const target = rest[at]
  const isLesson = target?.startsWith(LESSON) ?? false
  const own = isLesson ? [...rest.slice(0, at), ...rest.slice(at + 1)] : rest.slice(0, at)
  const parsed = parseOptions(own)
  if ('mistake' in parsed) return parsed
  if (parsed.help) return { command: 'help' }
  if (target === undefined) return { mistake: 'no-program' }
  const speed = Number(parsed.speed ?? 1)
  if (!(speed >= 0.1 && speed <= 1000)) return { mistake: 'bad-speed', given: parsed.speed ?? '' }
  const language = LANGUAGES.get(parsed.lang ?? 'ts')
  if (!language) return { mistake: 'bad-language', given: parsed.lang ?? '' }
  return {
    command: 'run',
    run: {
      program: isLesson
        ? { kind: 'lesson', lesson: target.slice(LESSON.length), language }
        : { kind: 'file', path: target },
      args: isLesson ? [] : rest.slice(at + 1),
      output: parsed.json ? 'json' : parsed.prefix ? 'prefix' : 'plain',
      speed,
      samples: !parsed['no-samples'],
      python: parsed.python,
    },
  }
}

function parseOptions(args: readonly string[]) {
  try {
    return parseArgs({ args: [...args], options: OPTIONS, strict: true, allowPositionals: false }).values
  } catch {
    const given = args.find((argument) => argument.startsWith('-')) ?? args[0] ?? ''
    return { mistake: 'bad-option' as const, given: unknownOne(args) ?? given }
  }
}

/** The first argument that is not one of ours, to be named. */
function unknownOne(args: readonly string[]): string | undefined {
  return args.find((argument) => {
    const name = /^--([^=]+)/.exec(argument)?.[1]
    return name === undefined ? argument.startsWith('-') && argument !== '-h' : !Object.hasOwn(OPTIONS, name)
  })
}

/** Place of the first argument that is neither an option nor the value of one; the length when there is none. */
function programAt(args: readonly string[]): number {
  for (let at = 0; at < args.length; at += 1) {
    const argument = args[at] ?? ''
    if (argument === '--') return at + 1
    if (!argument.startsWith('-')) return at
    const option = Object.entries(OPTIONS).find(([name]) => argument === `--${name}`)?.[1]
    if (option?.type === 'string') at += 1
  }
  return args.length
}
