/**
 * Draws the lanes of the rows in sight: stretches with their labels, marks, ends, links between units, joins
 * that are pending, the measured range and the playhead. Reads plain data only; one call is one frame.
 */
import { hasEnded, type Unit } from '../../../../contract/unit'
import { endMark } from '../../look/end-mark'
import { hueClass, STATE_LOOKS } from '../../look/states'
import { ROW_HEIGHT, type Row } from '../units/rows'
import { laneOf } from './lane-parts'
import { paintIcon } from './paint-icon'
import { measure, Texts } from './paint-label'
import { paintLinks } from './paint-links'
import { paintMarks } from './paint-marks'
import { paintCursor, paintRange } from './paint-range'
import { paintPart } from './paint-stretches'
import { xOf, type Scene } from './scene'
import { STRETCH_HEIGHT } from './textures'
import { ticksOf } from './viewport'

export { xOf, type Scene } from './scene'

const STRETCH_TOP = (ROW_HEIGHT - STRETCH_HEIGHT) / 2
const CAP = 14

export function paintLanes(ctx: CanvasRenderingContext2D, scene: Scene): void {
  const { width, height, ratio, scrollTop, grid } = scene
  ctx.setTransform(ratio, 0, 0, ratio, 0, 0)
  ctx.clearRect(0, 0, width, height)
  paintGridLines(ctx, scene)
  paintRange(ctx, scene, 0, height)
  ctx.translate(0, -scrollTop)
  const rows = grid.rows.filter((row) => row.y + ROW_HEIGHT > scrollTop && row.y < scrollTop + height)
  paintLinks(ctx, scene, 'under')
  const texts = new Texts(scene.palette)
  for (const row of rows) {
    paintLane(ctx, scene, texts, row)
    paintMarks(ctx, scene, row)
  }
  texts.write(ctx)
  paintLinks(ctx, scene, 'over')
  paintPendingJoins(ctx, scene)
  ctx.setTransform(ratio, 0, 0, ratio, 0, 0)
  paintPlayhead(ctx, scene)
  paintCursor(ctx, scene, 0, height)
}

function paintGridLines(ctx: CanvasRenderingContext2D, scene: Scene): void {
  ctx.fillStyle = scene.palette.grid
  for (const tick of ticksOf(scene.viewport, scene.width)) {
    ctx.fillRect(Math.round(xOf(scene, scene.origin + tick.at)), 0, 1, scene.height)
  }
}

function paintLane(ctx: CanvasRenderingContext2D, scene: Scene, texts: Texts, row: Row): void {
  const { parts, ending } = laneOf(scene.run, row, scene.now)
  const y = row.y + STRETCH_TOP
  if (row.isLife) paintLife(ctx, scene, row, y)
  else for (const part of parts) paintPart(ctx, scene, texts, part, y)
  if (ending) paintEnd(ctx, scene, texts, ending, row.y)
}

/** A process that shows its main thread by itself: a thin bar of its hue from start to end. */
function paintLife(ctx: CanvasRenderingContext2D, scene: Scene, row: Row, y: number): void {
  const unit = scene.run.peek(row.unit)
  if (!unit) return
  const hue = scene.palette.hues[Number(hueClass(unit.process).slice(1)) - 1]
  const begins = unit.startedAt ?? unit.createdAt
  const x1 = Math.max(xOf(scene, begins), -2)
  const x2 = Math.min(xOf(scene, unit.end?.at ?? scene.now), scene.width + 2)
  if (!hue || x2 < 0 || x1 > scene.width) return
  ctx.fillStyle = hue.p
  ctx.fillRect(x1, y + STRETCH_HEIGHT / 2 - 1, Math.max(1, x2 - x1), 2)
  ctx.fillRect(x1, y + 3, 2, STRETCH_HEIGHT - 6)
}

function paintEnd(ctx: CanvasRenderingContext2D, scene: Scene, texts: Texts, unit: Unit, rowY: number): void {
  if (!unit.end || !hasEnded(unit.state)) return
  const { palette } = scene
  const x = xOf(scene, unit.end.at)
  if (x < -CAP || x > scene.width) return
  const look = STATE_LOOKS[unit.state]
  const colours = palette.states[look.tokens]
  const middle = rowY + ROW_HEIGHT / 2
  ctx.fillStyle = palette.panel
  ctx.beginPath()
  ctx.arc(x - 1 + CAP / 2, middle, CAP / 2, 0, Math.PI * 2)
  ctx.fill()
  paintIcon(ctx, look.icon, x - 1, middle - CAP / 2, CAP, colours.fill, palette.panel)
  const words = endMark(unit)
  if (!words) return
  // Not over the edge: the status says the same.
  if (x + 18 + measure(palette, { text: words }) > scene.width) return
  texts.add({ text: words }, x + 18, middle + 0.5, colours.ink)
}

/** Who stands in a join now: a dashed bracket in the space after the playhead, from the awaited unit's row. */
function paintPendingJoins(ctx: CanvasRenderingContext2D, scene: Scene): void {
  if (!scene.isLive) return
  const x = xOf(scene, scene.now)
  if (x < 0 || x > scene.width) return
  const { join } = scene.palette.states
  const top = scene.scrollTop
  const bottom = top + scene.height
  let nested = 0
  for (const row of scene.grid.rows) {
    const unit = scene.run.peek(row.shown)
    if (unit?.state !== 'join' || !unit.wait?.unit) continue
    const target = scene.grid.rowOf.get(unit.wait.unit)
    if (!target || target === row) continue
    if (Math.max(row.y, target.y) + ROW_HEIGHT < top || Math.min(row.y, target.y) > bottom) continue
    const y1 = row.y + ROW_HEIGHT / 2
    const y2 = target.y + ROW_HEIGHT / 2
    const right = x + 16 + nested * 5
    nested = (nested + 1) % 4
    ctx.strokeStyle = join.fill
    ctx.lineWidth = 1.5
    ctx.setLineDash([3.5, 2.5])
    ctx.beginPath()
    ctx.moveTo(x + 4, y2)
    ctx.lineTo(right - 6, y2)
    ctx.quadraticCurveTo(right, y2, right, y2 + Math.sign(y1 - y2) * 6)
    ctx.lineTo(right, y1 - Math.sign(y1 - y2) * 6)
    ctx.quadraticCurveTo(right, y1, right - 6, y1)
    ctx.lineTo(x + 8, y1)
    ctx.stroke()
    ctx.setLineDash([])
    ctx.fillStyle = join.fill
    ctx.beginPath()
    ctx.moveTo(x + 2, y1)
    ctx.lineTo(x + 8, y1 - 4.5)
    ctx.lineTo(x + 8, y1 + 4.5)
    ctx.closePath()
    ctx.fill()
  }
}

export function paintPlayhead(ctx: CanvasRenderingContext2D, scene: Scene): void {
  const x = xOf(scene, scene.now)
  if (x < 0 || x > scene.width) return
  ctx.fillStyle = scene.palette.ink
  ctx.fillRect(x - 0.75, 0, 1.5, scene.height)
}
