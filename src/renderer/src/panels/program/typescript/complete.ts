/** Completion by the compiler: members of what stands before the dot, names in scope, and names to import. */
import {
  insertCompletionText,
  pickedCompletion,
  type Completion,
  type CompletionContext,
  type CompletionSource,
} from '@codemirror/autocomplete'
import { syntaxTree } from '@codemirror/language'
import type { EditorView } from '@codemirror/view'
import { addImport } from '../editor/complete'
import type { Access } from './access'
import type { CompletionItem } from './protocol'
import { askForSignature } from './signature'
import { wordsView } from './words-view'

/** The compiler's order: nearest first. What can be imported comes before the language's own many names. */
const BOOST: Readonly<Record<string, number>> = { '10': 50, '11': 40, '12': 30, '15': -10, '16': 10, z: -50 }
const KINDS: Readonly<Record<string, string>> = {
  'local class': 'class',
  const: 'constant',
  let: 'variable',
  var: 'variable',
  parameter: 'variable',
  getter: 'property',
  setter: 'property',
  module: 'namespace',
  'external module name': 'namespace',
  'primitive type': 'type',
  alias: 'variable',
}

export function typescriptCompletion(access: Access): CompletionSource {
  return async (context) => {
    if (!access.isReady || !isWanted(context)) return null
    const found = await access.ask(context.state, (client) => client.ask('completions', context.pos))
    if (!found || context.aborted) return null
    const isImport = /^\s*(?:import|export)\b/.test(context.state.doc.lineAt(context.pos).text)
    const optionOf = (item: CompletionItem): Completion => ({
      label: item.name,
      type: KINDS[item.kind] ?? item.kind,
      boost: BOOST[item.order] ?? 0,
      ...(item.source ? { detail: item.source } : {}),
      info: async () => {
        const words = await access.ask(context.state, (client) =>
          client.ask('completionWords', context.pos, item.name, item.source),
        )
        return words && wordsView(words)
      },
      apply: (view, completion, from, to) => insert(view, completion, item, { from, to, isImport }),
    })
    return { from: found.from, options: found.items.map(optionOf), validFor: /^[\w$]*$/ }
  }
}

/** Behind a dot, in a word, and in the text of an import or of a choice of words (`file: 'std`). */
function isWanted(context: CompletionContext): boolean {
  if (context.explicit) return true
  const node = syntaxTree(context.state).resolveInner(context.pos, -1)
  if (/Comment|TemplateString|Number|RegExp/.test(node.name)) return false
  if (node.name === 'String') return context.matchBefore(/['"][\w/.-]*$/) !== null
  return context.matchBefore(/(?:[A-Za-z_$][\w$]*|\.)$/) !== null
}

interface Place {
  readonly from: number
  readonly to: number
  readonly isImport: boolean
}

function insert(
  view: EditorView,
  completion: Completion,
  item: CompletionItem,
  { from, to, isImport }: Place,
): void {
  const text = item.insert ?? item.name
  const line = view.state.doc.lineAt(from)
  const isCall =
    item.call !== undefined &&
    !isImport &&
    view.state.sliceDoc(to, to + 1) !== '(' &&
    isCalledHere(line.text.slice(0, from - line.from))
  view.dispatch({
    ...insertCompletionText(view.state, isCall ? `${text}()` : text, from, to),
    annotations: pickedCompletion.of(completion),
  })
  const inBrackets = isCall && item.call === 'filled'
  if (inBrackets) view.dispatch({ selection: { anchor: from + text.length + 1 } })
  if (item.source && !isImport) {
    addImport(view, { name: item.name, module: item.source }, 'typescript')
  }
  if (inBrackets) askForSignature(view)
}

/** A function that is handed on (`target: work`) is not called; one that begins or ends a step is. */
const isCalledHere = (before: string): boolean =>
  /(?:^\s*|\.|[=!(&|]\s*|\b(?:return|await|if)\s+)$/.test(before) && !/\btarget:\s*$/.test(before)
