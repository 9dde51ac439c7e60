/** Draws what stands over the lanes: the ruler, and under it the strip of units on the CPU, by process. */
import { hueClass } from '../../look/states'
import { seconds } from '../../look/format'
import type { Concurrency } from './concurrency'
import { xOf, type Scene } from './paint-lanes'
import { ticksOf } from './viewport'

export const RULER_HEIGHT = 25
export const STRIP_HEIGHT = 46
const STRIP_TOP = RULER_HEIGHT + 5
/** Space at the right for the numbers of the scale. */
const SCALE_WIDTH = 16

/** `scene.height` is that of ruler and strip together. */
export function paintRuler(ctx: CanvasRenderingContext2D, scene: Scene, strip: Concurrency): void {
  const { palette, width, height, ratio } = scene
  ctx.setTransform(ratio, 0, 0, ratio, 0, 0)
  ctx.clearRect(0, 0, width, height)
  const nowX = xOf(scene, scene.now)
  const nowLabel = `${seconds(scene.now - scene.origin)} s`
  ctx.font = `600 11px ${palette.uiFont}`
  const chip = ctx.measureText(nowLabel).width + 10

  ctx.font = `11px ${palette.uiFont}`
  ctx.textBaseline = 'middle'
  for (const tick of ticksOf(scene.viewport, width)) {
    const x = Math.round(xOf(scene, scene.origin + tick.at))
    ctx.fillStyle = palette.line
    ctx.fillRect(x, 0, 1, RULER_HEIGHT - 1)
    const right = x + 5 + ctx.measureText(tick.label).width
    // The chip of now has the right of way.
    if (right > nowX - chip && x < nowX + 2) continue
    if (right > width) continue
    ctx.fillStyle = palette.text3
    ctx.fillText(tick.label, x + 5, RULER_HEIGHT / 2 + 0.5)
  }

  paintStrip(ctx, scene, strip)

  if (nowX < 0 || nowX > width) return
  ctx.fillStyle = palette.ink
  ctx.fillRect(nowX - 0.75, 4, 1.5, height - 4)
  const chipX = Math.max(0, nowX + 0.75 - chip)
  ctx.beginPath()
  ctx.roundRect(chipX, 4, chip, 17, [3, 3, 0, 3])
  ctx.fill()
  ctx.fillStyle = palette.invert
  ctx.font = `600 11px ${palette.uiFont}`
  ctx.fillText(nowLabel, chipX + 5, 13)
}

function paintStrip(ctx: CanvasRenderingContext2D, scene: Scene, strip: Concurrency): void {
  const { palette, width } = scene
  const room = STRIP_HEIGHT - 6
  const highest = Math.max(1, Math.ceil(strip.highest - 0.01))
  const unit = room / highest
  const base = STRIP_TOP + room
  const stacked = new Float32Array(width)
  for (const process of strip.processes) {
    const sums = strip.columns.get(process)
    const hue = palette.hues[Number(hueClass(process).slice(1)) - 1]
    if (!sums || !hue) continue
    ctx.fillStyle = hue.p
    // Neighbouring columns of one height are one rectangle.
    for (let x = 0; x < width;) {
      const sum = sums[x] ?? 0
      const under = stacked[x] ?? 0
      let end = x + 1
      while (end < width && sums[end] === sum && stacked[end] === under) end += 1
      if (sum > 0.02) {
        ctx.fillRect(x, base - (under + sum) * unit, end - x, Math.max(1, sum * unit))
        for (let column = x; column < end; column += 1) stacked[column] = under + sum
      }
      x = end
    }
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
