/** Draws the strip by cores: a row per core, in it the hue of who was found there, as high as its share. */
import { hueClass } from '../../look/states'
import type { CoreColumns } from './core-columns'
import { xOf, type Scene } from './scene'

const PADDING_TOP = 5
const PADDING = 6
/** Rows as low as this have no gap between them and no number. */
const LOW_ROW = 7
const LOWEST = 3

/** In the place that begins at `top` and is `height` high, in CSS pixels. Core 0 is at the top. */
export function paintCores(
  ctx: CanvasRenderingContext2D,
  scene: Scene,
  columns: CoreColumns,
  top: number,
  height: number,
): void {
  const { palette } = scene
  const pitch = (height - PADDING) / Math.max(1, columns.cores.length)
  const gap = pitch > LOW_ROW ? 2 : 0
  const toX = (x: number): number =>
    xOf(scene, scene.origin + columns.viewport.start + (x / columns.width) * columns.viewport.span)
  columns.cores.forEach((row, core) => {
    const base = top + PADDING_TOP + (core + 1) * pitch - gap
    ctx.fillStyle = palette.grid
    ctx.fillRect(0, base - (pitch - gap), scene.width, pitch - gap)
    paintRow(ctx, scene, row, columns.width, base, pitch - gap, toX)
    if (pitch < 9) return
    ctx.fillStyle = palette.text3
    ctx.font = `10.5px ${palette.uiFont}`
    ctx.textAlign = 'right'
    ctx.fillText(String(core), scene.width - 2, base - (pitch - gap) / 2)
    ctx.textAlign = 'left'
  })
}

function paintRow(
  ctx: CanvasRenderingContext2D,
  scene: Scene,
  row: ReadonlyMap<string, Float32Array>,
  width: number,
  base: number,
  height: number,
  toX: (x: number) => number,
): void {
  const stacked = new Float32Array(width)
  for (const [process, sums] of row) {
    const hue = scene.palette.hues[Number(hueClass(process).slice(1)) - 1]
    if (!hue) continue
    ctx.fillStyle = hue.p
    for (let x = 0; x < width;) {
      const sum = sums[x] ?? 0
      const under = stacked[x] ?? 0
      let end = x + 1
      while (end < width && sums[end] === sum && stacked[end] === under) end += 1
      const share = Math.min(sum, 1 - under)
      if (share > 0) {
        // Who was there is seen, however little it ran.
        const high = Math.min(height, Math.max(LOWEST, share * height))
        ctx.fillRect(toX(x), base - under * height - high, toX(end) - toX(x), high)
        stacked.fill(under + share, x, end)
      }
      x = end
    }
  }
}
