/**
 * Long lines are wrapped, so that nothing of a short program is out of sight, and what is wrapped stands under
 * the beginning of its line. By classes: the page's policy allows no style attributes.
 */
import { RangeSetBuilder, type Extension } from '@codemirror/state'
import { Decoration, EditorView, ViewPlugin, type DecorationSet, type ViewUpdate } from '@codemirror/view'

/** Deeper lines are wrapped as if they were so deep: narrower would be hard to read. */
const MAX_INDENT = 24

/** Letters by which the further rows of a line are moved in. */
export const HANG = 4

const byIndent = Array.from({ length: MAX_INDENT + 1 }, (_, width) =>
  Decoration.line({ class: `cm-in-${width}` }),
)

/** Rules for the theme: the first row of a line stands where it stood, the others are moved in. */
export const WRAP_RULES = Object.fromEntries(
  byIndent.map((_, width) => [
    `.cm-in-${width}`,
    { paddingLeft: `calc(2px + ${width + HANG}ch)`, textIndent: `-${width + HANG}ch` },
  ]),
)

function hang(view: EditorView): DecorationSet {
  const marks = new RangeSetBuilder<Decoration>()
  for (const { from, to } of view.visibleRanges) {
    for (let at = from; at <= to;) {
      const line = view.state.doc.lineAt(at)
      const width = Math.min(MAX_INDENT, /^ */.exec(line.text)?.[0].length ?? 0)
      const mark = byIndent[width]
      if (mark) marks.add(line.from, line.from, mark)
      at = line.to + 1
    }
  }
  return marks.finish()
}

export const wrapping: Extension = [
  EditorView.lineWrapping,
  ViewPlugin.define(
    (view) => ({
      marks: hang(view),
      update(update: ViewUpdate) {
        if (update.docChanged || update.viewportChanged) this.marks = hang(update.view)
      },
    }),
    { decorations: ({ marks }) => marks },
  ),
]
