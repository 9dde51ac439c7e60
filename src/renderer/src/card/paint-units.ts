/** The unit table and the lanes of a card: the same rows and the same drawing as on the screen, at rest. */
import type { Unit } from '../../../contract/unit'
import { t } from '../i18n'
import { bytes, MISSING, seconds } from '../look/format'
import { hueClass, STATE_LOOKS } from '../look/states'
import { kindWord, statusOf } from '../look/words'
import { concurrencyOf } from '../panels/timeline/concurrency'
import { paintIcon } from '../panels/timeline/paint-icon'
import { paintLanes, type Scene } from '../panels/timeline/paint-lanes'
import { paintRuler, RULER_HEIGHT, STRIP_HEIGHT } from '../panels/timeline/paint-ruler'
import type { Palette } from '../panels/timeline/palette'
import { ROW_HEIGHT, type Block, type Row } from '../panels/units/rows'
import type { RunData } from '../stores/run-data'
import type { Brush } from './brush'
import type { CardColours } from './paint-card'

const PID_WIDTH = 104
const NAME_WIDTH = 138
const STATUS_WIDTH = 124
const TABLE_WIDTH = PID_WIDTH + NAME_WIDTH + STATUS_WIDTH
/** Lanes begin this far to the right of the frame's edge. */
const LANES_X = TABLE_WIDTH + 6
const HEAD_HEIGHT = RULER_HEIGHT + STRIP_HEIGHT

export const unitsHeight = (scene: Scene): number => HEAD_HEIGHT + scene.grid.height

/** Width of the lanes in a frame of this width. */
export const lanesWidth = (frameWidth: number): number => frameWidth - LANES_X - 10

export function paintUnits(
  brush: Brush,
  scene: Scene,
  colours: CardColours,
  x: number,
  y: number,
  width: number,
): void {
  const { palette } = scene
  const head = y + RULER_HEIGHT / 2
  brush.text('PID', x + 14, head, palette.text3, { size: 11 })
  brush.text(t('unit.name'), x + PID_WIDTH + 10, head, palette.text3, { size: 11 })
  brush.text(t('unit.status'), x + PID_WIDTH + NAME_WIDTH, head, palette.text3, { size: 11 })
  brush.line(x, y + RULER_HEIGHT, x + width, y + RULER_HEIGHT, colours.line)
  brush.text(t('picture.atOnce'), x + 14, y + RULER_HEIGHT + STRIP_HEIGHT / 2, palette.text, {
    size: 12,
    bold: true,
  })
  paintAbove(brush.ctx, scene, x + LANES_X, y)
  const body = y + HEAD_HEIGHT
  brush.line(x, body, x + width, body, colours.line)
  for (const block of scene.grid.blocks) paintBlock(brush, scene, colours, block, x + 6, body, width - 12)
  paintOn(brush.ctx, scene.width, scene.height, scene.ratio, x + LANES_X, body, (ctx) =>
    paintLanes(ctx, scene),
  )
}

function paintAbove(ctx: CanvasRenderingContext2D, scene: Scene, x: number, y: number): void {
  const lanes = [...scene.run.all()]
    .filter(({ kind }) => kind !== 'process')
    .map((unit) => ({
      process: unit.process,
      lane: scene.run.lane(unit.id),
      until: unit.end?.at ?? scene.now,
    }))
  const oneAtATime = scene.run.run.value.facts['gil'] === 'on'
  const strip = concurrencyOf(lanes, scene.viewport, scene.origin, Math.floor(scene.width), oneAtATime)
  paintOn(ctx, scene.width, HEAD_HEIGHT, scene.ratio, x, y, (ruler) =>
    paintRuler(ruler, { ...scene, height: HEAD_HEIGHT }, strip),
  )
}

/** Lets something that draws on a canvas of its own draw at a place on the card. */
function paintOn(
  ctx: CanvasRenderingContext2D,
  width: number,
  height: number,
  ratio: number,
  x: number,
  y: number,
  paint: (ctx: CanvasRenderingContext2D) => void,
): void {
  const canvas = document.createElement('canvas')
  canvas.width = Math.ceil(width * ratio)
  canvas.height = Math.ceil(height * ratio)
  const own = canvas.getContext('2d')
  if (!own) return
  paint(own)
  ctx.drawImage(canvas, x, y, canvas.width / ratio, canvas.height / ratio)
}

