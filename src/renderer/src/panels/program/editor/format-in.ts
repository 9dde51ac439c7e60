/** Formats the text of an editor, keeping the cursor at what it stood at. */
import type { EditorView } from '@codemirror/view'
import type { Language } from '../../../../../contract/program'
import { changeBetween } from './change-between'

export interface FormatResult {
  readonly done: 'changed' | 'nothing'
  /** 1-based: where the text has a mistake for which it cannot be formatted. */
  readonly line?: number
}

export async function formatIn(view: EditorView, language: Language): Promise<FormatResult> {
  const { doc } = view.state
  const source = doc.toString()
  // The formatter is loaded when it is first wanted.
  const { formatPython, formatTypeScript } = await import('../format')
  const formatted = language === 'python' ? formatPython(source) : await formatTypeScript(source)
  if (typeof formatted !== 'string') return { done: 'nothing', line: formatted.line }
  // Written on meanwhile: the new text is not what was formatted.
  if (!view.state.doc.eq(doc)) return { done: 'changed' }
  const changes = changeBetween(source, formatted)
  if (changes.length === 0) return { done: 'nothing' }
  view.dispatch({ changes: changes.slice(), userEvent: 'input.format', scrollIntoView: true })
  return { done: 'changed' }
}
