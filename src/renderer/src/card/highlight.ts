/** Colours of a program's text, by the same grammars as the editor's; loaded when the first card is made. */
import type { Language } from '../../../contract/program'

export const SYNTAX_TOKENS = [
  'syn-text',
  'syn-kw',
  'syn-fn',
  'syn-type',
  'syn-str',
  'syn-num',
  'syn-com',
] as const
export type SyntaxToken = (typeof SYNTAX_TOKENS)[number]

export interface CodePiece {
  readonly text: string
  readonly token: SyntaxToken
}

export async function highlight(source: string, language: Language): Promise<CodePiece[][]> {
  const [{ highlightCode, tagHighlighter, tags }, parser] = await Promise.all([
    import('@lezer/highlight'),
    language === 'python'
      ? import('@codemirror/lang-python').then(({ pythonLanguage }) => pythonLanguage.parser)
      : import('@codemirror/lang-javascript').then(({ typescriptLanguage }) => typescriptLanguage.parser),
  ])
  const highlighter = tagHighlighter([
    { tag: [tags.keyword, tags.modifier, tags.self, tags.null, tags.bool], class: 'syn-kw' },
    { tag: [tags.function(tags.variableName), tags.function(tags.propertyName)], class: 'syn-fn' },
    { tag: tags.definition(tags.function(tags.variableName)), class: 'syn-fn' },
    { tag: [tags.className, tags.typeName, tags.namespace], class: 'syn-type' },
    { tag: [tags.string, tags.special(tags.string), tags.regexp], class: 'syn-str' },
    { tag: tags.number, class: 'syn-num' },
    { tag: tags.comment, class: 'syn-com' },
  ])
  const lines: CodePiece[][] = [[]]
  highlightCode(
    source,
    parser.parse(source),
    highlighter,
    (text, classes) => lines.at(-1)?.push({ text, token: tokenOf(classes) }),
    () => lines.push([]),
  )
  return lines
}

function tokenOf(classes: string): SyntaxToken {
  const first = classes.split(' ')[0] ?? ''
  return SYNTAX_TOKENS.find((token) => token === first) ?? 'syn-text'
}
