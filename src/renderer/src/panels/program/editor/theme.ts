/**
 * How the editor looks: the tokens of the design, for both themes at once, since every token carries its
 * light and its dark colour. The styles live in a style sheet of the editor's shadow root: the page's content
 * security policy allows no style elements, and constructed sheets need none.
 */
import { HighlightStyle, syntaxHighlighting } from '@codemirror/language'
import type { Extension } from '@codemirror/state'
import { EditorView } from '@codemirror/view'
import { tags } from '@lezer/highlight'
import { WRAP_RULES } from './wrap'

const colours = HighlightStyle.define([
  { tag: [tags.keyword, tags.modifier, tags.self, tags.null, tags.bool], color: 'var(--syn-kw)' },
  { tag: [tags.function(tags.variableName), tags.function(tags.propertyName)], color: 'var(--syn-fn)' },
  { tag: tags.definition(tags.function(tags.variableName)), color: 'var(--syn-fn)' },
  { tag: [tags.className, tags.typeName, tags.namespace], color: 'var(--syn-type)' },
  { tag: [tags.string, tags.special(tags.string), tags.regexp], color: 'var(--syn-str)' },
  { tag: [tags.number], color: 'var(--syn-num)' },
  { tag: [tags.comment], color: 'var(--syn-com)' },
  { tag: tags.invalid, color: 'var(--danger)' },
])

const marked = (soft: string, edge: string, ink: string) => ({
  backgroundColor: soft,
  boxShadow: `inset 3px 0 0 ${edge}`,
  '& .cm-note': { color: ink },
})

