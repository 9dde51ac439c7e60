/** The numbers of lines with an error stand out, and somebody is told how many errors and warnings there are. */
import { setDiagnosticsEffect, type Diagnostic } from '@codemirror/lint'
import { RangeSet, StateField, type EditorState, type Extension } from '@codemirror/state'
import { EditorView, GutterMarker, gutterLineClass } from '@codemirror/view'

export interface ProblemCount {
  readonly errors: number
  readonly warnings: number
}

class ErrorLine extends GutterMarker {
  override elementClass = 'cm-error-line'
}
const mark = new ErrorLine()

const field = StateField.define<RangeSet<GutterMarker>>({
  create: () => RangeSet.empty,
  update(lines, transaction) {
    for (const effect of transaction.effects) {
      if (effect.is(setDiagnosticsEffect)) return linesOf(transaction.state, effect.value)
    }
    return lines.map(transaction.changes)
  },
  provide: (self) => gutterLineClass.from(self),
})

function linesOf({ doc }: EditorState, diagnostics: readonly Diagnostic[]): RangeSet<GutterMarker> {
  const starts = diagnostics
    .filter(({ severity, from }) => severity === 'error' && from <= doc.length)
    .map(({ from }) => doc.lineAt(from).from)
  return RangeSet.of([...new Set(starts)].sort((a, b) => a - b).map((from) => mark.range(from)))
}

export const errorLines = (onCount: (count: ProblemCount) => void): Extension => [
  field,
  EditorView.updateListener.of(({ transactions }) => {
    for (const { effects } of transactions) {
      for (const effect of effects) if (effect.is(setDiagnosticsEffect)) onCount(countOf(effect.value))
    }
  }),
]

const countOf = (diagnostics: readonly Diagnostic[]): ProblemCount => ({
  errors: diagnostics.filter(({ severity }) => severity === 'error').length,
  warnings: diagnostics.filter(({ severity }) => severity === 'warning').length,
})
