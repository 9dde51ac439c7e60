/** `spindle/builtins`; spindle.d.ts says what each does. */
import { inspect } from 'node:util'
import { now } from '../clock'
import { UNIT } from '../memory/layout'
import { checkpoint } from '../thread/mail'
import { write } from '../thread/output'
import { self } from '../thread/self'
import { waitFor } from '../thread/wait'
import { SystemExit, ValueError } from './errors'
import { checkSeconds } from './timeout'

export { input } from './input'

export {
  AssertionError,
  AttributeError,
  BrokenPipeError,
  EOFError,
  KeyboardInterrupt,
  OSError,
  OverflowError,
  RuntimeError,
  SystemExit,
  ValueError,
} from './errors'

const show = (value: unknown): string => (typeof value === 'string' ? value : inspect(value))

export function print(...values: unknown[]): void {
  checkpoint()
  const only = values[0]
  if (values.length === 1 && typeof only === 'string') return write('stdout', `${only}\n`)
  write('stdout', `${values.map((value) => show(value)).join(' ')}\n`)
}

export function printWith(
  options: { sep?: string; end?: string; file?: 'stdout' | 'stderr' },
  ...values: unknown[]
): void {
  const { sep = ' ', end = '\n', file = 'stdout' } = options
  write(file, values.map((value) => show(value)).join(sep) + end)
}

export function sleep(seconds: number): void {
  const limit = checkSeconds(seconds)
  if (limit === null) throw new TypeError(`'${String(seconds)}' cannot be interpreted as a number of seconds`)
  if (limit < 0) throw new ValueError('sleep length must be non-negative')
  waitFor(self().record + UNIT.own, () => false, {
    timeout: limit,
    waiting: { state: 'sleeping', describe: () => ({ forNs: limit * 1e9 }) },
  })
}

export const perfCounter = (): number => now() / 1e9

export function exit(code?: unknown): never {
  throw new SystemExit(code)
}

export const argv: readonly string[] = []

/** The arguments are known when the thread begins, which is after this module was loaded. */
export function setArguments(): void {
  ;(argv as string[]).splice(0, argv.length, ...self().process.args)
}
