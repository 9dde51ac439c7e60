/** Writes on a stretch what it is: the fullest form that fits. */
import type { StateLook } from '../../look/states'
import type { LabelForms, LabelPart } from './labels'
import { paintIcon } from './paint-icon'
import type { Palette } from './palette'
import { STRETCH_HEIGHT } from './textures'

/** Narrower stretches carry nothing, not even an icon. */
export const NARROWEST_LABEL = 18
const ICON = 11

const fontOf = (palette: Palette, mono?: boolean): string =>
  `11px ${mono ? palette.monoFont : palette.uiFont}`

/** Widths of texts that were measured; lengths that grow with time make new ones all the while. */
const MOST_WIDTHS = 2_000
const widths = new Map<string, number>()
/** Apart from the page: a canvas in the page brings the page's styles up to date whenever its font is set. */
const rulers = new Map<string, OffscreenCanvasRenderingContext2D | null>()

/** Width of a text in a lane, in CSS pixels. */
export function measure(palette: Palette, { text, mono }: LabelPart): number {
  const key = `${mono ? 'm' : 'u'}${text}`
  let width = widths.get(key)
  if (width === undefined) {
    if (widths.size >= MOST_WIDTHS) widths.clear()
    const font = fontOf(palette, mono)
    let ruler = rulers.get(font)
    if (ruler === undefined) {
      ruler = new OffscreenCanvas(1, 1).getContext('2d')
      if (ruler) ruler.font = font
      rulers.set(font, ruler)
    }
    width = ruler?.measureText(text).width ?? 0
    widths.set(key, width)
  }
  return width
}

const widthOf = (palette: Palette, parts: readonly LabelPart[]): number =>
  parts.reduce((sum, part) => sum + 4 + measure(palette, part), 5 + ICON + 6)

/** Texts are gathered and written at the end, so that a font is set once and not for each of them. */
export class Texts {
  readonly #palette: Palette
  readonly #plain: { text: string; x: number; y: number; ink: string }[] = []
  readonly #mono: { text: string; x: number; y: number; ink: string }[] = []

  constructor(palette: Palette) {
    this.#palette = palette
  }

  /** `y` is the middle of the line. */
  add(part: LabelPart, x: number, y: number, ink: string): void {
    const list = part.mono ? this.#mono : this.#plain
    list.push({ text: part.text, x, y, ink })
  }

  write(ctx: CanvasRenderingContext2D): void {
    ctx.textBaseline = 'middle'
    for (const list of [this.#plain, this.#mono]) {
      if (list.length === 0) continue
      ctx.font = fontOf(this.#palette, list === this.#mono)
      for (const { text, x, y, ink } of list) {
        ctx.fillStyle = ink
        ctx.fillText(text, x, y)
      }
    }
  }
}

/** `forms` is asked only when there is room for an icon at least. `y` is the top of the stretch. */
export function paintLabel(
  ctx: CanvasRenderingContext2D,
  palette: Palette,
  texts: Texts,
  look: StateLook,
  x1: number,
  x2: number,
  y: number,
  forms: () => LabelForms,
): void {
  const room = x2 - x1
  if (room < NARROWEST_LABEL) return
  const fitting = forms().find((parts) => widthOf(palette, parts) <= room)
  if (!fitting) return
  const colours = palette.states[look.tokens]
  const middle = y + STRETCH_HEIGHT / 2
  if (look.texture !== 'box') {
    ctx.fillStyle = colours.soft
    ctx.fillRect(x1, y + 1.5, widthOf(palette, fitting), STRETCH_HEIGHT - 3)
  }
  paintIcon(ctx, look.icon, x1 + 5, middle - ICON / 2, ICON, colours.ink, palette.panel)
  let x = x1 + 5 + ICON + 4
  for (const part of fitting) {
    texts.add(part, x, middle + 0.5, colours.ink)
    x += measure(palette, part) + 4
  }
}
