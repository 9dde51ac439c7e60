/**
 * The marks under a lane: when the unit printed (the more lines, the higher), and a ring where it got a line
 * of input. In the hue of its process, as the dots of the log are.
 */
import { hueClass } from '../../look/states'
import { codeOf } from '../../stores/lane'
import { ROW_HEIGHT, type Row } from '../units/rows'
import { laneOf } from './lane-parts'
import { xOf, type Scene } from './scene'

/** Room under the stretches, in CSS pixels. */
const LOWEST = ROW_HEIGHT - 1
const SHORTEST = 2.5
const HIGHEST = 5
const RING = 2.25
const INPUT = codeOf('input')
/** With more steps in sight than this, rings would stand one on the other. */
const MOST_STEPS = 400

export function paintMarks(ctx: CanvasRenderingContext2D, scene: Scene, row: Row): void {
  if (row.isLife) return
  const hue = scene.palette.hues[Number(hueClass(row.shown).slice(1)) - 1]
  if (!hue) return
  ctx.fillStyle = hue.p
  paintPrints(ctx, scene, row)
  ctx.strokeStyle = hue.p
  paintInputs(ctx, scene, row)
}

function paintPrints(ctx: CanvasRenderingContext2D, scene: Scene, row: Row): void {
  const prints = scene.run.prints.get(row.shown)
  if (!prints) return
  const { viewport, origin, width } = scene
  const left = origin + viewport.start
  const right = left + viewport.span
  let column = -2
  let lines = 0
  const put = (): void => {
    if (lines === 0) return
    const height = Math.min(HIGHEST, SHORTEST + Math.log2(lines) / 2)
    ctx.fillRect(column, row.y + LOWEST - height, 2, height)
  }
  for (let index = prints.firstAt(left); index < prints.length && prints.at(index) <= right; index += 1) {
    const x = Math.round(((prints.at(index) - left) / viewport.span) * width)
    if (x > column + 1) {
      put()
      column = x
      lines = 0
    }
    lines += prints.lines(index)
  }
  put()
}

function paintInputs(ctx: CanvasRenderingContext2D, scene: Scene, row: Row): void {
  const { viewport, origin } = scene
  const left = origin + viewport.start
  const right = left + viewport.span
  for (const { lane, until } of laneOf(scene.run, row, scene.now).parts) {
    const first = Math.max(0, lane.indexAt(left) - 1)
    const last = lane.indexAt(right)
    if (last - first > MOST_STEPS) continue
    for (let index = first; index < last; index += 1) {
      if (lane.code(index) !== INPUT || lane.at(index + 1) > until) continue
      ctx.beginPath()
      ctx.arc(xOf(scene, lane.at(index + 1)), row.y + LOWEST - RING - 0.5, RING, 0, Math.PI * 2)
      ctx.lineWidth = 1.25
      ctx.stroke()
    }
  }
}
