/** What the compiler says of the program, as marks under the text with ways to put it right. */
import { forceLinting, linter, type Action, type Diagnostic } from '@codemirror/lint'
import type { Extension } from '@codemirror/state'
import { EditorView } from '@codemirror/view'
import type { Access } from './access'
import type { Fix, Problem } from './protocol'

/** After the last key press. The check itself runs beside the page and takes no time from typing. */
const DELAY_MS = 350

export interface ProblemWords {
  /** Instead of the compiler's own words, where they speak of options of the compiler. */
  readonly instead: (code: number) => string | null
}

export function typescriptProblems(access: Access, words: ProblemWords): Extension {
  const source = async (view: EditorView): Promise<readonly Diagnostic[]> => {
    const { doc } = view.state
    const problems = await access.askWhole(view.state, (client) => client.ask('problems'))
    const told = (problems ?? []).filter((one) => !isHinted(one, doc))
    return told.map((problem) => diagnosticOf(problem, words, doc.length, doc))
  }
  const wake = (view: EditorView): void => {
    if (access.isAwake) return
    access.wake()
    forceLinting(view)
  }
  return [
    linter(source, { delay: DELAY_MS }),
    EditorView.domEventHandlers({ focus: (_event, view) => wake(view) }),
    EditorView.updateListener.of(({ docChanged, view }) => docChanged && wake(view)),
  ]
}

/** `if (t.isAlive)`: the lessons' own hint says it in the reader's words. */
const isHinted = ({ code, from, to }: Problem, doc: EditorView['state']['doc']): boolean =>
  code === 2774 && /(?:^|\.)(?:isAlive|isSet|locked)$/.test(doc.sliceString(from, to))

function diagnosticOf(
  { from, to, severity, message, code, fixes }: Problem,
  words: ProblemWords,
  length: number,
  doc: EditorView['state']['doc'],
): Diagnostic {
  return {
    // What is missing has no length; a mark of one character can be seen and pointed at.
    from: from === to && from === length ? Math.max(0, from - 1) : from,
    to: from === to ? Math.min(from + 1, length) : to,
    severity,
    message: words.instead(code) ?? message,
    source: `ts ${code}`,
    actions: fixes.map((fix) => actionOf(fix, doc)),
  }
}

function actionOf({ title, changes }: Fix, doc: EditorView['state']['doc']): Action {
  return {
    name: title,
    apply: (view) => {
      // It was made for the text as it was checked; for another text it is made anew.
      if (!view.state.doc.eq(doc)) return forceLinting(view)
      view.dispatch({ changes: changes.slice(), userEvent: 'input.fix' })
      view.focus()
    },
  }
}
