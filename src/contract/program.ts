/** A program: the source a person runs. */
import * as v from 'valibot'

export const LanguageSchema = v.picklist(['typescript', 'python'])
export type Language = v.InferOutput<typeof LanguageSchema>

/** Longest program text that is accepted, in characters. Longer files belong into a file of their own. */
export const MAX_SOURCE_CHARS = 1_000_000

/**
 * What to run. A `file` is named by a path only in the CLI; shells with a page hand out ids of files the
 * person has chosen (`fileId`), so that a page can never name a path.
 */
export const ProgramSchema = v.variant('kind', [
  v.object({
    kind: v.literal('lesson'),
    lesson: v.pipe(v.string(), v.regex(/^[a-z0-9-]{1,64}$/)),
    language: LanguageSchema,
    /** What its comments and what it prints are written in; left out: the Lab's choice. */
    locale: v.optional(v.picklist(['ko', 'en'])),
  }),
  v.object({
    kind: v.literal('text'),
    /** File name shown in traces, with its ending, without a folder. */
    name: v.pipe(v.string(), v.regex(/^[^/\\\0:]{1,100}\.(ts|js|mts|mjs|py)$/)),
    source: v.pipe(v.string(), v.maxLength(MAX_SOURCE_CHARS)),
    language: LanguageSchema,
    /** The lesson it is a changed copy of. */
    lesson: v.optional(v.pipe(v.string(), v.regex(/^[a-z0-9-]{1,64}$/))),
    /** A chosen file this is the (perhaps unsaved) text of: imports beside it are found there. */
    fileId: v.optional(v.string()),
  }),
  v.object({ kind: v.literal('file'), fileId: v.string() }),
])
export type Program = v.InferOutput<typeof ProgramSchema>

/** Endings of the files that can be run, in small letters. The first one of a language is given to new files. */
export const PROGRAM_ENDINGS: Readonly<Record<Language, readonly string[]>> = {
  typescript: ['.ts', '.js', '.mts', '.mjs'],
  python: ['.py'],
}

/** The language a file name's ending tells, or `null` for a file that is not run. */
export function languageOfName(name: string): Language | null {
  const small = name.toLowerCase()
  for (const [language, endings] of Object.entries(PROGRAM_ENDINGS)) {
    if (endings.some((ending) => small.endsWith(ending) && small.length > ending.length)) {
      return language as Language // Object.entries forgets the type of the keys
    }
  }
  return null
}

/** What a language says of a program's text without running it. Lines and columns from 1, columns in UTF-16 units. */
export interface SourceProblem {
  readonly line: number
  readonly column: number
  /** Behind the last character; the same place as the beginning where the language names no range. */
  readonly endLine: number
  readonly endColumn: number
  readonly severity: 'error' | 'warning'
  /** As the language says it: `SyntaxError: '(' was never closed`. */
  readonly message: string
}
