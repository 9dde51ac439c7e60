/** The strands beside the log: one line per unit, a dot where it printed. Where each stands, and drawing them. */
import type { Unit, UnitId } from '../../../../contract/unit'
import { hueClass } from '../../look/states'
import type { RunData } from '../../stores/run-data'
import type { Palette } from '../timeline/palette'
import type { Grid } from '../units/rows'

export const STRANDS_WIDTH = 100
const FIRST_X = 6
const LAST_X = 92
const NEXT_THREAD = 9
const NEXT_PROCESS = 13
/** Closer together than this they are one grey field: then only processes have a strand. */
const CLOSEST = 3

export interface Strand {
  readonly x: number
  readonly hue: number
  /** The unit whose life it is. */
  readonly unit: UnitId
}

/** Where each unit's strand stands, in pixels from the left; units that share one share its place. */
export function strandsOf(grid: Grid, run: RunData): ReadonlyMap<UnitId, Strand> {
  const rows = grid.blocks.flatMap((block) =>
    block.rows.map((row, index) => ({ row, isFirst: index === 0, block })),
  )
  const width = rows.slice(1).reduce((sum, { isFirst }) => sum + (isFirst ? NEXT_PROCESS : NEXT_THREAD), 0)
  const scale = Math.min(1, (LAST_X - FIRST_X) / Math.max(1, width))
  const isTight = NEXT_THREAD * scale < CLOSEST
  const processStep = Math.min(NEXT_PROCESS, (LAST_X - FIRST_X) / Math.max(1, grid.blocks.length - 1))
  const strands = new Map<UnitId, Strand>()
  let x = FIRST_X
  rows.forEach(({ row, isFirst, block }, index) => {
    if (index > 0) {
      if (isTight) x += isFirst ? processStep : 0
      else x += (isFirst ? NEXT_PROCESS : NEXT_THREAD) * scale
    }
    const strand = { x, hue: hueNumber(block.process), unit: isTight ? block.process : row.unit }
    strands.set(row.unit, strand)
    strands.set(row.shown, strand)
    if (isFirst) strands.set(block.process, strand)
  })
  for (const unit of run.all()) {
    const owner = strands.get(unit.id) ?? strands.get(unit.process)
    if (owner) strands.set(unit.id, owner)
  }
  return strands
}

const hueNumber = (process: UnitId): number => Number(hueClass(process).slice(1))

export type DotShape = 'disc' | 'ring' | 'square'

export interface StrandRow {
  readonly y: number
  readonly height: number
  /** When, on the machine's clock; `null` while the row is not loaded. */
  readonly at: number | null
  readonly unit: UnitId | null
  readonly shape: DotShape
}

/** Draws the strands of the rows in sight, in order from top to bottom. */
export function paintStrands(
  ctx: CanvasRenderingContext2D,
  strands: ReadonlyMap<UnitId, Strand>,
  rows: readonly StrandRow[],
  run: RunData,
  palette: Palette,
): void {
  const drawn = new Set<Strand>()
  for (const strand of strands.values()) {
    if (drawn.has(strand)) continue
    drawn.add(strand)
    const unit = run.peek(strand.unit)
    const hue = palette.hues[strand.hue - 1]
    if (!unit || !hue) continue
    const stretch = stretchOf(rows, unit)
    if (!stretch) continue
    ctx.globalAlpha = 0.34
    ctx.fillStyle = hue.p
    ctx.fillRect(Math.round(strand.x), stretch.top, 1, stretch.bottom - stretch.top)
    ctx.globalAlpha = 1
  }
  for (const row of rows) {
    const strand = row.unit === null ? undefined : strands.get(row.unit)
    const hue = strand && palette.hues[strand.hue - 1]
    if (strand && hue)
      paintDot(ctx, Math.round(strand.x) + 0.5, row.y + row.height / 2, row.shape, hue.p, palette)
  }
}

/** From which height to which the unit was alive. */
function stretchOf(rows: readonly StrandRow[], unit: Unit): { top: number; bottom: number } | null {
  let top: number | null = null
  let bottom = 0
  for (const { y, height, at } of rows) {
    if (at !== null && (at < unit.createdAt || (unit.end && at > unit.end.at))) continue
    top ??= y
    bottom = y + height
  }
  return top === null ? null : { top, bottom }
}

function paintDot(
  ctx: CanvasRenderingContext2D,
  x: number,
  y: number,
  shape: DotShape,
  colour: string,
  palette: Palette,
): void {
  ctx.fillStyle = colour
  ctx.beginPath()
  if (shape === 'square') ctx.roundRect(x - 4, y - 4, 8, 8, 1.5)
  else ctx.arc(x, y, 4, 0, Math.PI * 2)
  ctx.fill()
  if (shape !== 'ring') return
  ctx.fillStyle = palette.panel
  ctx.beginPath()
  ctx.arc(x, y, 2, 0, Math.PI * 2)
  ctx.fill()
}
