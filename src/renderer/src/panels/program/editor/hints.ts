/**
 * Slips that cost beginners hours because no error tells them (semantics B01–B06 and, for their lives, hints-of-life.ts): found in the syntax tree,
 * so that text and comments are left alone. The words are made by who shows them.
 */
import type { SyntaxNode, Tree } from '@lezer/common'
import type { Language } from '../../../../../contract/program'
import type { TextChange } from '../typescript/protocol'
import { lifeHints } from './hints-of-life'

export type HintKind =
  | 'not-called' //      `if p.is_alive:` asks whether there is such a method
  | 'called-early' //    `target=work()` calls work now, in this thread
  | 'not-a-tuple' //     `args=("word")` is no tuple
  | 'nothing-kept' //    `t = Thread(…).start()` keeps None
  | 'lock-not-called' // `lock.acquire` alone locks nothing
  | 'fresh-lock' //      `with Lock():` makes a lock that nobody else knows
  | 'run-not-start' //   `t.run()` runs it here, in this thread
  | 'join-before-start'
  | 'started-twice'
  | 'not-exported' //    a target that another thread cannot find (TypeScript)
  | 'no-guard' //        processes are started while the program is imported (Python)

export interface Hint {
  readonly kind: HintKind
  readonly from: number
  readonly to: number
  /** The name the hint is about. */
  readonly name: string
  /** What to put in place of `from`–`to` to put it right, where that is plain. */
  readonly fix?: string
  /** The same where it takes changes at other places. */
  readonly changes?: readonly TextChange[]
}

/** Methods whose value without a call is never what is meant, in both spellings. */
const ALIVE = new Set(['is_alive', 'isAlive', 'is_set', 'isSet', 'locked'])
const DOING = new Set(['acquire', 'release', 'start', 'join', 'terminate', 'kill', 'close', 'set', 'clear'])

/** Names of the nodes that mean the same in the two grammars. */
const GRAMMAR = {
  python: {
    call: 'CallExpression',
    args: 'ArgList',
    assign: 'AssignStatement',
    statement: 'ExpressionStatement',
  },
  typescript: {
    call: 'CallExpression',
    args: 'ArgList',
    assign: 'VariableDeclaration',
    statement: 'ExpressionStatement',
  },
} as const satisfies Record<Language, unknown>

export function hintsOf(source: string, tree: Tree, language: Language): readonly Hint[] {
  const hints: Hint[] = []
  tree.iterate({
    enter: ({ node }) => {
      const found =
        node.name === 'MemberExpression'
          ? methodHint(source, node, language)
          : language === 'python'
            ? pythonHint(source, node)
            : typescriptHint(source, node)
      if (found) hints.push(found)
      const kept = node.name === GRAMMAR[language].assign ? nothingKept(source, node) : null
      if (kept) hints.push(kept)
    },
  })
  return [...hints, ...lifeHints(source, tree, language)]
}

const textOf = (source: string, { from, to }: { from: number; to: number }): string => source.slice(from, to)

function methodHint(source: string, node: SyntaxNode, language: Language): Hint | null {
  const property = node.lastChild
  if (property?.name !== 'PropertyName') return null
  const name = textOf(source, property)
  const parent = node.parent
  if (!parent || isCallee(node, parent)) return null
  const whole = { from: node.from, to: node.to, name, fix: `${textOf(source, node)}()` }
  if (parent.name === GRAMMAR[language].statement && DOING.has(name)) {
    return { kind: name === 'acquire' || name === 'release' ? 'lock-not-called' : 'not-called', ...whole }
  }
  return ALIVE.has(name) && isAsked(source, parent) ? { kind: 'not-called', ...whole } : null
}

const isCallee = (node: SyntaxNode, parent: SyntaxNode): boolean =>
  (parent.name === 'CallExpression' || parent.name === 'NewExpression') &&
  parent.firstChild?.from === node.from

/** Nodes whose value is asked for its truth, or shown. */
const ASKING = new Set([
  ...['IfStatement', 'WhileStatement', 'DoStatement', 'ConditionalExpression', 'UnaryExpression'],
  ...['BinaryExpression', 'ParenthesizedExpression', 'Interpolation', 'FormatReplacement'],
])

