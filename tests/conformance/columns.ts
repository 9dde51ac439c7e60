import { execFileSync } from 'node:child_process'
import { resolve } from 'node:path'
import type { Language } from './table.ts'

/** One way to run the table's programs. */
export interface Column {
  readonly title: string
  readonly language: Language
  /** The program runs inside Spindle. */
  readonly spindle: boolean
  /** Of the language's interpreter: `3.11.7`. */
  readonly version: string
  readonly command: string
  /** What comes before the file's path. */
  readonly args: readonly string[]
}

const SPINDLE = resolve('bin/spindle.js')

/** @param python the interpreter, for the two Python columns; default: the first one on the PATH. */
export function columns(
  python = process.env['PYTHON'] ?? 'python3',
): Record<'python' | 'pythonInSpindle' | 'typescript', Column> {
  const version = execFileSync(python, ['-c', 'import sys; print("%d.%d.%d" % sys.version_info[:3])'], {
    encoding: 'utf8',
  }).trim()
  const inSpindle = { spindle: true, command: process.execPath }
  return {
    python: {
      title: `python ${version}`,
      language: 'python',
      spindle: false,
      version,
      command: python,
      args: [],
    },
    pythonInSpindle: {
      title: `python ${version} in Spindle`,
      language: 'python',
      version,
      ...inSpindle,
      args: [SPINDLE, 'run', ...(python === 'python3' ? [] : ['--python', python])],
    },
    typescript: {
      title: 'typescript',
      language: 'typescript',
      version: process.versions.node,
      ...inSpindle,
      args: [SPINDLE, 'run'],
    },
  }
}
