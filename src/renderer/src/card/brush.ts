/** Small words for drawing text and boxes on a card. All sizes in the card's own units. */
import type { Palette } from '../panels/timeline/palette'

export interface TextStyle {
  readonly size?: number
  readonly bold?: boolean
  readonly mono?: boolean
  readonly align?: CanvasTextAlign
  /** Longer text is cut and ends in an ellipsis. */
  readonly maxWidth?: number
}

export class Brush {
  readonly ctx: CanvasRenderingContext2D
  readonly #palette: Palette

  constructor(ctx: CanvasRenderingContext2D, palette: Palette) {
    this.ctx = ctx
    this.#palette = palette
  }

  font({ size = 13, bold = false, mono = false }: TextStyle): void {
    this.ctx.font = `${bold ? 600 : 400} ${size}px ${mono ? this.#palette.monoFont : this.#palette.uiFont}`
  }

  measure(text: string, style: TextStyle = {}): number {
    this.font(style)
    return this.ctx.measureText(text).width
  }

  /** Writes text whose middle line is at `y`; returns where it ended. */
  text(text: string, x: number, y: number, colour: string, style: TextStyle = {}): number {
    this.font(style)
    this.ctx.fillStyle = colour
    this.ctx.textAlign = style.align ?? 'left'
    this.ctx.textBaseline = 'middle'
    const shown = style.maxWidth === undefined ? text : this.#cut(text, style.maxWidth)
    this.ctx.fillText(shown, x, y)
    this.ctx.textAlign = 'left'
    return x + this.ctx.measureText(shown).width
  }

  #cut(text: string, maxWidth: number): string {
    if (this.ctx.measureText(text).width <= maxWidth) return text
    let low = 0
    let high = text.length
    while (low < high) {
      const middle = (low + high + 1) >>> 1
      if (this.ctx.measureText(`${text.slice(0, middle)}…`).width <= maxWidth) low = middle
      else high = middle - 1
    }
    return `${text.slice(0, low)}…`
  }

  box(
    x: number,
    y: number,
    width: number,
    height: number,
    radius: number,
    fill: string | null,
    line?: string,
  ): void {
    this.ctx.beginPath()
    this.ctx.roundRect(x, y, width, height, radius)
    if (fill) {
      this.ctx.fillStyle = fill
      this.ctx.fill()
    }
    if (line) {
      this.ctx.strokeStyle = line
      this.ctx.lineWidth = 1
      this.ctx.stroke()
    }
  }

  line(x1: number, y1: number, x2: number, y2: number, colour: string, width = 1): void {
    this.ctx.strokeStyle = colour
    this.ctx.lineWidth = width
    this.ctx.beginPath()
    this.ctx.moveTo(x1, y1)
    this.ctx.lineTo(x2, y2)
    this.ctx.stroke()
  }

  /** Breaks text into lines no wider than `width`: at spaces, and inside a word that is too long by itself. */
  wrap(text: string, width: number, style: TextStyle): string[] {
    this.font(style)
    const lines: string[] = []
    let line = ''
    for (const piece of text.match(/\n|\S+\s?|\s+/g) ?? []) {
      if (piece === '\n' || this.ctx.measureText((line + piece).trimEnd()).width > width) {
        if (line) lines.push(line.trimEnd())
        line = ''
        if (piece === '\n') continue
      }
      line += piece
      while (this.ctx.measureText(line.trimEnd()).width > width && line.length > 1) {
        let cut = line.length - 1
        while (cut > 1 && this.ctx.measureText(line.slice(0, cut)).width > width) cut -= 1
        lines.push(line.slice(0, cut))
        line = line.slice(cut)
      }
    }
    if (line.trim()) lines.push(line.trimEnd())
    return lines
  }
}
