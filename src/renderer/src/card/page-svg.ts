/**
 * The page as one SVG document that stands for itself: a picture of it is drawn without asking anybody, in a shell
 * that cannot take one of its own window.
 *
 *   live page ──copy──▶ XHTML in <foreignObject> ──▶ data: URL ──▶ <img> ──▶ canvas
 *
 * Nothing in an SVG image may be loaded, run or scrolled. So style sheets are copied as text, faces of the page as
 * data, canvases and what was typed as they are now, shadow roots as plain children, and what is scrolled is moved.
 */

import { inside } from '../scale'

const XHTML = 'http://www.w3.org/1999/xhtml'
/** What XML cannot hold, also not as a reference. Programs print such characters. */
const NOT_XML = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g

const SVG = 'http://www.w3.org/2000/svg'

export interface PageSvg {
  readonly markup: string
  /** Under the page, one line per face: as wide as `width` from the moment on in which the face is there. */
  readonly probes: readonly { readonly y: number; readonly width: number }[]
}

const PROBE = { text: 'Wigwam 0123456789', height: 20, size: 16, colour: '#ff00ff' } as const

/** @returns the page below `root` as an SVG of the size of the window, in CSS pixels, and the probes under it */
export async function svgOf(root: HTMLElement): Promise<PageSvg> {
  const { documentElement: page } = root.ownerDocument
  const shadowSheets: CSSStyleSheet[] = []
  const content = markupOf(root, shadowSheets)
  const faces = await facesAsData()
  const style = [
    ...(await Promise.all([...document.styleSheets].map(writtenText))),
    ...shadowSheets.map((sheet) => textOf(sheet).replaceAll(':host', '.was-host')),
    ...faces.map(({ rule }) => rule),
    '* { animation: none !important; transition: none !important; scrollbar-width: none !important; }',
  ].join('\n')
  const height = window.innerHeight
  const lines = faces.map(({ font }, index) => ({ font, y: height + index * PROBE.height }))
  const size = `width="${window.innerWidth}" height="${height + lines.length * PROBE.height}"`
  const markup = [
    `<svg xmlns="${SVG}"${attributesOf(page, new Map())} ${size}>`,
    `<foreignObject x="0" y="0" ${size}><body xmlns="${XHTML}">`,
    `<style>${escaped(style)}</style>${content}`,
    ...lines.map(
      ({ font, y }) =>
        `<i style="position:absolute;left:0;top:${y}px;height:${PROBE.height}px;font:${escaped(font)};` +
        `font-variant-numeric:normal;white-space:pre;color:transparent;background:${PROBE.colour}">${PROBE.text}</i>`,
    ),
    '</body></foreignObject></svg>',
  ].join('')
  const brush = document.createElement('canvas').getContext('2d')
  const probes = lines.map(({ font, y }) => {
    if (brush) brush.font = font
    return { y: y + PROBE.height / 2, width: brush?.measureText(PROBE.text).width ?? 0 }
  })
  return { markup: markup.replace(NOT_XML, '\ufffd'), probes }
}

/**
 * As text rather than as nodes: the policy of the page forbids style attributes on nodes that are made anew.
 * @param more - declarations that are added to the element's style
 */
function markupOf(element: Element, sheets: CSSStyleSheet[], more = ''): string {
  const shadow = element.shadowRoot
  if (element.getRootNode() instanceof ShadowRoot) more += fontOf(element)
  for (const sheet of shadow ? [...shadow.adoptedStyleSheets, ...shadow.styleSheets] : []) {
    if (!sheets.includes(sheet)) sheets.push(sheet)
  }
  const changes = new Map<string, string>()
  let inner = ''
  if (element instanceof HTMLCanvasElement) {
    // Styles name it by its element, so it stays one; what was drawn on it is its background.
    more += pictureOf(element)
  } else if (element instanceof HTMLTextAreaElement) inner = escaped(element.value)
  else {
    const scrolled = element.scrollTop !== 0 || element.scrollLeft !== 0
    const move = scrolled ? `;translate:${-element.scrollLeft}px ${-element.scrollTop}px` : ''
    for (const child of (shadow ?? element).childNodes) {
      if (child.nodeType === Node.TEXT_NODE) inner += escaped(child.nodeValue ?? '')
      if (!(child instanceof Element) || child.localName === 'style' || child.localName === 'script') continue
      // A picture has no scroll bars to move: the children of what is scrolled stand where they are seen.
      const stays = !scrolled || getComputedStyle(child).position === 'sticky'
      inner += markupOf(child, sheets, stays ? '' : move)
    }
  }
  keepState(element, changes)
  if (shadow) changes.set('class', `${element.getAttribute('class') ?? ''} was-host`)
  if (more) changes.set('style', `${element.getAttribute('style') ?? ''}${more}`)
  const space = element instanceof SVGSVGElement ? ` xmlns="${SVG}"` : ''
  return `<${element.localName}${space}${attributesOf(element, changes)}>${inner}</${element.localName}>`
}

