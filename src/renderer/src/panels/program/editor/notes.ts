/**
 * Words at the ends of lines. A line keeps its own row: where there is no room beside it the words are cut, or
 * left to the tip of the line.
 */
import { RangeSet, RangeSetBuilder, RangeValue, StateField, type Extension } from '@codemirror/state'
import {
  Decoration,
  EditorView,
  ViewPlugin,
  WidgetType,
  type DecorationSet,
  type ViewUpdate,
} from '@codemirror/view'
import { setMarks } from './marks'
import { HANG } from './wrap'

class Words extends RangeValue {
  readonly text: string

  constructor(text: string) {
    super()
    this.text = text
  }
  override eq(other: Words): boolean {
    return other.text === this.text
  }
}

/** The words of each line, at its end, until new marks come. */
const field = StateField.define<RangeSet<Words>>({
  create: () => RangeSet.empty,
  update(words, transaction) {
    for (const effect of transaction.effects) {
      if (!effect.is(setMarks)) continue
      const { doc } = transaction.state
      const byLine = new Map<number, string[]>()
      for (const { line, note } of effect.value) {
        if (note && line >= 1 && line <= doc.lines) byLine.set(line, [...(byLine.get(line) ?? []), note])
      }
      return RangeSet.of(
        [...byLine].map(([line, notes]) => new Words(notes.join(' · ')).range(doc.line(line).to)),
        true,
      )
    }
    return words.map(transaction.changes)
  },
})

class Note extends WidgetType {
  readonly text: string
  readonly whole: string

  constructor(text: string, whole: string) {
    super()
    this.text = text
    this.whole = whole
  }
  override eq(other: Note): boolean {
    return other.text === this.text && other.whole === this.whole
  }
  override toDOM(): HTMLElement {
    const note = document.createElement('span')
    note.className = 'cm-note'
    note.textContent = this.text
    if (this.text !== this.whole) note.title = this.whole
    return note
  }
}

/** Widths in CSS pixels: of the row without its edges, of a letter of the code, and of one of the words. */
export interface Room {
  readonly row: number
  readonly letter: number
  readonly wordLetter: number
}
/** Between code and words, and what an estimate may be wrong by. */
const GAP = 14 + 16
/** Fewer letters tell nothing. */
const LEAST = 5
/** Hangul and other wide letters among those of the code, and among those of the words. */
const WIDE = 1.7
const WIDE_WORD = 1.6
const isWide = (letter: string): boolean => (letter.codePointAt(0) ?? 0) >= 0x1100

/** As much of the words as has room behind the code: all, cut, or `null`. Pure. */
export function fitting(code: string, words: string, { row, letter, wordLetter }: Room): string | null {
  const width = (text: string, one: number, wide: number): number =>
    [...text].reduce((sum, each) => sum + (isWide(each) ? one * wide : one), 0)
  const left = roomBehind(code, width(code, letter, WIDE), { row, letter, wordLetter }) - GAP
  if (width(words, wordLetter, WIDE_WORD) <= left) return words
  const letters = [...words]
  while (letters.length > LEAST) {
    letters.pop()
    const cut = `${letters.join('').trimEnd()}…`
    if (width(cut, wordLetter, WIDE_WORD) <= left) return cut
  }
  return null
}

/** On the last row of the line. Where it is wrapped, words that moved down as a whole have made that row longer. */
function roomBehind(code: string, width: number, { row, letter }: Room): number {
  if (width <= row) return row - width
  const moved = (/^ */.exec(code)?.[0].length ?? 0) + HANG
  const inner = row - moved * letter
  return inner <= 0 ? 0 : inner - ((width - row) % inner) - LONG_WORD * letter
}
/** Letters of a word that is moved down rarely has more of. */
const LONG_WORD = 12

/** Average of the letters of the interface at the size of the words. */
const WORD_LETTER = 6.2
/** Padding of a line, left and right. */
const EDGES = 12

function build(view: EditorView): DecorationSet {
  const marks = new RangeSetBuilder<Decoration>()
  const row = view.contentDOM.clientWidth - EDGES
  const room: Room = { row, letter: view.defaultCharacterWidth, wordLetter: WORD_LETTER }
  const words = view.state.field(field)
  for (const { from, to } of view.visibleRanges) {
    words.between(from, to, (at, _to, { text }) => {
      const line = view.state.doc.lineAt(at)
      const shown = fitting(line.text, text, room)
      if (shown === null) marks.add(line.from, line.from, Decoration.line({ attributes: { title: text } }))
      else marks.add(line.to, line.to, Decoration.widget({ widget: new Note(shown, text), side: 1 }))
    })
  }
  return marks.finish()
}

export const notes: Extension = [
  field,
  ViewPlugin.define(
    (view) => ({
      marks: build(view),
      update(update: ViewUpdate) {
        const isNew = update.startState.field(field) !== update.state.field(field)
        if (isNew || update.docChanged || update.viewportChanged || update.geometryChanged) {
          this.marks = build(update.view)
        }
      },
    }),
    { decorations: ({ marks }) => marks },
  ),
]
