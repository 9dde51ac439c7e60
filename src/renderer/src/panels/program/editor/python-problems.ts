/** What CPython says of the text's syntax, as marks under it. Asked when the person pauses. */
import { linter, type Diagnostic } from '@codemirror/lint'
import type { Extension, Text } from '@codemirror/state'
import type { SourceProblem } from '../../../../../contract/program'

/** Each check starts an interpreter: not between two key presses. */
const DELAY_MS = 600

/** @param check - answers `[]` where there is no Python. Rejects never */
export const pythonProblems = (check: (source: string) => Promise<readonly SourceProblem[]>): Extension =>
  linter(
    async ({ state }) =>
      (await check(state.doc.toString())).map((problem) => diagnosticOf(problem, state.doc)),
    { delay: DELAY_MS },
  )

function diagnosticOf({ severity, message, ...place }: SourceProblem, doc: Text): Diagnostic {
  const from = offsetOf(doc, place.line, place.column)
  const to = Math.max(from, offsetOf(doc, place.endLine, place.endColumn))
  // What is missing has no length; a mark of one character can be seen and pointed at.
  const isPoint = from === to
  return {
    from: isPoint && from === doc.lineAt(from).to ? Math.max(doc.lineAt(from).from, from - 1) : from,
    to: isPoint ? Math.min(from + 1, doc.lineAt(from).to) : to,
    severity,
    message,
    source: 'Python',
  }
}

function offsetOf(doc: Text, line: number, column: number): number {
  const { from, to } = doc.line(Math.max(1, Math.min(line, doc.lines)))
  return Math.min(from + column - 1, to)
}