/** Sheets of a shadow root are known by a browser's own text only, which loses `font: var(…)` beside another font rule. */
function fontOf(element: Element): string {
  const { fontFamily, fontSize, lineHeight, fontVariantNumeric } = getComputedStyle(element)
  return `;font-family:${fontFamily};font-size:${fontSize};line-height:${lineHeight};font-variant-numeric:${fontVariantNumeric}`
}

/** @param changes - attributes that are other than on the element; an empty one is left out */
function attributesOf(element: Element, changes: ReadonlyMap<string, string>): string {
  const all = new Map([...element.attributes].map(({ name, value }) => [name, value]))
  for (const [name, value] of changes) {
    if (value === '') all.delete(name)
    else all.set(name, value)
  }
  return [...all]
    .filter(([name]) => /^[a-z][\w.-]*$/i.test(name) && name !== 'xmlns')
    .map(([name, value]) => ` ${name}="${escaped(value)}"`)
    .join('')
}

const escaped = (text: string): string =>
  text.replace(/&/g, '&amp;').replace(/</g, '&lt;').replace(/>/g, '&gt;').replace(/"/g, '&quot;')

function pictureOf(canvas: HTMLCanvasElement): string {
  if (canvas.width === 0 || canvas.height === 0) return ''
  const { width, height } = canvas.getBoundingClientRect()
  const size = `width:${inside(canvas, width)}px;height:${inside(canvas, height)}px`
  return `;${size};background:url(${canvas.toDataURL('image/png')}) 0 0 / 100% 100% no-repeat`
}

/** What a person has typed or chosen is no attribute. */
function keepState(element: Element, changes: Map<string, string>): void {
  if (element instanceof HTMLInputElement) {
    changes.set('value', element.value).set('checked', element.checked ? 'checked' : '')
  } else if (element instanceof HTMLOptionElement) {
    changes.set('selected', element.selected ? 'selected' : '')
  }
}

/** As it was written: a browser's own text of a rule loses shorthands with variables. Faces would have to be loaded. */
async function writtenText(sheet: CSSStyleSheet): Promise<string> {
  if (sheet.href === null) return textOf(sheet)
  const text = await (await fetch(sheet.href)).text()
  return text
    .replace(/@font-face\s*\{[^}]*\}/g, '')
    .replace(/\b([\d.]+)v([hw])\b/g, (_, n: string, side: string) => {
      // The image is higher than the window: it has the probes under it.
      return `${(Number(n) / 100) * (side === 'h' ? window.innerHeight : window.innerWidth)}px`
    })
}

/** Rules as they hold now, of sheets that were made and not loaded. */
const textOf = (sheet: CSSStyleSheet): string =>
  [...sheet.cssRules]
    .filter((rule) => !(rule instanceof CSSFontFaceRule))
    .map(({ cssText }) => cssText)
    .join('\n')

const faces = new Map<string, Promise<string>>()

/** The faces that words of the page are set in, with their files inside. */
function facesAsData(): Promise<{ rule: string; font: string }[]> {
  const loaded = new Set(
    [...document.fonts]
      .filter(({ status }) => status === 'loaded')
      .map((face) => `${nameOf(face.family)} ${face.weight}`),
  )
  const rules = [...document.styleSheets].flatMap((sheet) =>
    [...sheet.cssRules].filter((rule) => rule instanceof CSSFontFaceRule),
  )
  return Promise.all(
    rules
      .filter(({ style }) =>
        loaded.has(
          `${nameOf(style.getPropertyValue('font-family'))} ${style.getPropertyValue('font-weight')}`,
        ),
      )
      .map((rule) => {
        const source = /url\("?([^")]+)"?\)/.exec(rule.style.getPropertyValue('src'))?.[1] ?? ''
        const address = new URL(source, rule.parentStyleSheet?.href ?? location.href).href
        const kept = faces.get(address) ?? asData(address)
        faces.set(address, kept)
        const { style } = rule
        // Another face than the browser would take in its place, so that a missing one is seen.
        const font = `${style.getPropertyValue('font-weight')} ${PROBE.size}px '${nameOf(style.getPropertyValue('font-family'))}', serif`
        return kept.then((data) => ({ rule: rule.cssText.replace(source, data), font }))
      }),
  )
}

const nameOf = (family: string): string => family.replace(/["']/g, '')

async function asData(address: string): Promise<string> {
  const blob = await (await fetch(address)).blob()
  return new Promise((resolve, reject) => {
    const reader = new FileReader()
    reader.onload = () => resolve(String(reader.result))
    reader.onerror = () => reject(reader.error ?? new Error('a face could not be read'))
    reader.readAsDataURL(blob)
  })
}