/** A method that is handed on (`wait_for(event.is_set)`) is meant; one that is asked or printed is not. */
function isAsked(source: string, parent: SyntaxNode): boolean {
  if (parent.name !== 'ArgList') return ASKING.has(parent.name)
  const callee = parent.parent?.firstChild
  return callee !== null && callee !== undefined && textOf(source, callee) === 'print'
}

function pythonHint(source: string, node: SyntaxNode): Hint | null {
  if (node.name === 'ArgList') return argumentHint(source, node)
  if (node.name === 'WithStatement') {
    const call = node.getChild('CallExpression')
    const made = call?.firstChild
    if (call && made && /^(threading\.|multiprocessing\.)?R?Lock$/.test(textOf(source, made))) {
      return { kind: 'fresh-lock', from: call.from, to: call.to, name: textOf(source, made) }
    }
  }
  return null
}

/** `target=work()` and `args=("word")` in a call of Thread or Process. */
function argumentHint(source: string, list: SyntaxNode): Hint | null {
  const made = list.parent?.firstChild
  if (!made || !/(^|\.)(Thread|Process|Timer)$/.test(textOf(source, made))) return null
  for (let child = list.firstChild; child; child = child.nextSibling) {
    if (child.name !== 'VariableName' || child.nextSibling?.name !== 'AssignOp') continue
    const value = child.nextSibling.nextSibling
    if (!value) continue
    const hint = valueHint(source, textOf(source, child), value)
    if (hint) return hint
  }
  return null
}

function valueHint(source: string, key: string, value: SyntaxNode): Hint | null {
  const text = textOf(source, value)
  const { from, to } = value
  if (key === 'target' && value.name === 'CallExpression') {
    const callee = value.firstChild
    const args = value.getChild('ArgList')
    const empty = args !== null && textOf(source, args).replace(/\s/g, '') === '()'
    const name = callee ? textOf(source, callee) : text
    return { kind: 'called-early', from, to, name, ...(empty ? { fix: name } : {}) }
  }
  if (key !== 'args') return null
  if (value.name === 'ParenthesizedExpression') {
    return { kind: 'not-a-tuple', from, to, name: text, fix: `${text.slice(0, -1)},)` }
  }
  return value.name === 'String' || value.name === 'Number'
    ? { kind: 'not-a-tuple', from, to, name: text, fix: `(${text},)` }
    : null
}

/** The same in `new Thread({ target: work(), args: 'word' })`. */
function typescriptHint(source: string, node: SyntaxNode): Hint | null {
  if (node.name !== 'Property') return null
  const made = node.parent?.parent?.parent
  const of = made?.name === 'NewExpression' ? made.getChild('VariableName') : null
  if (!of || !/^(Thread|Process)$/.test(textOf(source, of))) return null
  const key = node.getChild('PropertyDefinition')
  const value = node.lastChild
  if (!key || !value) return null
  const { from, to } = value
  const name = textOf(source, value)
  if (textOf(source, key) === 'target' && value.name === 'CallExpression') {
    const callee = value.firstChild ? textOf(source, value.firstChild) : name
    const empty = name.endsWith('()')
    return { kind: 'called-early', from, to, name: callee, ...(empty ? { fix: callee } : {}) }
  }
  return textOf(source, key) === 'args' && (value.name === 'String' || value.name === 'Number')
    ? { kind: 'not-a-tuple', from, to, name, fix: `[${name}]` }
    : null
}

/** `t = Thread(…).start()`: what start returns is nothing. */
function nothingKept(source: string, node: SyntaxNode): Hint | null {
  const call = node.lastChild?.name === 'CallExpression' ? node.lastChild : node.getChild('CallExpression')
  const callee = call?.firstChild
  if (!call || callee?.name !== 'MemberExpression') return null
  const [, made, method] =
    /^(?:new\s+)?(?:\w+\.)?(Thread|Process|Timer)\([\s\S]*\)\s*\.\s*(start|join)$/.exec(
      textOf(source, callee),
    ) ?? []
  return made && method
    ? { kind: 'nothing-kept', from: call.from, to: call.to, name: `${made}(…).${method}()` }
    : null
}
