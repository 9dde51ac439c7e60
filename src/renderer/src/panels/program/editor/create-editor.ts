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
import { forceLinting, linter, lintKeymap, nextDiagnostic, type Diagnostic } from '@codemirror/lint'
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
import type { Language, SourceProblem } from '../../../../../contract/program'
import type { TypeScriptClient } from '../typescript/client'
import { typescriptSupport, type TypeScriptSupport } from '../typescript/in-editor'
import { readApi, type ApiName } from './api'
import { apiCompletion } from './complete'
import { errorLines, type ProblemCount } from './error-lines'
import { hintsOf, type Hint } from './hints'
import { formatIn, type FormatResult } from './format-in'
import { marks, setMarks, type LineMark } from './marks'
import { notes } from './notes'
import { PYTHON_API } from './python-api'
import { pythonProblems } from './python-problems'
import { theme } from './theme'
import { wrapping } from './wrap'

export interface EditorOptions {
  /** Where it goes: a shadow root, so that its style sheet passes the page's content security policy. */
  readonly root: ShadowRoot
  readonly text: string
  readonly language: Language
  /** File name of the program. */
  readonly name: string
  /** Name for screen readers. */
  readonly label: string
  readonly onChange: (text: string) => void
  /** Words for a hint, and for the button that puts it right. */
  readonly wordsFor: (hint: Hint) => { readonly text: string; readonly why: string; readonly fix: string }
  readonly typescript: {
    /** Starts the compiler beside the page. Called when it is first wanted, at most once for a text. */
    readonly start: () => TypeScriptClient
    /** Words in place of the compiler's, by the number of its message. */
    readonly instead: (code: number) => string | null
  }
  /** What the language's own compiler says of a Python text. Rejects never. */
  readonly checkPython: (source: string) => Promise<readonly SourceProblem[]>
  /** Told how many errors and warnings there are after each check. */
  readonly onProblems: (count: ProblemCount) => void
  readonly onError: (error: unknown) => void
  /** Words of the editor's own panels, by their English form. */
  readonly phrases: Readonly<Record<string, string>>
}

export interface Editor {
  /** Shows another text, or the same one from elsewhere; forgets the undo steps of another program. */
  show(text: string, language: Language, name: string): void
  /** Puts a text in place of the present one as one step that can be undone. */
  replace(text: string): void
  mark(marks: readonly LineMark[]): void
  /** Brings the text into the usual form as one step that can be undone. Rejects never for a mistake in the text. */
  format(): Promise<FormatResult>
  /** Brings the next error or warning into view, and what is said of it. */
  nextProblem(): void
  /** Files beside the program may have changed. */
  neighboursChanged(): void
  /** Brings a line (1-based) into view, and the cursor to it. */
  goTo(line: number): void
  focus(): void
  destroy(): void
}

let typescriptApi: readonly ApiName[] | null = null

const sourcesOf = (language: Language, compiler: TypeScriptSupport): CompletionSource[] => {
  if (language === 'python') return [apiCompletion(PYTHON_API, language), localPython]
  // Until the compiler has read its library, the declarations alone tell what there is.
  const untilThen =
    (source: CompletionSource): CompletionSource =>
    async (context) => {
      const found = compiler.access.isReady ? null : await source(context)
      return found && { ...found, validFor: (text) => !compiler.access.isReady && /^\w*$/.test(text) }
    }
  const api = apiCompletion((typescriptApi ??= readApi(declarations)), language)
  return [compiler.completion, untilThen(api), untilThen(localTypescript)]
}

function languageOf(
  language: Language,
  { wordsFor, checkPython }: Pick<EditorOptions, 'wordsFor' | 'checkPython'>,
  compiler: TypeScriptSupport,
): Extension {
  return [
    language === 'python' ? python() : javascript({ typescript: true }),
    indentUnit.of(language === 'python' ? '    ' : '  '),
    autocompletion({ override: sourcesOf(language, compiler), icons: false }),
    linter((view) => diagnose(view, language, wordsFor), { delay: 300 }),
    language === 'typescript' ? compiler.extension : pythonProblems(checkPython),
  ]
}

function diagnose(view: EditorView, language: Language, wordsFor: EditorOptions['wordsFor']): Diagnostic[] {
  const tree = syntaxTree(view.state)
  const { doc } = view.state
  return hintsOf(doc.toString(), tree, language).map((hint) => {
    const words = wordsFor(hint)
    const { from, to, fix } = hint
    const changes = hint.changes ?? (fix === undefined ? [] : [{ from, to, insert: fix }])
    const mend = (target: EditorView): void => {
      // It was made for the text as it was looked at; for another one it is made anew.
      if (target.state.doc.eq(doc)) target.dispatch({ changes: changes.slice(), userEvent: 'input.fix' })
      forceLinting(target)
    }
    return {
      from,
      to,
      severity: 'warning',
      message: words.text,
      renderMessage: () => hintView(words.text, words.why),
      ...(changes.length === 0 ? {} : { actions: [{ name: words.fix, apply: mend }] }),
    }
  })
}

/** What is wrong, and why it is. */
function hintView(text: string, why: string): HTMLElement {
  const view = document.createElement('span')
  const reason = document.createElement('span')
  reason.className = 'cm-why'
  reason.textContent = why
  view.append(text, reason)
  return view
}

export function createEditor(options: EditorOptions): Editor {
  const languageSlot = new Compartment()
  let { name, language: shown } = options
  const compiler = typescriptSupport({
    start: options.typescript.start,
    name: () => name,
    onReady: () => forceLinting(view),
    onError: options.onError,
    words: { instead: options.typescript.instead },
  })
  const speak = (language: Language): Extension => languageOf(language, options, compiler)
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
        wrapping,
        marks,
        notes,
        theme,
        languageSlot.of(speak(language)),
        errorLines(options.onProblems),
        EditorState.phrases.of({ ...options.phrases }),
        EditorView.contentAttributes.of({ 'aria-label': options.label, spellcheck: 'false', tabindex: '0' }),
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
    show(text, language, next) {
      const isSame = next === name && language === shown && text === view.state.doc.toString()
      name = next
      shown = language
      if (!isSame) view.setState(stateFor(text, language))
    },
    replace(text) {
      if (text === view.state.doc.toString()) return
      view.dispatch({
        changes: { from: 0, to: view.state.doc.length, insert: text },
        annotations: Transaction.remote.of(true),
        userEvent: 'input.replace',
      })
    },
    format: () => formatIn(view, shown),
    nextProblem: () => {
      nextDiagnostic(view)
      view.focus()
    },
    neighboursChanged: () => {
      compiler.access.forgetNeighbours()
      if (shown === 'typescript' && compiler.access.isAwake) forceLinting(view)
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
    destroy: () => {
      view.destroy()
      compiler.access.close()
    },
  }
}