const rules = EditorView.theme({
  '&': { height: '100%', color: 'var(--syn-text)', backgroundColor: 'var(--bg-panel)' },
  '&.cm-focused': { outline: 'none' },
  '.cm-scroller': { font: 'var(--fs-12)/18px var(--font-mono)', fontVariantLigatures: 'none' },
  '.cm-content': { padding: '4px 0', caretColor: 'var(--text)' },
  '.cm-line': { padding: '0 10px 0 2px' },
  '.cm-gutters': { backgroundColor: 'var(--bg-panel)', color: 'var(--text-3)', border: '0' },
  '.cm-lineNumbers .cm-gutterElement': {
    minWidth: '38px',
    padding: '0 12px 0 0',
    fontSize: 'var(--fs-11)',
  },
  '.cm-activeLineGutter': { backgroundColor: 'transparent', color: 'var(--text)' },
  '.cm-lintRange-warning': {
    backgroundImage: 'none',
    textDecoration: 'underline wavy var(--st-input-line)',
    textUnderlineOffset: '3px',
  },
  '.cm-lintRange-error': {
    backgroundImage: 'none',
    textDecoration: 'underline wavy var(--danger)',
    textUnderlineOffset: '3px',
  },
  '&.cm-focused > .cm-scroller > .cm-selectionLayer .cm-selectionBackground, .cm-selectionBackground': {
    background: 'color-mix(in srgb, var(--focus) 24%, transparent)',
  },
  '.cm-cursor': { borderLeftColor: 'var(--text)' },
  '.cm-matchingBracket, &.cm-focused .cm-matchingBracket': {
    backgroundColor: 'var(--bg-active)',
    outline: '1px solid var(--line-strong)',
  },
  ...WRAP_RULES,
  '.cm-note': {
    float: 'right',
    textIndent: '0',
    font: 'var(--fs-11)/18px var(--font-ui)',
    color: 'var(--text-3)',
    paddingLeft: '14px',
    fontVariantNumeric: 'tabular-nums',
    whiteSpace: 'nowrap',
    cursor: 'default',
  },
  '.cm-line.m-born': marked('var(--mark-soft)', 'var(--mark)', 'var(--mark-ink)'),
  '.cm-line.m-wait': marked('var(--st-join-soft)', 'var(--st-join-fill)', 'var(--st-join-ink)'),
  '.cm-line.m-error': marked('var(--st-fail-soft)', 'var(--st-fail-fill)', 'var(--st-fail-ink)'),
  '.cm-line.m-changed': { boxShadow: 'inset 3px 0 0 var(--st-start-fill)' },
  '.cm-line.m-asked': { backgroundColor: 'var(--bg-selected)' },
  ...Object.fromEntries(
    [1, 2, 3, 4, 5, 6].map((hue) => [
      `.cm-line.p${hue}`,
      {
        '--mark': `var(--p${hue})`,
        '--mark-ink': `var(--p${hue}-ink)`,
        '--mark-soft': `var(--p${hue}-soft)`,
      },
    ]),
  ),
  '.cm-tooltip': {
    backgroundColor: 'var(--bg-raised)',
    color: 'var(--text)',
    border: '0',
    borderRadius: 'var(--r-2)',
    boxShadow: '0 0 0 1px var(--line-strong), var(--shadow-pop)',
    font: 'var(--fs-12)/1.5 var(--font-ui)',
  },
  '.cm-tooltip-autocomplete > ul': { fontFamily: 'var(--font-mono)', maxHeight: '180px' },
  '.cm-tooltip-autocomplete > ul > li': { padding: '2px 8px' },
  '.cm-tooltip-autocomplete > ul > li[aria-selected]': {
    backgroundColor: 'var(--bg-active)',
    color: 'var(--text)',
  },
  '.cm-completionDetail': { color: 'var(--text-3)', fontStyle: 'normal' },
  '.cm-completionMatchedText': { textDecoration: 'none', fontWeight: 'var(--fw-strong)' },
  '.cm-tooltip.cm-completionInfo': { padding: '6px 10px', maxWidth: '340px', whiteSpace: 'pre-wrap' },
  '.cm-diagnostic': { padding: '5px 10px', borderLeft: '0', maxWidth: '380px' },
  '.cm-diagnosticAction': {
    font: 'var(--fs-12)/20px var(--font-ui)',
    color: 'var(--text)',
    backgroundColor: 'var(--bg-active)',
    borderRadius: '4px',
    padding: '0 8px',
    marginLeft: '0',
    marginTop: '4px',
    display: 'block',
  },
  '.cm-diagnostic-error::before, .cm-diagnostic-warning::before': {
    content: '""',
    display: 'inline-block',
    width: '7px',
    height: '7px',
    marginRight: '7px',
    transform: 'rotate(45deg)',
    backgroundColor: 'var(--danger)',
  },
  '.cm-diagnostic-warning::before': { transform: 'none', backgroundColor: 'var(--st-input-line)' },
  '.cm-why': { display: 'block', marginTop: '3px', color: 'var(--text-2)' },
  '.cm-diagnosticText': { whiteSpace: 'pre-wrap' },
  '.cm-diagnosticSource': {
    fontSize: 'var(--fs-11)',
    opacity: '1',
    color: 'var(--text-3)',
    paddingLeft: '14px',
  },
  '.cm-lintPoint::after': { display: 'none' },
  '.cm-lineNumbers .cm-error-line': { color: 'var(--danger)', fontWeight: 'var(--fw-strong)' },
  '.cm-words': { padding: '6px 10px', maxWidth: '520px' },
  '.cm-words-call': { pointerEvents: 'none' },
  '.cm-words-signature': {
    display: 'block',
    font: 'var(--fs-12)/1.5 var(--font-mono)',
    whiteSpace: 'pre-wrap',
    overflowWrap: 'anywhere',
  },
  '.cm-words-signature b': { textDecoration: 'underline', textUnderlineOffset: '3px' },
  '.cm-words-about': { margin: '4px 0 0', color: 'var(--text-2)', whiteSpace: 'pre-wrap' },
  '.cm-words-about code': { font: 'var(--fs-11)/1.5 var(--font-mono)', color: 'var(--text)' },
  '.cm-tooltip.cm-completionInfo .cm-words': { padding: '0' },
  '.cm-panel.cm-panel-lint ul': { maxHeight: '120px', backgroundColor: 'var(--bg-panel)' },
  '.cm-panel.cm-panel-lint ul [aria-selected]': { backgroundColor: 'var(--bg-active)', color: 'var(--text)' },
  '.cm-panel.cm-panel-lint ul:focus [aria-selected]': {
    backgroundColor: 'var(--bg-active)',
    color: 'var(--text)',
  },
  '.cm-panel.cm-panel-lint .cm-diagnostic': { maxWidth: 'none' },
  '.cm-panel.cm-panel-lint button[name=close]': { color: 'var(--text-2)' },
  '.cm-panels': { backgroundColor: 'var(--bg-chrome)', color: 'var(--text)', borderColor: 'var(--line)' },
  '.cm-panel.cm-search': { font: 'var(--fs-12)/1.6 var(--font-ui)' },
  '.cm-panel.cm-search label': { fontSize: 'var(--fs-12)' },
  '.cm-textfield': {
    backgroundColor: 'var(--bg-panel)',
    border: '1px solid var(--line-control)',
    borderRadius: 'var(--r-2)',
  },
  '.cm-button': {
    backgroundImage: 'none',
    backgroundColor: 'var(--bg-panel)',
    border: '1px solid var(--line-strong)',
    borderRadius: '4px',
  },
  '.cm-searchMatch': { backgroundColor: 'var(--st-input-soft)' },
  '.cm-searchMatch-selected': { outline: '1px solid var(--st-input-line)' },
})

export const theme: Extension = [rules, syntaxHighlighting(colours)]
