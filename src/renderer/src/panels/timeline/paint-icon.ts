import { STATE_ICONS, type Shape, type StateIcon } from '../../look/state-icons'

const paths = new Map<string, Path2D>()

function pathOf(d: string): Path2D {
  let path = paths.get(d)
  if (!path) paths.set(d, (path = new Path2D(d)))
  return path
}

/** Draws a state's silhouette in a square of `size` CSS pixels whose corner is (x, y). */
export function paintIcon(
  ctx: CanvasRenderingContext2D,
  name: StateIcon,
  x: number,
  y: number,
  size: number,
  colour: string,
  panel: string,
): void {
  ctx.save()
  ctx.translate(x, y)
  ctx.scale(size / 16, size / 16)
  ctx.lineCap = 'round'
  ctx.lineJoin = 'round'
  for (const shape of STATE_ICONS[name] as readonly Shape[]) {
    const ink = shape.knockout ? panel : colour
    if (shape.stroke) {
      ctx.strokeStyle = ink
      ctx.lineWidth = shape.stroke
      ctx.setLineDash(shape.dash ? [...shape.dash] : [])
      ctx.stroke(pathOf(shape.d))
    } else {
      ctx.fillStyle = ink
      ctx.fill(pathOf(shape.d))
    }
  }
  ctx.restore()
}
