/**
 * Draws the strip of units on the CPU, by process. The columns are written as pixels once for each time they
 * are counted; while the lanes move on under them, the picture moves with them.
 */
import { hueClass } from '../../look/states'
import type { Concurrency } from './concurrency'
import type { Palette } from './palette'
import { xOf, type Scene } from './scene'

const PADDING_TOP = 5
const PADDING = 6
/** Space at the right for the numbers of the scale. */
const SCALE_WIDTH = 16
/** Less than this share of a column is not drawn. */
const NOTHING_BELOW = 0.02

/** In the place that begins at `top` and is `height` high, in CSS pixels. */
export function paintStrip(
  ctx: CanvasRenderingContext2D,
  scene: Scene,
  strip: Concurrency,
  top: number,
  height: number,
): void {
  const { palette, width } = scene
  const room = height - PADDING
  const highest = Math.max(1, Math.ceil(strip.highest - 0.01))
  const unit = room / highest
  const base = top + PADDING_TOP + room
  const picture = pictureOf(strip, palette, highest, Math.round(room * scene.ratio))
  if (picture) {
    const { start, span } = strip.viewport
    const x1 = xOf(scene, scene.origin + start)
    const x2 = xOf(scene, scene.origin + start + span)
    ctx.imageSmoothingEnabled = false
    ctx.drawImage(picture, x1, base - room, x2 - x1, room)
    ctx.imageSmoothingEnabled = true
  }
  ctx.fillStyle = palette.panel
  for (let line = 1; line < highest && unit > 3; line += 1) ctx.fillRect(0, base - line * unit, width, 1)
  ctx.fillStyle = palette.text3
  ctx.font = `10.5px ${palette.uiFont}`
  ctx.textAlign = 'right'
  const every = Math.max(1, Math.ceil(9 / unit))
  for (let line = every; line <= highest; line += every) {
    ctx.fillText(String(line), width - 2, base - (line - 0.5) * unit, SCALE_WIDTH)
  }
  ctx.textAlign = 'left'
}

let last: {
  strip: Concurrency
  palette: Palette
  high: number
  canvas: OffscreenCanvas
  brush: OffscreenCanvasRenderingContext2D
} | null = null

/** One column of pixels for each column of the strip, `high` pixels for the highest of them. */
function pictureOf(
  strip: Concurrency,
  palette: Palette,
  highest: number,
  high: number,
): OffscreenCanvas | null {
  const wide = [...strip.columns.values()][0]?.length ?? 0
  if (wide === 0 || high <= 0) return null
  if (last?.strip === strip && last.palette === palette && last.high === high) return last.canvas
  const canvas = last?.canvas ?? new OffscreenCanvas(wide, high)
  const brush = last?.brush ?? canvas.getContext('2d')
  if (!brush) return null
  if (canvas.width !== wide) canvas.width = wide
  if (canvas.height !== high) canvas.height = high
  const image = brush.createImageData(wide, high)
  writePixels(strip, palette, highest, new Uint32Array(image.data.buffer), wide, high)
  brush.putImageData(image, 0, 0)
  last = { strip, palette, high, canvas, brush }
  return canvas
}

function writePixels(
  strip: Concurrency,
  palette: Palette,
  highest: number,
  pixels: Uint32Array,
  wide: number,
  high: number,
): void {
  const stacked = new Float32Array(wide)
  for (const process of strip.processes) {
    const sums = strip.columns.get(process)
    const hue = palette.hues[Number(hueClass(process).slice(1)) - 1]
    if (!sums || !hue) continue
    for (let x = 0; x < wide; x += 1) {
      const sum = sums[x] ?? 0
      if (sum <= NOTHING_BELOW) continue
      const under = stacked[x] ?? 0
      stacked[x] = under + sum
      const bottom = high - Math.round((under / highest) * high)
      // Whatever ran is seen, if only as one pixel.
      const top = Math.max(0, Math.min(bottom - 1, high - Math.round(((under + sum) / highest) * high)))
      for (let y = top; y < bottom; y += 1) pixels[y * wide + x] = hue.pixel
    }
  }
}
