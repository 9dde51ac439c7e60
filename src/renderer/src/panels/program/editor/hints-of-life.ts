/**
 * Slips in the life of a thread or process: `run()` for `start()`, `join()` before `start()`, a second `start()`,
 * a target that cannot be found by the thread, and a Python program that starts processes while it is imported
 * (semantics E01, E02, M02). Found in the syntax tree, statement by statement of one block.
 */
import type { SyntaxNode, Tree } from '@lezer/common'
import type { Language } from '../../../../../contract/program'
import type { TextChange } from '../typescript/protocol'
import type { Hint } from './hints'

type Kind = 'Thread' | 'Process' | 'Timer'

/** What happens to a variable in one statement of a block. */
interface Step {
  readonly name: string
  readonly does: 'make' | 'start' | 'join' | 'run'
  /** Of the method's name, or of the whole statement. */
  readonly node: SyntaxNode
  /** Whether the call has arguments. */
  readonly hasArguments: boolean
}

export function lifeHints(source: string, tree: Tree, language: Language): readonly Hint[] {
  const classes = classesOf(source, tree)
  const kinds = kindsOf(source, tree, classes)
  const hints: Hint[] = []
  tree.iterate({
    enter: ({ node }) => {
      if (BLOCKS.has(node.name)) hints.push(...blockHints(stepsOf(source, node, kinds)))
      if (language === 'typescript') hints.push(...exportHint(source, node, tree, classes))
    },
  })
  if (language === 'python') hints.push(...guardHint(source, tree, kinds))
  return hints
}

/** Nodes whose children are statements that follow each other, in the two grammars. */
const BLOCKS = new Set(['Script', 'Body', 'Block'])
const textOf = (source: string, { from, to }: { from: number; to: number }): string => source.slice(from, to)

