/**
 * The code editor: CodeMirror with the design's look, the languages of the programs, completion of the student
 * API and hints. This file and what it imports are loaded when a program is shown for the first time.
 */
import {
  autocompletion,
  closeBrackets,
  closeBracketsKeymap,
  completionKeymap,
  type CompletionSource,
} from '@codemirror/autocomplete'
import { defaultKeymap, history, historyKeymap, indentWithTab } from '@codemirror/commands'
import { javascript, localCompletionSource as localTypescript } from '@codemirror/lang-javascript'
import { localCompletionSource as localPython, python } from '@codemirror/lang-python'
import { bracketMatching, indentOnInput, indentUnit, syntaxTree } from '@codemirror/language'
import { linter, lintKeymap, type Diagnostic } from '@codemirror/lint'
import { highlightSelectionMatches, search, searchKeymap } from '@codemirror/search'
import { Compartment, EditorState, Transaction, type Extension } from '@codemirror/state'
import {
  drawSelection,
  EditorView,
  highlightActiveLineGutter,
  keymap,
  lineNumbers,
  type ViewUpdate,
} from '@codemirror/view'
import declarations from '../../../../../agents/node/api/spindle.d.ts?raw'
import type { Language } from '../../../../../contract/program'
import { readApi, type ApiName } from './api'
import { apiCompletion } from './complete'
import { hintsOf, type Hint } from './hints'
import { marks, setMarks, type LineMark } from './marks'
import { PYTHON_API } from './python-api'
import { theme } from './theme'

export interface EditorOptions {
  /** Where it goes: a shadow root, so that its style sheet passes the page's content security policy. */
  readonly root: ShadowRoot
  readonly text: string
  readonly language: Language
  /** Name for screen readers. */
  readonly label: string
  readonly onChange: (text: string) => void
  /** Words for a hint, and for the button that puts it right. */
  readonly wordsFor: (hint: Hint) => { readonly text: string; readonly fix: string }
  /** Words of the editor's own panels, by their English form. */
  readonly phrases: Readonly<Record<string, string>>
}

export interface Editor {
  /** Shows another text, or the same one from elsewhere; forgets the undo steps of another program. */
  show(text: string, language: Language): void
  /** Puts a text in place of the present one as one step that can be undone. */
  replace(text: string): void
  mark(marks: readonly LineMark[]): void
  /** Brings a line (1-based) into view, and the cursor to it. */
  goTo(line: number): void
  focus(): void
  destroy(): void
}

let typescriptApi: readonly ApiName[] | null = null

const sourcesOf = (language: Language): CompletionSource[] =>
  language === 'python'
    ? [apiCompletion(PYTHON_API, language), localPython]
    : [apiCompletion((typescriptApi ??= readApi(declarations)), language), localTypescript]

function languageOf(language: Language, wordsFor: EditorOptions['wordsFor']): Extension {
  return [
    language === 'python' ? python() : javascript({ typescript: true }),
    indentUnit.of(language === 'python' ? '    ' : '  '),
    autocompletion({ override: sourcesOf(language), icons: false }),
    linter((view) => diagnose(view, language, wordsFor), { delay: 300 }),
  ]
}

function diagnose(view: EditorView, language: Language, wordsFor: EditorOptions['wordsFor']): Diagnostic[] {
  const tree = syntaxTree(view.state)
  return hintsOf(view.state.doc.toString(), tree, language).map((hint) => {
    const words = wordsFor(hint)
    const { from, to, fix } = hint
    return {
      from,
      to,
      severity: 'warning',
      message: words.text,
      ...(fix === undefined
        ? {}
        : {
            actions: [
              {
                name: words.fix,
                apply: (target: EditorView, at: number, until: number) =>
                  target.dispatch({ changes: { from: at, to: until, insert: fix }, userEvent: 'input.fix' }),
              },
            ],
          }),
    }
  })
}

export function createEditor(options: EditorOptions): Editor {
  const languageSlot = new Compartment()
  const onUpdate = (update: ViewUpdate): void => {
    if (update.docChanged && !update.transactions.some((one) => one.annotation(Transaction.remote))) {
      options.onChange(update.state.doc.toString())
    }
  }
  const stateFor = (text: string, language: Language): EditorState =>
    EditorState.create({
      doc: text,
      extensions: [
        lineNumbers(),
        highlightActiveLineGutter(),
        history(),
        drawSelection(),
        indentOnInput(),
        bracketMatching(),
        closeBrackets(),
        highlightSelectionMatches(),
        search({ top: true }),
        marks,
        theme,
        languageSlot.of(languageOf(language, options.wordsFor)),
        EditorState.phrases.of({ ...options.phrases }),
        EditorView.contentAttributes.of({ 'aria-label': options.label, spellcheck: 'false' }),
        EditorView.updateListener.of(onUpdate),
        // Tab indents; Escape and then Tab leaves, as the editor's own help for keyboards says.
        keymap.of([
          ...closeBracketsKeymap,
          ...defaultKeymap,
          ...searchKeymap,
          ...historyKeymap,
          ...completionKeymap,
          ...lintKeymap,
          indentWithTab,
        ]),
      ],
    })
  const view = new EditorView({
    state: stateFor(options.text, options.language),
    root: options.root,
    parent: options.root,
  })
  return {
    show(text, language) {
      if (text === view.state.doc.toString()) {
        view.dispatch({ effects: languageSlot.reconfigure(languageOf(language, options.wordsFor)) })
        return
      }
      view.setState(stateFor(text, language))
    },
    replace(text) {
      if (text === view.state.doc.toString()) return
      view.dispatch({
        changes: { from: 0, to: view.state.doc.length, insert: text },
        annotations: Transaction.remote.of(true),
        userEvent: 'input.replace',
      })
    },
    mark: (next) => view.dispatch({ effects: setMarks.of(next) }),
    goTo(line) {
      const { from } = view.state.doc.line(Math.max(1, Math.min(line, view.state.doc.lines)))
      view.dispatch({
        selection: { anchor: from },
        effects: EditorView.scrollIntoView(from, { y: 'center' }),
      })
    },
    focus: () => view.focus(),
    destroy: () => view.destroy(),
  }
}
