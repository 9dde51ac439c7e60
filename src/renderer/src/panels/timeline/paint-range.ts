/** Draws the stretch of time that is measured, and the place where the keys stand. */
import { xOf, type Scene } from './scene'

/** Under everything else: the edges and a wash over what is between them. */
export function paintRange(ctx: CanvasRenderingContext2D, scene: Scene, top: number, height: number): void {
  const range = scene.attention?.range
  if (!range) return
  const x1 = xOf(scene, scene.origin + range.from)
  const x2 = xOf(scene, scene.origin + range.to)
  if (x2 < 0 || x1 > scene.width) return
  ctx.fillStyle = scene.palette.ink
  ctx.globalAlpha = 0.08
  ctx.fillRect(x1, top, Math.max(1, x2 - x1), height)
  ctx.globalAlpha = 0.75
  ctx.fillRect(Math.round(x1), top, 1, height)
  ctx.fillRect(Math.round(x2), top, 1, height)
  ctx.globalAlpha = 1
}

export function paintCursor(ctx: CanvasRenderingContext2D, scene: Scene, top: number, height: number): void {
  const cursor = scene.attention?.cursor
  if (cursor == null) return
  const x = xOf(scene, scene.origin + cursor)
  if (x < 0 || x > scene.width) return
  ctx.fillStyle = scene.palette.text2
  for (let y = top; y < top + height; y += 6) ctx.fillRect(Math.round(x), y, 1, 3)
}