function paintBlock(
  brush: Brush,
  { run, palette }: Scene,
  colours: CardColours,
  block: Block,
  x: number,
  bodyY: number,
  width: number,
): void {
  const hue = palette.hues[Number(hueClass(block.process).slice(1)) - 1]
  if (!hue) return
  const y = bodyY + block.y
  const left = x + block.indent
  brush.box(left, y, width - block.indent, block.height, 5, null, hue.p)
  brush.ctx.save()
  brush.ctx.beginPath()
  brush.ctx.roundRect(left, y, width - block.indent, block.height, 5)
  brush.ctx.clip()
  brush.ctx.fillStyle = hue.soft
  brush.ctx.fillRect(left, y, PID_WIDTH - 8 - block.indent, block.height)
  brush.ctx.fillStyle = hue.p
  brush.ctx.fillRect(left, y, 4, block.height)
  brush.ctx.restore()
  paintPid(brush, run, palette, block, left + 12, y, hue.ink)
  for (const row of block.rows) {
    const rowY = bodyY + row.y
    if (row !== block.rows[0]) brush.line(x + PID_WIDTH - 8, rowY, x + width, rowY, colours.grid)
    paintRow(brush, run, palette, row, x + PID_WIDTH, rowY)
  }
}

function paintPid(
  brush: Brush,
  run: RunData,
  palette: Palette,
  block: Block,
  x: number,
  y: number,
  ink: string,
): void {
  const process = run.peek(block.process)
  const pid = process?.pid == null ? MISSING : String(process.pid)
  const rows = block.rows.length
  const rss = run.processSamples.get(block.process)?.rssBytes
  const memory = rss == null ? '' : bytes(rss)
  if (rows === 1) {
    brush.text(pid, x, y + ROW_HEIGHT / 2, ink, { size: 13, bold: true })
    return
  }
  brush.text('PID', x, y + 11, ink, { size: 10.5 })
  brush.text(pid, x, y + 27, ink, { size: 17, bold: true })
  if (memory) brush.text(memory, x, y + 44, palette.text2, { size: 11 })
  if (rows > 2)
    brush.text(t('picture.share', { n: rows }), x, y + 60, ink, { size: 10.5, maxWidth: PID_WIDTH - 24 })
}

function paintRow(brush: Brush, run: RunData, palette: Palette, row: Row, x: number, y: number): void {
  const unit = run.peek(row.unit)
  const shown = run.peek(row.shown)
  if (!unit || !shown) return
  const indent = row.isChild ? 16 : 2
  const under = [unit.tid ?? shown.tid, kindWord(unit), unit.daemon ? t('unit.daemon') : null]
  brush.text(unit.name, x + indent, y + 9.5, palette.text, {
    size: 12.5,
    bold: true,
    maxWidth: NAME_WIDTH - indent - 10,
  })
  const small = under.filter((word) => word !== null).join(' · ')
  brush.text(small, x + indent, y + 21.5, palette.text3, { size: 10, maxWidth: NAME_WIDTH - indent - 10 })
  paintStatus(brush, run, palette, row.unit === row.shown ? unit : statusUnit(unit, shown), x + NAME_WIDTH, y)
}

/** A child process that shows its main thread: its own end is what counts, its main thread's state while it lives. */
const statusUnit = (unit: Unit, shown: Unit): Unit => (unit.end ? unit : shown)

function paintStatus(brush: Brush, run: RunData, palette: Palette, unit: Unit, x: number, y: number): void {
  const look = STATE_LOOKS[unit.state]
  const colours = palette.states[look.tokens]
  const { before, code, after } = statusOf(unit)
  const cpu = run.threadSamples.get(unit.id)?.cpuNs ?? run.processSamples.get(unit.id)?.cpuNs
  const middle = cpu == null ? y + ROW_HEIGHT / 2 : y + 9.5
  paintIcon(brush.ctx, look.icon, x, middle - 5.5, 11, colours.ink, palette.panel)
  brush.text(before + code + after, x + 16, middle, colours.ink, { size: 11.5, maxWidth: STATUS_WIDTH - 22 })
  if (cpu != null) brush.text(`CPU ${seconds(cpu)} s`, x + 16, y + 21.5, palette.text3, { size: 10 })
}
