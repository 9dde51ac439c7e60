/** The nodes of one row of the log, and filling them. Plain DOM: thousands of rows a second pass through them. */
import { hasEnded, UNKNOWN_UNIT } from '../../../../contract/unit'
import type { LogLine } from '../../../../contract/log'
import { t } from '../../i18n'
import { signed } from '../../look/format'
import type { IconName } from '../../components/icons'
import { STATE_LOOKS } from '../../look/states'
import { tagOf } from '../../look/tag'
import { endWords } from '../../look/words'
import type { RunData } from '../../stores/run-data'
import { ansiSpans } from './ansi'
import type { LogEvent } from '../../stores/log-events'

/** Longest text put into a row that is not wrapped; what is beyond is not in sight anyway. The whole line can be copied. */
const SHOWN_CHARS = 2_000

export function makeRowNode(): HTMLElement {
  const node = document.createElement('div')
  node.className = 'lr'
  for (const name of ['t', 'g', 'w', 'm']) {
    const part = document.createElement('span')
    part.className = name
    node.append(part)
  }
  return node
}

const part = (node: HTMLElement, index: number): HTMLElement => node.children[index] as HTMLElement

function setTag(node: HTMLElement, run: RunData, unit: string): void {
  const look = tagOf(run, unit)
  const tag = document.createElement('span')
  tag.className = look.classes
  const name = document.createElement('span')
  name.className = 'ell'
  name.textContent = look.name
  tag.append(name)
  part(node, 2).replaceChildren(tag)
}

/** The words that stand for the hand of the person in the log. */
function setYou(node: HTMLElement): void {
  const tag = document.createElement('span')
  tag.className = 'tag k-you'
  tag.textContent = t('log.you')
  part(node, 2).replaceChildren(tag)
}

/** `time` is what stands in the column of times. */
export function fillLine(
  node: HTMLElement,
  line: LogLine,
  run: RunData,
  search: string,
  time: string,
  isWrapped = false,
): void {
  node.className = `lr is-${line.stream}`
  if (line.unit === UNKNOWN_UNIT) delete node.dataset['unit']
  else node.dataset['unit'] = line.unit
  node.dataset['line'] = String(line.index)
  part(node, 0).textContent = time
  if (line.stream === 'in') setYou(node)
  else setTag(node, run, line.unit)
  const text = part(node, 3)
  const shown =
    !isWrapped && line.text.length > SHOWN_CHARS ? `${line.text.slice(0, SHOWN_CHARS)}…` : line.text
  text.title = line.stream === 'err' ? t('log.stderr') : line.stream === 'raw' ? t('log.raw') : ''
  const spans = ansiSpans(shown)
  if (spans.length === 1 && spans[0]?.classes === '' && !search) text.textContent = shown
  else {
    text.replaceChildren(
      ...spans.map(({ text: words, classes, color, background }) => {
        const span = document.createElement('span')
        span.className = classes
        if (color) span.style.color = color
        if (background) span.style.background = background
        span.append(...marked(words, search))
        return span
      }),
    )
  }
}

/** The text with what was searched for set apart. */
function marked(text: string, search: string): (string | HTMLElement)[] {
  if (!search) return [text]
  const pieces: (string | HTMLElement)[] = []
  const low = text.toLowerCase()
  const wanted = search.toLowerCase()
  let at = 0
  for (let found = low.indexOf(wanted); found !== -1; found = low.indexOf(wanted, at)) {
    pieces.push(text.slice(at, found))
    const mark = document.createElement('mark')
    mark.textContent = text.slice(found, found + wanted.length)
    pieces.push(mark)
    at = found + wanted.length
  }
  pieces.push(text.slice(at))
  return pieces
}

export function fillEvent(node: HTMLElement, event: LogEvent, run: RunData, time: string): void {
  const { step, unit: id } = event
  const look = STATE_LOOKS[step.state]
  node.className = 'lr sys'
  node.dataset['unit'] = id
  delete node.dataset['line']
  part(node, 0).textContent = time
  setTag(node, run, id)
  const status = document.createElement('span')
  status.className = `status st-${look.tokens}`
  const words = document.createElement('span')
  words.className = 'ell'
  words.textContent = eventWords(event, run)
  status.append(iconNode(look.icon), words)
  const text = part(node, 3)
  text.title = ''
  text.replaceChildren(status)
}

export function fillNothing(node: HTMLElement): void {
  node.className = 'lr'
  delete node.dataset['unit']
  delete node.dataset['line']
  for (const one of node.children) one.replaceChildren()
}

export function eventWords({ step, unit: id }: LogEvent, run: RunData): string {
  const unit = run.peek(id)
  if (!unit) return ''
  if (hasEnded(step.state)) {
    if (step.state === 'terminated' && unit.end?.signal) {
      const facts = { signal: unit.end.signal, code: signed(unit.end.exitCode ?? 0) }
      const how = unit.end.askedBy === 'person' ? 'log.endedByYou' : 'log.endedBySignal'
      return unit.end.exitCode === null
        ? t('state.terminatedSignal', { signal: facts.signal })
        : t(how, facts)
    }
    return endWords({ ...unit, state: step.state })
  }
  if (step.state === 'exit') return t('log.codeOver')
  const isPerson = unit.startedBy === 'person'
  if (unit.kind === 'process') {
    return t(isPerson ? 'log.processStartedByYou' : 'log.processStarted', { pid: unit.pid ?? '' })
  }
  return t(isPerson ? 'log.threadStartedByYou' : 'log.threadStarted', { tid: unit.tid ?? '' })
}

const SVG = 'http://www.w3.org/2000/svg'
function iconNode(name: IconName): SVGElement {
  const svg = document.createElementNS(SVG, 'svg')
  svg.setAttribute('class', 'i12')
  svg.setAttribute('aria-hidden', 'true')
  const use = document.createElementNS(SVG, 'use')
  use.setAttribute('href', `#i-${name}`)
  svg.append(use)
  return svg
}
