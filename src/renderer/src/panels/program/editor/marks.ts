/** Marks beside the lines: what was born here, who waits here, where an error happened, what was changed. */
import { StateEffect, StateField, type EditorState, type Extension } from '@codemirror/state'
import { Decoration, EditorView, type DecorationSet } from '@codemirror/view'

export interface LineMark {
  /** 1-based. A line that is not there is left out. */
  readonly line: number
  readonly kind: 'born' | 'wait' | 'error' | 'changed' | 'asked' | 'note'
  /** Words at the end of the line (notes.ts). */
  readonly note?: string
  /** Number of the process's hue, 1…6, for `born`. */
  readonly hue?: number
}

/** Which of several marks of one line gives it its colour: the last one of this list. */
const ORDER: readonly LineMark['kind'][] = ['note', 'changed', 'asked', 'born', 'wait', 'error']

export const setMarks = StateEffect.define<readonly LineMark[]>()

function decorate(state: EditorState, marks: readonly LineMark[]): DecorationSet {
  const there = marks.filter(({ line }) => line >= 1 && line <= state.doc.lines)
  const lines = [...new Set(there.map(({ line }) => line))].sort((one, other) => one - other)
  return Decoration.set(
    lines.map((number) => {
      const here = there
        .filter(({ line }) => line === number)
        .sort((one, other) => ORDER.indexOf(one.kind) - ORDER.indexOf(other.kind))
      const top = here.at(-1)
      const { from } = state.doc.line(number)
      const hue = here.find(({ hue }) => hue !== undefined)?.hue
      return Decoration.line({ class: `m-${top?.kind ?? 'note'}${hue ? ` p${hue}` : ''}` }).range(from)
    }),
    true,
  )
}

/** Keeps the marks at their lines while the text is being edited, until new ones come. */
const field = StateField.define<DecorationSet>({
  create: () => Decoration.none,
  update(decorations, transaction) {
    for (const effect of transaction.effects) {
      if (effect.is(setMarks)) return decorate(transaction.state, effect.value)
    }
    return decorations.map(transaction.changes)
  },
  provide: (self) => EditorView.decorations.from(self),
})

export const marks: Extension = field
