/**
 * Brings a program into the usual form. TypeScript by Prettier, in the manner the text already has (semicolons,
 * quotes, indentation). Python only as far as no meaning can change: blanks at the ends of lines, tabs, and the
 * end of the file; strings stay as they are.
 */
import { pythonLanguage } from '@codemirror/lang-python'

/** Where a mistake keeps a text from being formatted, from 1. */
export interface CannotFormat {
  readonly line: number
}

const LINE_WIDTH = 110

export async function formatTypeScript(source: string): Promise<string | CannotFormat> {
  const [{ format }, babel, estree] = await Promise.all([
    import('prettier/standalone'),
    import('prettier/plugins/babel'),
    import('prettier/plugins/estree'),
  ])
  try {
    return await format(source, {
      parser: 'babel-ts',
      // The declarations of Prettier's own plugins do not name what `plugins` takes.
      plugins: [babel, estree as never],
      printWidth: LINE_WIDTH,
      ...mannerOf(source),
    })
  } catch (error) {
    const line = lineOf(error)
    if (line === null) throw error
    return { line }
  }
}

/** What most lines do; a text that shows nothing gets what the lessons have. */
function mannerOf(source: string): {
  readonly semi: boolean
  readonly singleQuote: boolean
  readonly useTabs: boolean
  readonly tabWidth: number
} {
  const count = (pattern: RegExp): number => source.match(pattern)?.length ?? 0
  const indent = /^( {2,8})\S/m.exec(source)?.[1]?.length ?? 2
  return {
    semi: count(/;[ \t]*$/gm) > count(/[\w)\]'"`][ \t]*$/gm),
    singleQuote: count(/'/g) >= count(/"/g),
    useTabs: count(/^\t/gm) > count(/^ {2}/gm),
    tabWidth: indent,
  }
}

function lineOf(error: unknown): number | null {
  if (!(error instanceof SyntaxError) || !('loc' in error)) return null
  const { loc } = error as { loc?: { start?: { line?: unknown } } }
  return typeof loc?.start?.line === 'number' ? loc.start.line : null
}

/** How far a tab reaches for Python itself, where tabs and blanks stand together. */
const PYTHON_TAB = 8
const PYTHON_INDENT = 4

export function formatPython(source: string): string {
  const inString = linesInStrings(source)
  const lines = source.split('\n')
  const hasBlanks = lines.some((line, index) => !inString.has(index) && /^\t* +\t*\S/.test(line))
  const tab = hasBlanks ? PYTHON_TAB : PYTHON_INDENT
  const tidy = lines.map((line, index) => {
    const head = inString.has(index) ? line : withoutTabs(line, tab)
    // A string that goes on in the next line keeps what it ends with here.
    return inString.has(index + 1) ? head : head.trimEnd()
  })
  return `${tidy.join('\n').trimEnd()}\n`.replace(/^\n$/, '')
}

function withoutTabs(line: string, tab: number): string {
  const head = /^[ \t]*/.exec(line)?.[0] ?? ''
  let width = 0
  for (const character of head) width = character === '\t' ? (Math.floor(width / tab) + 1) * tab : width + 1
  return ' '.repeat(width) + line.slice(head.length)
}

/** Lines (from 0) that begin within a string. */
function linesInStrings(source: string): ReadonlySet<number> {
  const starts: number[] = [0]
  for (let at = source.indexOf('\n'); at !== -1; at = source.indexOf('\n', at + 1)) starts.push(at + 1)
  const within = new Set<number>()
  pythonLanguage.parser.parse(source).iterate({
    enter: ({ name, from, to }) => {
      if (name !== 'String' && name !== 'FormatString') return
      starts.forEach((start, line) => {
        if (start > from && start < to) within.add(line)
      })
    },
  })
  return within
}
