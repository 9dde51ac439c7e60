/**
 * Composes the picture for a post on a canvas: frame, unit table with lanes, legend, excerpts and caption.
 * It draws the state of the run, not the screen, and names nothing but what the program itself shows: no user,
 * host or folder.
 */
import type { Run } from '../../../contract/run'
import { inLocale, t } from '../i18n'
import { seconds } from '../look/format'
import { readColours, readPalette, type Palette } from '../panels/timeline/palette'
import type { Scene } from '../panels/timeline/paint-lanes'
import { Textures } from '../panels/timeline/textures'
import { endOf } from '../panels/timeline/use-painting'
import { layOut } from '../panels/units/rows'
import type { RunData } from '../stores/run-data'
import { Brush } from './brush'
import type { CardContent } from './content'
import { SYNTAX_TOKENS } from './highlight'
import { CARD_WIDTH, CARD_ZOOM, type CardOptions } from './options'
import { belowHeight, LEGEND_HEIGHT, paintCode, paintLegend, paintLog } from './paint-below'
import { lanesWidth, paintUnits, unitsHeight } from './paint-units'

const TOKENS = ['bg-app', 'bg-chrome', 'bg-sunken', 'line', 'line-strong', 'grid', ...SYNTAX_TOKENS] as const
export type CardColours = Readonly<Record<(typeof TOKENS)[number], string>>

const MAT = 20
const TITLE_HEIGHT = 40
const CAPTION_LINE = 21
const FULL_WIDTH = CARD_WIDTH / CARD_ZOOM
const FRAME_WIDTH = FULL_WIDTH - 2 * MAT
/** Share of the lower part that the log gets beside the code. */
const LOG_SHARE = 0.58
/** Room after the last moment, so that the ends can be read. */
const AFTER = 1.06

/** Draws the card on `canvas`, which gets the size it needs. `place` is any element of the page. */
export function paintCard(
  canvas: HTMLCanvasElement,
  place: HTMLElement,
  run: RunData,
  content: CardContent,
  options: CardOptions,
): void {
  const themed = place.ownerDocument.createElement('div')
  themed.dataset['theme'] = options.theme
  place.append(themed)
  const palette = readPalette(themed)
  const colours = readColours(themed, TOKENS)
  themed.remove()
  inLocale(options.locale, () => compose(canvas, run, content, options, palette, colours))
}

function compose(
  canvas: HTMLCanvasElement,
  run: RunData,
  content: CardContent,
  { sections, scale, caption }: CardOptions,
  palette: Palette,
  colours: CardColours,
): void {
  const ratio = CARD_ZOOM * scale
  const scene = sceneOf(run, palette, ratio)
  const shows = { log: sections.has('log'), code: sections.has('code') }
  const units = sections.has('units') ? unitsHeight(scene) : 0
  const legend = sections.has('units') ? LEGEND_HEIGHT : 0
  const below = belowHeight(content, shows)
  const frame = TITLE_HEIGHT + units + legend + below

  const ctx = canvas.getContext('2d')
  if (!ctx) return
  const brush = new Brush(ctx, palette)
  const [headline = '', ...rest] = sections.has('caption') ? captionLines(brush, caption) : []
  const captionHeight = headline ? (1 + rest.length) * CAPTION_LINE + 12 : 0
  const full = frame + captionHeight + 2 * MAT

  canvas.width = Math.round(CARD_WIDTH * scale)
  canvas.height = Math.round(full * ratio)
  ctx.setTransform(ratio, 0, 0, ratio, 0, 0)
  ctx.fillStyle = colours['bg-app']
  ctx.fillRect(0, 0, FULL_WIDTH, full)
  brush.box(MAT, MAT, FRAME_WIDTH, frame, 8, palette.panel)
  ctx.save()
  ctx.beginPath()
  ctx.roundRect(MAT, MAT, FRAME_WIDTH, frame, 8)
  ctx.clip()
  paintTitle(brush, run.run.value, scene, colours)
  let y = MAT + TITLE_HEIGHT
  if (units > 0) {
    paintUnits(brush, scene, colours, MAT, y, FRAME_WIDTH)
    y += units
    paintLegend(brush, scene, MAT, y, FRAME_WIDTH)
    y += legend
  }
  if (below > 0) {
    brush.line(MAT, y, MAT + FRAME_WIDTH, y, colours.line)
    const logWidth = !shows.log
      ? 0
      : shows.code && content.code.length > 0
        ? FRAME_WIDTH * LOG_SHARE
        : FRAME_WIDTH
    if (shows.log) paintLog(brush, scene, content, MAT, y, logWidth)
    if (shows.code && logWidth < FRAME_WIDTH) {
      ctx.fillStyle = colours['bg-sunken']
      ctx.fillRect(MAT + logWidth, y, FRAME_WIDTH - logWidth, below)
      if (logWidth > 0) brush.line(MAT + logWidth, y, MAT + logWidth, y + below, colours.line)
      paintCode(brush, scene, content.code, colours, MAT + logWidth, y, FRAME_WIDTH - logWidth)
    }
  }
  ctx.restore()
  brush.box(MAT, MAT, FRAME_WIDTH, frame, 8, null, colours['line-strong'])
  const captionY = MAT + frame + 12 + CAPTION_LINE / 2
  ;[headline, ...rest].forEach((line, index) => {
    const bold = index === 0
    brush.text(line, MAT + 4, captionY + index * CAPTION_LINE, bold ? palette.text : palette.text2, {
      size: 13,
      bold,
    })
  })
}

