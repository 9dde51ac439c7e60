/**
 * Draws the lanes of the rows in sight: stretches with their labels, ends, links between units, joins that
 * are pending, and the playhead. Reads plain data only; one call is one frame.
 */
import { hasEnded, type Link, type Unit } from '../../../../contract/unit'
import { hueClass, STATE_LOOKS, type StateLook } from '../../look/states'
import { endMark } from '../../look/end-mark'
import type { RunData } from '../../stores/run-data'
import { stateOf } from '../../stores/lane'
import { ROW_HEIGHT, type Grid, type Row } from '../units/rows'
import { dominantStates, NOTHING } from './dominant'
import { labelForms, type LabelPart } from './labels'
import { laneOf, type LanePart } from './lane-parts'
import { paintIcon } from './paint-icon'
import type { Palette } from './palette'
import { STRETCH_HEIGHT, type Textures } from './textures'
import { ticksOf, type Viewport } from './viewport'

export interface Scene {
  readonly run: RunData
  readonly grid: Grid
  readonly viewport: Viewport
  /** The run's start, and the end of what is still going on, on the machine's clock. */
  readonly origin: number
  readonly now: number
  readonly isLive: boolean
  readonly width: number
  readonly height: number
  readonly scrollTop: number
  readonly ratio: number
  readonly palette: Palette
  readonly textures: Textures
}

/** With fewer pixels than this for each step in sight, a lane is drawn by columns. */
const DENSE_PX_PER_STEP = 4
const STRETCH_TOP = (ROW_HEIGHT - STRETCH_HEIGHT) / 2
/** Narrower stretches carry nothing, not even an icon. */
const NARROWEST_LABEL = 18
const ICON = 11
const CAP = 14

export function paintLanes(ctx: CanvasRenderingContext2D, scene: Scene): void {
  const { width, height, ratio, scrollTop, grid } = scene
  ctx.setTransform(ratio, 0, 0, ratio, 0, 0)
  ctx.clearRect(0, 0, width, height)
  paintGridLines(ctx, scene)
  ctx.translate(0, -scrollTop)
  const rows = grid.rows.filter((row) => row.y + ROW_HEIGHT > scrollTop && row.y < scrollTop + height)
  paintLinks(ctx, scene, 'under')
  for (const row of rows) paintLane(ctx, scene, row)
  paintLinks(ctx, scene, 'over')
  paintPendingJoins(ctx, scene)
  ctx.setTransform(ratio, 0, 0, ratio, 0, 0)
  paintPlayhead(ctx, scene)
}

export const xOf = ({ viewport, origin, width }: Scene, at: number): number =>
  ((at - origin - viewport.start) / viewport.span) * width

function paintGridLines(ctx: CanvasRenderingContext2D, scene: Scene): void {
  ctx.fillStyle = scene.palette.grid
  for (const tick of ticksOf(scene.viewport, scene.width)) {
    ctx.fillRect(Math.round(xOf(scene, scene.origin + tick.at)), 0, 1, scene.height)
  }
}

function paintLane(ctx: CanvasRenderingContext2D, scene: Scene, row: Row): void {
  const { parts, ending } = laneOf(scene.run, row, scene.now)
  const y = row.y + STRETCH_TOP
  if (row.isLife) paintLife(ctx, scene, row, y)
  else for (const part of parts) paintPart(ctx, scene, part, y)
  if (ending) paintEnd(ctx, scene, ending, row.y)
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

function paintPart(ctx: CanvasRenderingContext2D, scene: Scene, part: LanePart, y: number): void {
  const { viewport, origin, width } = scene
  const { lane, until } = part
  const left = Math.max(origin + viewport.start, part.from)
  const right = Math.min(origin + viewport.start + viewport.span, until)
  if (lane.length === 0 || right <= left) return
  const first = Math.max(0, lane.indexAt(left))
  const last = lane.indexAt(right)
  const pixels = ((right - left) / viewport.span) * width
  if (last - first > 8 && pixels / (last - first) < DENSE_PX_PER_STEP) {
    return paintDense(ctx, scene, part, y)
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
    paintLabel(ctx, scene, STATE_LOOKS[state], Math.max(x1, 0), Math.min(x2, width), y, () =>
      labelForms(state, wait, to - from),
    )
  }
}

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
function paintDense(ctx: CanvasRenderingContext2D, scene: Scene, part: LanePart, y: number): void {
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
  paintDenseLabels(ctx, scene, part, y)
}

const textureOf = (scene: Scene, code: number, high: number): readonly Uint32Array[] => {
  const state = stateOf(code)
  const { texture, tokens } = STATE_LOOKS[state]
  return texture === 'none' ? NO_TEXTURE : scene.textures.columns({ texture, tokens, icon: 's-run' }, high)
}
const NO_TEXTURE: readonly Uint32Array[] = []

/** Also in a dense lane a long stretch says what it is: one step over many columns. */
function paintDenseLabels(ctx: CanvasRenderingContext2D, scene: Scene, part: LanePart, y: number): void {
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
        paintLabel(ctx, scene, STATE_LOOKS[state], Math.max(x1, 0), Math.min(x2, width), y, () =>
          labelForms(state, lane.wait(index), Math.min(lane.at(index + 1), part.until) - lane.at(index)),
        )
      }
    }
    x = end
  }
}

