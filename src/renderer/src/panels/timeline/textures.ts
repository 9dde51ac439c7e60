/**
 * The texture of each state's stretch, twice: as vector drawing for lanes that are read stretch by stretch,
 * and as pixels for dense ones. Both obey the design: full height runs, thin line sleeps, diagonal hatch
 * joins, vertical bars wait for locks, an outlined box waits for input.
 */
import type { LaneTexture, StateLook } from '../../look/states'
import type { Palette } from './palette'

/** Height of a stretch at full height, in CSS pixels. */
export const STRETCH_HEIGHT = 16

export class Textures {
  readonly #palette: Palette
  readonly #ratio: number
  readonly #patterns = new Map<string, CanvasPattern | null>()
  readonly #columns = new Map<string, readonly Uint32Array[]>()

  constructor(palette: Palette, ratio: number) {
    this.#palette = palette
    this.#ratio = ratio
  }

  /** Draws a stretch from `x1` to `x2` whose full height begins at `y`. */
  draw(ctx: CanvasRenderingContext2D, look: StateLook, x1: number, x2: number, y: number): void {
    const colours = this.#palette.states[look.tokens]
    const width = Math.max(x2 - x1, 0.75)
    const height = STRETCH_HEIGHT
    switch (look.texture) {
      case 'none':
        return
      case 'solid':
        ctx.fillStyle = colours.fill
        if (width > 4) roundRect(ctx, x1, y, width, height)
        else ctx.fillRect(x1, y, width, height)
        return
      case 'line':
        ctx.fillStyle = colours.fill
        ctx.fillRect(x1, y + height / 2 - 1.5, width, 3)
        return
      case 'dots':
        ctx.fillStyle = colours.fill
        for (let x = Math.ceil(x1 / 4) * 4; x < x1 + width; x += 4) ctx.fillRect(x, y + height / 2 - 1, 2, 2)
        return
      case 'outline':
        ctx.fillStyle = colours.soft
        ctx.fillRect(x1, y, width, height)
        ctx.fillStyle = colours.fill
        ctx.fillRect(x1, y, Math.min(1.5, width), height)
        ctx.fillRect(x1, y, width, 1.5)
        ctx.fillRect(x1, y + height - 1.5, width, 1.5)
        return
      case 'box':
        ctx.fillStyle = colours.soft
        ctx.strokeStyle = this.#palette.inputLine
        if (width < 4) {
          ctx.fillStyle = this.#palette.inputLine
          ctx.fillRect(x1, y, width, height)
          return
        }
        ctx.lineWidth = 1.5
        ctx.beginPath()
        ctx.roundRect(x1 + 0.75, y + 0.75, width - 1.5, height - 1.5, 3)
        ctx.fill()
        ctx.stroke()
        return
      default:
        ctx.fillStyle = colours.soft
        ctx.fillRect(x1, y, width, height)
        ctx.fillStyle = this.#pattern(ctx, look) ?? colours.fill
        ctx.fillRect(x1, y, width, height)
        ctx.fillStyle = colours.fill
        ctx.fillRect(x1, y, width, 1.5)
        ctx.fillRect(x1, y + height - 1.5, width, 1.5)
    }
  }

