/** Draws what stands over the lanes: the ruler, and under it the strip of units on the CPU, by process. */
import { seconds, span } from '../../look/format'
import type { Concurrency } from './concurrency'
import type { CoreColumns } from './core-columns'
import { paintCores } from './paint-cores'
import { paintCursor, paintRange } from './paint-range'
import { paintStrip } from './paint-strip'
import { xOf, type Scene } from './scene'
import { ticksOf } from './viewport'

export const RULER_HEIGHT = 25
export const STRIP_HEIGHT = 46

/** `scene.height` is that of ruler and strip together. */
export function paintRuler(
  ctx: CanvasRenderingContext2D,
  scene: Scene,
  strip: Concurrency | CoreColumns,
): void {
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

  if ('cores' in strip) paintCores(ctx, scene, strip, RULER_HEIGHT, STRIP_HEIGHT)
  else paintStrip(ctx, scene, strip, RULER_HEIGHT, STRIP_HEIGHT)
  paintRange(ctx, scene, 0, height)
  paintCursor(ctx, scene, 0, height)
  paintRangeLength(ctx, scene)

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

/** How long the measured time is, between its ends where there is room. */
function paintRangeLength(ctx: CanvasRenderingContext2D, scene: Scene): void {
  const range = scene.attention?.range
  if (!range) return
  const { palette, width } = scene
  const x1 = Math.max(0, xOf(scene, scene.origin + range.from))
  const x2 = Math.min(width, xOf(scene, scene.origin + range.to))
  ctx.font = `600 11px ${palette.uiFont}`
  const words = span(range.to - range.from)
  const needed = ctx.measureText(words).width + 10
  if (x2 - x1 < needed) return
  const x = (x1 + x2 - needed) / 2
  ctx.fillStyle = palette.panel
  ctx.fillRect(x, 4, needed, 17)
  ctx.fillStyle = palette.ink
  ctx.fillText(words, x + 5, 13)
}