const setFont = (ctx: CanvasRenderingContext2D, palette: Palette, mono: boolean | undefined): void => {
  ctx.font = `11px ${mono ? palette.monoFont : palette.uiFont}`
}

/** Widths of texts that were measured; lengths that grow with time make new ones all the while. */
const MOST_WIDTHS = 2_000
const widths = new Map<string, number>()

function measure(ctx: CanvasRenderingContext2D, palette: Palette, { text, mono }: LabelPart): number {
  const key = `${mono ? 'm' : 'u'}${text}`
  let width = widths.get(key)
  if (width === undefined) {
    if (widths.size >= MOST_WIDTHS) widths.clear()
    setFont(ctx, palette, mono)
    width = ctx.measureText(text).width
    widths.set(key, width)
  }
  return width
}

const widthOf = (ctx: CanvasRenderingContext2D, palette: Palette, parts: readonly LabelPart[]): number =>
  parts.reduce((sum, part) => sum + 4 + measure(ctx, palette, part), 5 + ICON + 6)

function paintLabel(
  ctx: CanvasRenderingContext2D,
  { palette }: Scene,
  look: StateLook,
  x1: number,
  x2: number,
  y: number,
  forms: () => readonly (readonly LabelPart[])[],
): void {
  const room = x2 - x1
  if (room < NARROWEST_LABEL) return
  const fitting = forms().find((parts) => widthOf(ctx, palette, parts) <= room)
  if (!fitting) return
  const colours = palette.states[look.tokens]
  const middle = y + STRETCH_HEIGHT / 2
  if (look.texture !== 'box') {
    ctx.fillStyle = colours.soft
    ctx.fillRect(x1, y + 1.5, widthOf(ctx, palette, fitting), STRETCH_HEIGHT - 3)
  }
  paintIcon(ctx, look.icon, x1 + 5, middle - ICON / 2, ICON, colours.ink, palette.panel)
  ctx.fillStyle = colours.ink
  ctx.textBaseline = 'middle'
  let x = x1 + 5 + ICON + 4
  for (const part of fitting) {
    setFont(ctx, palette, part.mono)
    ctx.fillText(part.text, x, middle + 0.5)
    x += measure(ctx, palette, part) + 4
  }
}

function paintEnd(ctx: CanvasRenderingContext2D, scene: Scene, unit: Unit, rowY: number): void {
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
  setFont(ctx, palette, false)
  // Not over the edge: the status says the same.
  if (x + 18 + ctx.measureText(words).width > scene.width) return
  ctx.fillStyle = colours.ink
  ctx.textBaseline = 'middle'
  ctx.fillText(words, x + 18, middle + 0.5)
}

/** Links closer together than this between the same rows are drawn once. */
const LINK_GRAIN_PX = 2

function paintLinks(ctx: CanvasRenderingContext2D, scene: Scene, layer: 'under' | 'over'): void {
  const drawn = new Set<string>()
  for (const link of linksInSight(scene)) {
    if ((link.kind === 'start') !== (layer === 'under')) continue
    const from = scene.grid.rowOf.get(link.from)
    const to = scene.grid.rowOf.get(link.to)
    if (!from || !to || from === to) continue
    const x = xOf(scene, link.at)
    if (x < -8 || x > scene.width + 8) continue
    const key = `${link.kind}/${from.y}/${to.y}/${Math.round(x / LINK_GRAIN_PX)}`
    if (drawn.has(key)) continue
    drawn.add(key)
    paintLink(ctx, scene.palette, link, Math.round(x), from.y, to.y)
  }
}