/** Names that make a thread or a process: the classes themselves, and the program's own that extend them. */
function classesOf(source: string, tree: Tree): ReadonlyMap<string, Kind> {
  const classes = new Map<string, Kind>([
    ['Thread', 'Thread'],
    ['Process', 'Process'],
    ['Timer', 'Timer'],
  ])
  tree.iterate({
    enter: ({ node }) => {
      if (node.name !== 'ClassDefinition' && node.name !== 'ClassDeclaration') return
      const [, name = '', base = ''] =
        /^class\s+(\w+)\s*(?:\(|\s+extends\s+)\s*(?:\w+\.)?(\w+)/.exec(textOf(source, node)) ?? []
      const kind = classes.get(base)
      if (kind) classes.set(name, kind)
    },
  })
  return classes
}

/** `buyer = Thread(…)` anywhere: what the variable is. */
function kindsOf(source: string, tree: Tree, classes: ReadonlyMap<string, Kind>): ReadonlyMap<string, Kind> {
  const kinds = new Map<string, Kind>()
  tree.iterate({
    enter: ({ node }) => {
      const made = madeBy(source, node, classes)
      if (made) kinds.set(made.name, made.kind)
    },
  })
  return kinds
}

function madeBy(
  source: string,
  node: SyntaxNode,
  classes: ReadonlyMap<string, Kind>,
): { name: string; kind: Kind } | null {
  if (node.name !== 'AssignStatement' && node.name !== 'VariableDeclaration') return null
  const [, name = '', maker = ''] =
    /^(?:const\s+|let\s+|var\s+)?(\w+)[^=\n]*=\s*(?:new\s+)?(?:\w+\.)?(\w+)\s*\(/.exec(
      textOf(source, node),
    ) ?? []
  const kind = classes.get(maker)
  // `t = Thread(…).start()` keeps nothing; that is another hint.
  return kind && !/\)\s*\.\s*(start|join)\s*\(/.test(textOf(source, node)) ? { name, kind } : null
}

function stepsOf(source: string, block: SyntaxNode, kinds: ReadonlyMap<string, Kind>): readonly Step[] {
  const steps: Step[] = []
  for (let statement = block.firstChild; statement; statement = statement.nextSibling) {
    const assigned = /^(?:const\s+|let\s+|var\s+)?(\w+)[^=\n(.]*=[^=]/.exec(textOf(source, statement))?.[1]
    if (assigned && kinds.has(assigned)) {
      steps.push({ name: assigned, does: 'make', node: statement, hasArguments: false })
    }
    const call = statement.name === 'ExpressionStatement' ? statement.getChild('CallExpression') : null
    const member = call?.getChild('MemberExpression')
    const property = member?.lastChild
    const object = member?.firstChild
    if (!call || !member || property?.name !== 'PropertyName' || object?.name !== 'VariableName') continue
    const does = textOf(source, property)
    const name = textOf(source, object)
    if (!kinds.has(name) || (does !== 'start' && does !== 'join' && does !== 'run')) continue
    const args = call.getChild('ArgList')
    const hasArguments = args !== null && textOf(source, args).replace(/\s/g, '') !== '()'
    steps.push({ name, does, node: property, hasArguments })
  }
  return steps
}

/** What is out of order between two makings of the same name. */
function blockHints(steps: readonly Step[]): readonly Hint[] {
  const hints: Hint[] = []
  steps.forEach((step, index) => {
    const { name, does, node, hasArguments } = step
    const { from, to } = node
    if (does === 'run') hints.push({ kind: 'run-not-start', from, to, name, fix: 'start' })
    if (does === 'make') return
    const before = sinceMade(steps.slice(0, index), name)
    if (does === 'start' && before.some((one) => one.does === 'start')) {
      hints.push({ kind: 'started-twice', from, to, name })
    }
    if (does !== 'join' || before.some((one) => one.does !== 'join')) return
    const rest = steps.slice(index + 1)
    const again = rest.findIndex((one) => one.name === name && one.does === 'make')
    const start = rest
      .slice(0, again === -1 ? rest.length : again)
      .find((one) => one.name === name && one.does === 'start')
    if (!start) return
    const swapped: readonly TextChange[] = [
      { from, to, insert: 'start' },
      { from: start.node.from, to: start.node.to, insert: 'join' },
    ]
    hints.push({ kind: 'join-before-start', from, to, name, ...(hasArguments ? {} : { changes: swapped }) })
  })
  return hints
}

function sinceMade(steps: readonly Step[], name: string): readonly Step[] {
  const own = steps.filter((one) => one.name === name)
  return own.slice(own.findLastIndex((one) => one.does === 'make') + 1)
}

/** TypeScript: another thread finds a target, and a subclass, by the name it is exported under. */
function exportHint(
  source: string,
  node: SyntaxNode,
  tree: Tree,
  classes: ReadonlyMap<string, Kind>,
): readonly Hint[] {
  if (node.name === 'ClassDeclaration' && node.parent?.name === 'Script') {
    const defined = node.getChild('VariableDefinition')
    const name = defined && textOf(source, defined)
    if (!defined || !name || !classes.has(name)) return []
    return [notExported(name, defined, node)]
  }
  if (node.name !== 'Property') return []
  const key = node.getChild('PropertyDefinition')
  const value = node.lastChild
  const maker = node.parent?.parent?.parent?.getChild('VariableName')
  if (!key || !maker || value?.name !== 'VariableName' || textOf(source, key) !== 'target') return []
  if (!classes.has(textOf(source, maker))) return []
  const name = textOf(source, value)
  const declared = topLevel(source, tree, name)
  return declared ? [notExported(name, value, declared)] : []
}

const notExported = (name: string, { from, to }: SyntaxNode, declared: SyntaxNode): Hint => ({
  kind: 'not-exported',
  from,
  to,
  name,
  changes: [{ from: declared.from, to: declared.from, insert: 'export ' }],
})

/** The function of that name at the top level, where nothing exports it. */
function topLevel(source: string, tree: Tree, name: string): SyntaxNode | null {
  // `export { work }` further down exports it as well.
  if (new RegExp(`export\\s*\\{[^}]*\\b${name}\\b`).test(source)) return null
  for (let node = tree.topNode.firstChild; node; node = node.nextSibling) {
    const isFunction = node.name === 'FunctionDeclaration' || node.name === 'VariableDeclaration'
    const defined = isFunction ? node.getChild('VariableDefinition') : null
    if (defined && textOf(source, defined) === name) return node
  }
  return null
}

/** Statements that may stand before what the guard protects. */
const HARMLESS = new Set([
  'ImportStatement',
  'FunctionDefinition',
  'ClassDefinition',
  'DecoratedStatement',
  'Comment',
])

/** Python: a process that starts while the program is imported starts it again, wherever children are spawned. */
function guardHint(source: string, tree: Tree, kinds: ReadonlyMap<string, Kind>): readonly Hint[] {
  const top: SyntaxNode[] = []
  for (let node = tree.topNode.firstChild; node; node = node.nextSibling) top.push(node)
  const start = top.find((node) => {
    if (HARMLESS.has(node.name) || /^if\s+__name__\b/.test(textOf(source, node))) return false
    const called = [...textOf(source, node).matchAll(/\b(\w+)\.start\(/g)]
    return called.some(([, name = '']) => kinds.get(name) === 'Process')
  })
  if (!start) return []
  const hint = { kind: 'no-guard' as const, from: start.from, to: start.to, name: '__name__' }
  const first = top.findIndex((node) => !HARMLESS.has(node.name) && !isHead(source, node, kinds))
  const guarded = top.slice(first)
  const begin = guarded[0]
  // What is defined further down, and strings over several lines, would have to be thought about.
  const isPlain = begin && guarded.every((node) => node.name === 'Comment' || !HARMLESS.has(node.name))
  if (!isPlain || /"""|'''/.test(source.slice(begin.from))) return [hint]
  const indented = source.slice(begin.from).replace(/^(?=[^\n])/gm, '    ')
  return [
    {
      ...hint,
      changes: [{ from: begin.from, to: source.length, insert: `if __name__ == "__main__":\n${indented}` }],
    },
  ]
}

/** The docstring, and constants before the first process is made. */
function isHead(source: string, node: SyntaxNode, kinds: ReadonlyMap<string, Kind>): boolean {
  const text = textOf(source, node)
  if (node.name === 'ExpressionStatement') return /^(?:"""|'''|"|')/.test(text)
  const name = /^(\w+)\s*=/.exec(text)?.[1]
  return node.name === 'AssignStatement' && name !== undefined && !kinds.has(name) && !text.includes('(')
}