/** The first sentence is the headline; what follows is wrapped under it. */
function captionLines(brush: Brush, caption: string): string[] {
  const text = caption.trim()
  if (!text) return []
  const first = /^.*?[.!?。](?=\s|$)|^[^\n]*/.exec(text)?.[0] ?? text
  const width = FRAME_WIDTH - 8
  return [
    ...brush.wrap(first, width, { size: 13, bold: true }),
    ...brush.wrap(text.slice(first.length).trim(), width, { size: 13 }),
  ]
}

function sceneOf(run: RunData, palette: Palette, ratio: number): Scene {
  const grid = layOut(run.all())
  const now = endOf(run)
  const { startedAt, state } = run.run.value
  return {
    run,
    grid,
    viewport: { start: 0, span: Math.max(now - startedAt, 1) * AFTER },
    origin: startedAt,
    now,
    isLive: state !== 'ended',
    width: lanesWidth(FRAME_WIDTH),
    height: grid.height,
    scrollTop: 0,
    ratio,
    palette,
    textures: new Textures(palette, ratio),
  }
}

function paintTitle(brush: Brush, run: Run, scene: Scene, colours: CardColours): void {
  const middle = MAT + TITLE_HEIGHT / 2
  brush.ctx.fillStyle = colours['bg-chrome']
  brush.ctx.fillRect(MAT, MAT, FRAME_WIDTH, TITLE_HEIGHT)
  brush.line(MAT, MAT + TITLE_HEIGHT, MAT + FRAME_WIDTH, MAT + TITLE_HEIGHT, colours.line)
  brush.ctx.fillStyle = colours['line-strong']
  for (const x of [20, 38, 56]) {
    brush.ctx.beginPath()
    brush.ctx.arc(MAT + x, middle, 4.5, 0, Math.PI * 2)
    brush.ctx.fill()
  }
  brush.text(run.title, MAT + FRAME_WIDTH / 2, middle, scene.palette.text, {
    size: 14,
    bold: true,
    align: 'center',
    maxWidth: 300,
  })
  const facts = [
    run.language === 'python' ? `Python ${String(run.facts['python'] ?? '')}`.trim() : 'TypeScript',
    run.facts['gil'] === 'on' ? t('picture.gilOn') : run.facts['gil'] === 'off' ? t('picture.gilOff') : null,
    typeof run.facts['cores'] === 'number' ? t('picture.cores', { n: run.facts['cores'] }) : null,
    run.speed === 1 ? null : `${run.speed}×`,
    `${seconds(scene.now - scene.origin)} s`,
  ].filter((fact) => fact !== null)
  brush.text(facts.join(' · '), MAT + FRAME_WIDTH - 14, middle, scene.palette.text2, {
    size: 11,
    align: 'right',
    maxWidth: 260,
  })
}