  /**
   * The columns of pixels of a texture, for dense lanes: column `x` of the lane is column `x % length` here.
   * Made once; drawing a lane is copying columns.
   */
  columns(look: StateLook, height: number): readonly Uint32Array[] {
    const key = `${look.texture}/${look.tokens}/${height}`
    let columns = this.#columns.get(key)
    if (!columns) {
      columns = Array.from({ length: Math.round(TILE * this.#ratio) }, (_, x) =>
        Uint32Array.from({ length: height }, (__, y) => this.#pixel(look, x, y, height)),
      )
      this.#columns.set(key, columns)
    }
    return columns
  }

  /**
   * The colour of one device pixel of a dense lane; 0 is transparent. `x` and `y` are device pixels, `y` from
   * the top of the stretch, `height` its height.
   */
  #pixel(look: StateLook, x: number, y: number, height: number): number {
    const { fillPixel, softPixel } = this.#palette.states[look.tokens]
    const edge = Math.max(1, Math.round(1.5 * this.#ratio))
    const isEdge = y < edge || y >= height - edge
    switch (look.texture) {
      case 'none':
        return 0
      case 'solid':
        return fillPixel
      case 'line':
        return Math.abs(y - height / 2 + 0.5) <= 1.5 * this.#ratio ? fillPixel : 0
      case 'dots':
        return Math.abs(y - height / 2 + 0.5) <= this.#ratio && (x / this.#ratio) % 4 < 2 ? fillPixel : 0
      case 'outline':
        return isEdge ? fillPixel : softPixel
      case 'box':
        return isEdge ? this.#palette.inputLinePixel : softPixel
      default:
        return isEdge || isMark(look.texture, x / this.#ratio, y / this.#ratio) ? fillPixel : softPixel
    }
  }

  #pattern(ctx: CanvasRenderingContext2D, look: StateLook): CanvasPattern | null {
    const key = `${look.texture}/${look.tokens}`
    const known = this.#patterns.get(key)
    if (known !== undefined) return known
    const made = this.#makePattern(ctx, look)
    this.#patterns.set(key, made)
    return made
  }

  #makePattern(ctx: CanvasRenderingContext2D, look: StateLook): CanvasPattern | null {
    const size = TILE
    const tile = new OffscreenCanvas(size * this.#ratio, size * this.#ratio)
    const brush = tile.getContext('2d')
    if (!brush) return null
    brush.scale(this.#ratio, this.#ratio)
    const colour = this.#palette.states[look.tokens].fill
    brush.fillStyle = colour
    brush.strokeStyle = colour
    paintMarks(brush, look.texture, size)
    const pattern = ctx.createPattern(tile, 'repeat')
    pattern?.setTransform(new DOMMatrix().scale(1 / this.#ratio))
    return pattern
  }
}

/** Textures repeat after so many CSS pixels: a multiple of every texture's period. */
const TILE = 60

/** Distance between marks, in CSS pixels. */
const PERIOD: Readonly<Partial<Record<LaneTexture, number>>> = {
  hatch: 8.571428,
  'hatch-thin': 6,
  bars: 5,
  'bars-wide': 10,
  rails: 5,
}

function isMark(texture: LaneTexture, x: number, y: number): boolean {
  switch (texture) {
    case 'hatch':
      return (x + y) % 8.571428 < 1.8
    case 'hatch-thin':
      return (((x - y) % 6) + 6) % 6 < 1.2
    case 'bars':
      return x % 5 < 2
    case 'bars-wide':
      return x % 10 < 2
    case 'rails':
      return y % 5 < 1.5
    default:
      return false
  }
}

function paintMarks(brush: OffscreenCanvasRenderingContext2D, texture: LaneTexture, size: number): void {
  const period = PERIOD[texture] ?? 5
  switch (texture) {
    case 'hatch':
    case 'hatch-thin': {
      brush.lineWidth = texture === 'hatch' ? 1.25 : 1
      const down = texture === 'hatch' ? -1 : 1
      brush.beginPath()
      for (let x = -size; x <= size * 2 + period; x += period) {
        brush.moveTo(x, -1)
        brush.lineTo(x + down * (size + 2), size + 1)
      }
      brush.stroke()
      return
    }
    case 'bars':
    case 'bars-wide':
      for (let x = 0; x < size; x += period) brush.fillRect(x, 0, 2, size)
      return
    case 'rails':
      for (let y = 0; y < size; y += period) brush.fillRect(0, y, size, 1.5)
      return
    default:
  }
}

/** Corners of one pixel, without a path: paths are many times slower to fill. */
function roundRect(ctx: CanvasRenderingContext2D, x: number, y: number, width: number, height: number): void {
  ctx.fillRect(x + 1, y, width - 2, height)
  ctx.fillRect(x, y + 1, 1, height - 2)
  ctx.fillRect(x + width - 1, y + 1, 1, height - 2)
}
