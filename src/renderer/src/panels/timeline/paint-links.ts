/**
 * Draws the links between units. Where they stand close they would be hair: there one link stands for those
 * beside it, faint and without its head, and the links of the unit that is looked at stand out.
 */
import type { Link } from '../../../../contract/unit'
import { ROW_HEIGHT, type Row } from '../units/rows'
import type { Palette } from './palette'
import { xOf, type Scene } from './scene'
import { STRETCH_HEIGHT } from './textures'

const STRETCH_TOP = (ROW_HEIGHT - STRETCH_HEIGHT) / 2
/** Links closer together than this between the same rows are drawn once. */
const GRAIN_PX = 3
/** Crowded: more links than CROWD in a window of this width. */
const WINDOW_PX = 32
const CROWD = 3
const FAINT = 0.3

interface PlacedLink {
  readonly link: Link
  readonly x: number
  readonly from: Row
  readonly to: Row
}

/** Links that start a unit go under the lanes, the others over them. */
export function paintLinks(ctx: CanvasRenderingContext2D, scene: Scene, layer: 'under' | 'over'): void {
  const { attention } = scene
  const placed = placedLinks(scene, layer)
  const crowd = new Uint16Array(Math.ceil(scene.width / WINDOW_PX) + 2)
  const windowOf = (x: number): number => Math.max(0, Math.floor((x + WINDOW_PX) / WINDOW_PX))
  for (const { x } of placed) crowd[windowOf(x)] = (crowd[windowOf(x)] ?? 0) + 1
  const ofUnit = ({ from, to }: PlacedLink): boolean => {
    const row = attention?.unit ? scene.grid.rowOf.get(attention.unit) : undefined
    return row !== undefined && (from === row || to === row)
  }
  const front: PlacedLink[] = []
  for (const one of placed) {
    if (one.link === attention?.link || (attention?.unit && ofUnit(one))) front.push(one)
    else if ((crowd[windowOf(one.x)] ?? 0) > CROWD) paintFaint(ctx, scene.palette, one)
    else paintLink(ctx, scene.palette, one, 1)
  }
  for (const one of front) paintLink(ctx, scene.palette, one, one.link === attention?.link ? 2 : 1)
}

/** Those of a layer that can be seen, one for each place. */
function placedLinks(scene: Scene, layer: 'under' | 'over'): PlacedLink[] {
  const { grid, scrollTop, height, width, attention } = scene
  const drawn = new Set<number>()
  const placed: PlacedLink[] = []
  for (const link of linksInSight(scene)) {
    if ((link.kind === 'start') !== (layer === 'under')) continue
    const from = grid.rowOf.get(link.from)
    const to = grid.rowOf.get(link.to)
    if (!from || !to || from === to) continue
    if (Math.max(from.y, to.y) + ROW_HEIGHT < scrollTop || Math.min(from.y, to.y) > scrollTop + height)
      continue
    const x = xOf(scene, link.at)
    if (x < -8 || x > width + 8) continue
    const key = keyOf(from, to, Math.round(x / GRAIN_PX))
    if (drawn.has(key) && link !== attention?.link) continue
    drawn.add(key)
    placed.push({ link, x: Math.round(x), from, to })
  }
  return placed
}

/** Two rows and a column as one whole number below 2^53. */
const keyOf = (from: Row, to: Row, column: number): number =>
  (Math.round(from.y) * 1_048_576 + Math.round(to.y)) * 4_096 + (column & 4_095)

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

const colourOf = (palette: Palette, { kind }: Link): string => {
  switch (kind) {
    case 'start':
      return palette.text3
    case 'join':
      return palette.states.join.fill
    case 'handover':
      return palette.states.lock.fill
    case 'message':
      return palette.states.sleep.ink
    case 'signal':
      return palette.states.term.fill
  }
}

/** From the edge of one stretch to the edge of the other. */
function endsOf({ from, to }: PlacedLink): { y1: number; y2: number; top: number; height: number } {
  const isDown = to.y > from.y
  const edge = STRETCH_TOP - 1
  const y1 = from.y + (isDown ? ROW_HEIGHT - edge : edge)
  const y2 = to.y + (isDown ? edge : ROW_HEIGHT - edge)
  return { y1, y2, top: Math.min(y1, y2), height: Math.abs(y2 - y1) }
}

function paintFaint(ctx: CanvasRenderingContext2D, palette: Palette, placed: PlacedLink): void {
  const { top, height } = endsOf(placed)
  ctx.globalAlpha = FAINT
  ctx.fillStyle = colourOf(palette, placed.link)
  ctx.fillRect(placed.x, top, 1, height)
  ctx.globalAlpha = 1
}

function paintLink(
  ctx: CanvasRenderingContext2D,
  palette: Palette,
  placed: PlacedLink,
  weight: number,
): void {
  const { link, x, from, to } = placed
  const isDown = to.y > from.y
  const { y1, y2, top, height } = endsOf(placed)
  ctx.fillStyle = colourOf(palette, link)
  switch (link.kind) {
    case 'start':
      ctx.globalAlpha = weight > 1 ? 1 : 0.55
      ctx.fillRect(x, top, weight, height)
      ctx.globalAlpha = 1
      return
    case 'join':
      // Beside the end cap it starts from, not on it.
      ctx.fillRect(x + 6 - 0.75 * weight, top, 1.5 * weight, height)
      return paintHead(ctx, x + 6, y2, isDown)
    case 'handover':
      ctx.fillRect(x + 0.75 - 0.75 * weight, top, 1.5 * weight, height)
      return paintDiamond(ctx, palette, x + 0.75, (y1 + y2) / 2, y2, isDown)
    case 'message':
      ctx.fillRect(x + 0.6 - 0.6 * weight, top, 1.25 * weight, height)
      paintDot(ctx, x + 0.6, y1)
      return paintHead(ctx, x + 0.6, y2, isDown)
    case 'signal':
      ctx.globalAlpha = weight > 1 ? 1 : 0.7
      for (let y = top; y < top + height; y += 5) ctx.fillRect(x, y, weight, 2.5)
      ctx.globalAlpha = 1
      return paintHead(ctx, x + 0.5, y2, isDown)
  }
}

function paintDot(ctx: CanvasRenderingContext2D, x: number, y: number): void {
  ctx.beginPath()
  ctx.arc(x, y, 2.25, 0, Math.PI * 2)
  ctx.fill()
}

function paintHead(ctx: CanvasRenderingContext2D, x: number, y: number, isDown: boolean): void {
  const back = isDown ? -6 : 6
  ctx.beginPath()
  ctx.moveTo(x, y)
  ctx.lineTo(x - 4, y + back)
  ctx.lineTo(x + 4, y + back)
  ctx.closePath()
  ctx.fill()
}

/** A lock that changed hands: a diamond on the way, and a small head that says to whom. */
function paintDiamond(
  ctx: CanvasRenderingContext2D,
  palette: Palette,
  x: number,
  middle: number,
  y2: number,
  isDown: boolean,
): void {
  if (Math.abs(y2 - middle) > 14) paintHead(ctx, x, y2, isDown)
  ctx.strokeStyle = palette.states.lock.fill
  ctx.lineWidth = 1.5
  ctx.fillStyle = palette.panel
  ctx.beginPath()
  ctx.moveTo(x, middle - 6)
  ctx.lineTo(x + 6, middle)
  ctx.lineTo(x, middle + 6)
  ctx.lineTo(x - 6, middle)
  ctx.closePath()
  ctx.fill()
  ctx.stroke()
}
