/**
 * Completion of the student API: names after `import { … }` and anywhere else, members after a dot. Members are
 * offered by the method names of every class, since the editor does not know the type of a variable; a name
 * that is used and not imported brings its import along.
 */
import type {
  Completion,
  CompletionContext,
  CompletionResult,
  CompletionSource,
} from '@codemirror/autocomplete'
import { insertCompletionText } from '@codemirror/autocomplete'
import { syntaxTree } from '@codemirror/language'
import type { EditorView } from '@codemirror/view'
import type { Language } from '../../../../../contract/program'
import type { ApiMember, ApiName } from './api'

/** Nodes in which nothing is completed. */
const QUIET = /^(String|FormatString|TemplateString|Comment|LineComment|BlockComment)$/

export function apiCompletion(api: readonly ApiName[], language: Language): CompletionSource {
  const members = membersOf(api)
  return (context) => {
    const node = syntaxTree(context.state).resolveInner(context.pos, -1)
    if (QUIET.test(node.name)) return moduleCompletion(context, api, language)
    const dot = context.matchBefore(/\.\w*$/)
    if (dot) return { from: dot.from + 1, options: members, validFor: /^\w*$/ }
    const word = context.matchBefore(/\w+$/)
    if (!word && !context.explicit) return null
    const imported = importOnLine(context, language)
    const names = api.filter(
      ({ kind, module }) => kind !== 'type' && (imported === null || module === imported),
    )
    return {
      from: word?.from ?? context.pos,
      options: names.map((name) => nameCompletion(name, language, imported !== null)),
      validFor: /^\w*$/,
    }
  }
}

/** The module whose names an import on this line takes, or `null` elsewhere. */
function importOnLine(context: CompletionContext, language: Language): string | null {
  const { text } = context.state.doc.lineAt(context.pos)
  const pattern = language === 'python' ? /^\s*from\s+(\w+)\s+import\b/ : /^\s*import\b.*\bfrom\s+'([^']+)'/
  return pattern.exec(text)?.[1] ?? null
}

/** Names of modules, inside the quotes of an import. */
function moduleCompletion(
  context: CompletionContext,
  api: readonly ApiName[],
  language: Language,
): CompletionResult | null {
  const before = context.matchBefore(/['"][\w/]*$/)
  const { text } = context.state.doc.lineAt(context.pos)
  if (language !== 'typescript' || !before || !/^\s*import\b/.test(text)) return null
  const modules = [...new Set(api.map(({ module }) => module))]
  return { from: before.from + 1, options: modules.map((label) => ({ label, type: 'namespace' })) }
}

function nameCompletion(name: ApiName, language: Language, within: boolean): Completion {
  return {
    label: name.name,
    type: name.kind,
    detail: name.module,
    ...(name.about ? { info: `${name.signature}\n\n${name.about}` } : { info: name.signature }),
    apply: (view, _completion, from, to) => {
      view.dispatch(insertCompletionText(view.state, name.name, from, to))
      if (!within) addImport(view, name, language)
    },
  }
}

/** Adds the name to the import of its module, or a new import under the last one. Does nothing if it is there. */
export function addImport(
  view: EditorView,
  { name, module }: Pick<ApiName, 'name' | 'module'>,
  language: Language,
): void {
  const change = importChange(view.state.doc.toString(), name, module, language)
  if (change) view.dispatch({ changes: change })
}

export function importChange(
  source: string,
  name: string,
  module: string,
  language: Language,
): { from: number; insert: string } | null {
  const escaped = module.replace('/', '\\/')
  const own = (
    language === 'python'
      ? new RegExp(`^from ${escaped} import (.+)$`, 'm')
      : new RegExp(`^import \\{([^}]*?)\\s*\\} from ['"]${escaped}['"]`, 'm')
  ).exec(source)
  if (own) {
    const [whole, names = ''] = own
    if (names.split(',').some((one) => one.trim() === name)) return null
    const start = language === 'python' ? whole.length - names.length : whole.indexOf('{') + 1
    const at = own.index + start + names.trimEnd().length
    return { from: at, insert: `, ${name}` }
  }
  const line =
    language === 'python' ? `from ${module} import ${name}\n` : `import { ${name} } from '${module}'\n`
  const last = [...source.matchAll(/^(?:import\b|from\b).*\n/gm)].at(-1)
  if (last) return { from: last.index + last[0].length, insert: line }
  // Under the comment or docstring at the head of the file, if there is one.
  const head = /^(?:"""[\s\S]*?"""\n|\/\*[\s\S]*?\*\/\n)/.exec(source)
  return { from: head?.[0].length ?? 0, insert: line }
}

function membersOf(api: readonly ApiName[]): Completion[] {
  const byName = new Map<string, { member: ApiMember; classes: Set<string> }>()
  for (const { name, members } of api) {
    for (const member of members) {
      const known = byName.get(member.name) ?? { member, classes: new Set() }
      known.classes.add(name)
      byName.set(member.name, known)
    }
  }
  return [...byName.values()].map(({ member, classes }) => ({
    label: member.name,
    type: member.kind,
    detail: [...classes].slice(0, 2).join(', ') + (classes.size > 2 ? ' …' : ''),
    info: [member.signature, member.about].filter(Boolean).join('\n\n'),
    ...(member.kind === 'method' ? { apply: `${member.name}()` } : {}),
  }))
}
