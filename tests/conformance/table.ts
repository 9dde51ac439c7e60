/**
 * What a row of the conformance table says. Every row is one rule of how threads and processes behave,
 * a program in Python and (where the rule applies) the same program in TypeScript, and what running it
 * must give. The rules themselves are told in docs/semantics.md.
 */

/** A line of output: exactly this text, a pattern for the whole line, or one line repeated at least once. */
export type Line = string | RegExp | { readonly some: string | RegExp }

/** Lines in exactly this order, or several threads' lines of which only each thread's own order is promised. */
export type Output = readonly Line[] | { readonly interleaved: readonly (readonly Line[])[] }

export interface Expectation {
  /**
   * Standard output. `True`, `False` and `None` are spelled in Python's way and stand for `true`, `false`
   * and `null` in TypeScript. Default: nothing.
   */
  readonly out?: Output
  /** Texts and patterns that standard error must contain, in this order. Empty: nothing may be there. */
  readonly err?: readonly (string | RegExp)[]
  /** Exit code, −N for death by signal N, or `stays`: still alive well after its last expected line. Default 0. */
  readonly exit?: number | 'stays'
  /** Why this column differs from the rule, for the reader of docs/semantics.md. */
  readonly because?: string
}

/** What the runner does to the program while it runs: once `after` was printed, one of the three. */
export interface Step {
  readonly after?: string
  /** How long a program that has just said that it will wait gets for really waiting. */
  readonly delayMs?: number
  /** A line for its standard input. */
  readonly send?: string
  /** The end of its standard input. */
  readonly end?: true
  /** A signal for its process group, as a terminal sends Ctrl-C. */
  readonly signal?: 'SIGINT' | 'SIGTERM' | 'SIGKILL'
}

export interface NotApplicable {
  readonly notApplicable: string
}

export interface Rule {
  /** `T01`: the program is `t01.py` or `t01.ts` in the folder of its group. */
  readonly id: string
  readonly title: string
  readonly expect: Expectation
  /** Where plain Python differs from `expect`. */
  readonly python?: Expectation
  /** Where some versions of Python differ from that: `3.9`, `3.12.0 3.12.1`, or `3.13+`. */
  readonly versions?: Readonly<Record<string, Expectation>>
  /** Where Python through Spindle differs from plain Python on purpose. */
  readonly throughSpindle?: Expectation
  /** Where TypeScript differs from `expect`, or why the rule means nothing there. */
  readonly typescript?: Expectation | NotApplicable
  readonly steps?: readonly Step[]
  /** What standard input is: the null device (default), a pipe that stays open, or a terminal. */
  readonly stdin?: 'null' | 'pipe' | 'terminal'
  /** Arguments of the program. */
  readonly args?: readonly string[]
  /** Runs the program once for each, with this argument, instead of once without. */
  readonly cases?: Readonly<Record<string, Expectation>>
}

export interface Group {
  /** The folder of its programs. */
  readonly name: string
  readonly title: string
  readonly rules: readonly Rule[]
}

export type Language = 'python' | 'typescript'

export const notApplicable = (reason: string): NotApplicable => ({ notApplicable: reason })

/** Why a rule means nothing in TypeScript, or null when it applies. */
export function reasonNotToApply(rule: Rule, language: Language): string | null {
  if (language === 'python' || rule.typescript === undefined) return null
  return 'notApplicable' in rule.typescript ? rule.typescript.notApplicable : null
}