/** Links are in order of time: only those in sight are looked at. */
export function linksInSight({ run, viewport, origin }: Scene): readonly Link[] {
  const { links } = run
  const margin = viewport.span * 0.02
  const first = firstAfter(links, origin + viewport.start - margin)
  const last = firstAfter(links, origin + viewport.start + viewport.span + margin)
  return links.slice(first, last)
}

function firstAfter(links: readonly Link[], at: number): number {
  let low = 0
  let high = links.length
  while (low < high) {
    const middle = (low + high) >>> 1
    if ((links[middle]?.at ?? Infinity) < at) low = middle + 1
    else high = middle
  }
  return low
}

function paintLink(
  ctx: CanvasRenderingContext2D,
  palette: Palette,
  link: Link,
  x: number,
  fromY: number,
  toY: number,
): void {
  const isDown = toY > fromY
  const edge = STRETCH_TOP - 1
  const y1 = fromY + (isDown ? ROW_HEIGHT - edge : edge)
  const y2 = toY + (isDown ? edge : ROW_HEIGHT - edge)
  const top = Math.min(y1, y2)
  const height = Math.abs(y2 - y1)
  switch (link.kind) {
    case 'start':
      ctx.globalAlpha = 0.55
      ctx.fillStyle = palette.text3
      ctx.fillRect(x, top, 1, height)
      ctx.globalAlpha = 1
      return
    case 'join':
      // Beside the end cap it starts from, not on it.
      ctx.fillStyle = palette.states.join.fill
      ctx.fillRect(x + 5.25, top, 1.5, height)
      return paintArrow(ctx, x + 6, y2, isDown)
    case 'handover':
      ctx.fillStyle = palette.states.lock.fill
      ctx.fillRect(x, top, 1.5, height)
      ctx.strokeStyle = palette.states.lock.fill
      ctx.lineWidth = 1.5
      ctx.fillStyle = palette.panel
      ctx.beginPath()
      ctx.moveTo(x + 0.75, (y1 + y2) / 2 - 6)
      ctx.lineTo(x + 6.75, (y1 + y2) / 2)
      ctx.lineTo(x + 0.75, (y1 + y2) / 2 + 6)
      ctx.lineTo(x - 5.25, (y1 + y2) / 2)
      ctx.closePath()
      ctx.fill()
      ctx.stroke()
      return
    case 'message':
      ctx.fillStyle = palette.states.sleep.ink
      ctx.fillRect(x, top, 1.25, height)
      return paintArrow(ctx, x + 0.6, y2, isDown)
    case 'signal':
      ctx.fillStyle = palette.states.term.fill
      ctx.globalAlpha = 0.7
      for (let y = top; y < top + height; y += 5) ctx.fillRect(x, y, 1, 2.5)
      ctx.globalAlpha = 1
      return paintArrow(ctx, x + 0.5, y2, isDown)
  }
}

function paintArrow(ctx: CanvasRenderingContext2D, x: number, y: number, isDown: boolean): void {
  const back = isDown ? -6 : 6
  ctx.beginPath()
  ctx.moveTo(x, y)
  ctx.lineTo(x - 4, y + back)
  ctx.lineTo(x + 4, y + back)
  ctx.closePath()
  ctx.fill()
}

/** Who stands in a join now: a dashed bracket in the space after the playhead, from the awaited unit's row. */
function paintPendingJoins(ctx: CanvasRenderingContext2D, scene: Scene): void {
  if (!scene.isLive) return
  const x = xOf(scene, scene.now)
  if (x < 0 || x > scene.width) return
  const { join } = scene.palette.states
  let nested = 0
  for (const row of scene.grid.rows) {
    const unit = scene.run.peek(row.shown)
    if (unit?.state !== 'join' || !unit.wait?.unit) continue
    const target = scene.grid.rowOf.get(unit.wait.unit)
    if (!target || target === row) continue
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
