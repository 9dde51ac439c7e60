/** Where in a file a syntax error stands. V8 keeps it to itself for modules; the TypeScript parser tells. */
import { stripTypeScriptTypes } from 'node:module'
import type { SourcePlace } from '../../../contract/unit'

interface Finding {
  readonly place: SourcePlace
  /** As the parser of types sees it; often clearer than V8's. */
  readonly message: string
}

/** Looks for a syntax error (or for TypeScript that cannot be stripped) in `source`. */
export function findSyntaxError(source: string, file: string): Finding | null {
  try {
    stripTypeScriptTypes(source)
    return null
  } catch (error) {
    return error instanceof Error ? readFinding(error, file) : null
  }
}

/** The stack begins with `:LINE`, some lines of the source, and carets under the place. */
function readFinding(error: Error, file: string): Finding | null {
  const [first = '', ...rest] = (error.stack ?? '').split('\n')
  const line = Number(/:(\d+)$/.exec(first)?.[1] ?? Number.NaN)
  if (!Number.isInteger(line) || line < 1) return null
  const carets = rest.find((text) => /^\s*\^+\s*$/.test(text))
  const column = carets === undefined ? undefined : carets.indexOf('^') + 1
  return { place: { file, line, ...(column ? { column } : {}) }, message: error.message }
}

/** The error as it is shown: place, line, a caret, and what is wrong. */
export function syntaxErrorText(error: Error, place: SourcePlace, source: string): string {
  const line = source.split('\n')[place.line - 1] ?? ''
  const caret = place.column === undefined ? '' : `\n${' '.repeat(place.column - 1)}^`
  const at = place.column === undefined ? `${place.line}` : `${place.line}:${place.column}`
  return `${place.file}:${at}\n${line}${caret}\n\n${error.name}: ${error.message}`
}
