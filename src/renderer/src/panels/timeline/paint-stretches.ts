/** Draws the stretches of one lane: one by one where there is room, by columns of pixels where there is not. */
import type { Wait } from '../../../../contract/unit'
import { STATE_LOOKS } from '../../look/states'
import { stateOf } from '../../stores/lane'
import { dominantStates, NOTHING } from './dominant'
import { labelForms } from './labels'
import type { LanePart } from './lane-parts'
import { NARROWEST_LABEL, paintLabel, type Texts } from './paint-label'
import { xOf, type Scene } from './scene'
import { STRETCH_HEIGHT } from './textures'

/** With fewer pixels than this for each step in sight, a lane is drawn by columns. */
const DENSE_PX_PER_STEP = 4

export function paintPart(
  ctx: CanvasRenderingContext2D,
  scene: Scene,
  texts: Texts,
  part: LanePart,
  y: number,
): void {
  const { viewport, origin, width } = scene
  const { lane, until } = part
  const left = Math.max(origin + viewport.start, part.from)
  const right = Math.min(origin + viewport.start + viewport.span, until)
  if (lane.length === 0 || right <= left) return
  const first = Math.max(0, lane.indexAt(left))
  const last = lane.indexAt(right)
  const pixels = ((right - left) / viewport.span) * width
  if (last - first > 8 && pixels / (last - first) < DENSE_PX_PER_STEP) {
    return paintDense(ctx, scene, texts, part, y)
  }
  for (let index = first; index <= last; index += 1) {
    const from = Math.max(lane.at(index), part.from)
    const to = Math.min(lane.at(index + 1), until)
    if (to <= from) continue
    const state = lane.state(index)
    const x1 = Math.max(xOf(scene, from), -8)
    const x2 = Math.min(xOf(scene, to), width + 8)
    scene.textures.draw(ctx, STATE_LOOKS[state], x1, x2, y)
    const wait = lane.wait(index)
    paintLabel(ctx, scene.palette, texts, STATE_LOOKS[state], Math.max(x1, 0), Math.min(x2, width), y, () =>
      labelForms(state, wait, to - from, holderOf(scene, wait)),
    )
  }
}

const holderOf = ({ run }: Scene, wait: Wait | null): string =>
  wait?.holder === undefined ? '' : (run.peek(wait.holder)?.name ?? '')

let columns = new Uint8Array(0)
/** Where dense lanes are written, pixel by pixel: used again for every lane and frame of one size. */
let strip: { canvas: OffscreenCanvas; brush: OffscreenCanvasRenderingContext2D; image: ImageData } | null =
  null

function stripOf(wide: number, high: number): typeof strip {
  if (strip?.canvas.width === wide && strip.canvas.height === high) return strip
  const canvas = new OffscreenCanvas(wide, high)
  const brush = canvas.getContext('2d')
  strip = brush && { canvas, brush, image: brush.createImageData(wide, high) }
  return strip
}

/** One column of pixels is one state: the one the unit was in for most of that column's time. */
function paintDense(
  ctx: CanvasRenderingContext2D,
  scene: Scene,
  texts: Texts,
  part: LanePart,
  y: number,
): void {
  const { width, ratio } = scene
  const wide = Math.round(width * ratio)
  const high = Math.round(STRETCH_HEIGHT * ratio)
  if (columns.length !== wide) columns = new Uint8Array(wide)
  dominantStates(part.lane, scene.viewport, scene.origin, part.until, columns)
  const place = stripOf(wide, high)
  if (!place) return
  const words = new Uint32Array(place.image.data.buffer)
  words.fill(0)
  let texture = NO_TEXTURE
  let textureCode = NOTHING
  for (let x = 0; x < wide; x += 1) {
    const code = columns[x] ?? NOTHING
    if (code === NOTHING) continue
    if (code !== textureCode) {
      texture = textureOf(scene, code, high)
      textureCode = code
    }
    const column = texture[x % texture.length]
    if (!column) continue
    for (let row = 0, at = x; row < high; row += 1, at += wide) words[at] = column[row] ?? 0
  }
  place.brush.putImageData(place.image, 0, 0)
  ctx.drawImage(place.canvas, 0, y, width, STRETCH_HEIGHT)
  paintDenseLabels(ctx, scene, texts, part, y)
}

const textureOf = (scene: Scene, code: number, high: number): readonly Uint32Array[] => {
  const state = stateOf(code)
  const { texture, tokens } = STATE_LOOKS[state]
  return texture === 'none' ? NO_TEXTURE : scene.textures.columns({ texture, tokens, icon: 's-run' }, high)
}
const NO_TEXTURE: readonly Uint32Array[] = []

/** Also in a dense lane a long stretch says what it is: one step over many columns. */
function paintDenseLabels(
  ctx: CanvasRenderingContext2D,
  scene: Scene,
  texts: Texts,
  part: LanePart,
  y: number,
): void {
  const { ratio, width, viewport, origin } = scene
  const { lane } = part
  for (let x = 0; x < columns.length;) {
    let end = x + 1
    while (end < columns.length && columns[end] === columns[x]) end += 1
    if (columns[x] !== NOTHING && (end - x) / ratio >= NARROWEST_LABEL * 2) {
      const middle = origin + viewport.start + ((x + end) / 2 / columns.length) * viewport.span
      const index = lane.indexAt(middle)
      const [x1, x2] = [xOf(scene, lane.at(index)), xOf(scene, Math.min(lane.at(index + 1), part.until))]
      const state = lane.state(index)
      if (x1 * ratio <= x + 2 && x2 * ratio >= end - 2) {
        paintLabel(
          ctx,
          scene.palette,
          texts,
          STATE_LOOKS[state],
          Math.max(x1, 0),
          Math.min(x2, width),
          y,
          () =>
            labelForms(
              state,
              lane.wait(index),
              Math.min(lane.at(index + 1), part.until) - lane.at(index),
              holderOf(scene, lane.wait(index)),
            ),
        )
      }
    }
    x = end
  }
}
