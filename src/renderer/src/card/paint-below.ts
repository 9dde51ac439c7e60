/** What stands under the lanes of a card: the legend, the excerpt of the log and the one of the program. */
import type { UnitState } from '../../../contract/unit'
import { t, type MessageKey } from '../i18n'
import { seconds } from '../look/format'
import { hueClass, STATE_LOOKS } from '../look/states'
import { tagOf } from '../look/tag'
import { paintIcon } from '../panels/timeline/paint-icon'
import type { Scene } from '../panels/timeline/paint-lanes'
import { STRETCH_HEIGHT } from '../panels/timeline/textures'
import type { Brush } from './brush'
import type { CardContent, CodeLine } from './content'
import type { CardColours } from './paint-card'

export const LEGEND_HEIGHT = 28
export const LINE_HEIGHT = 19
const PADDING = 9

const LEGEND: readonly (readonly [UnitState, MessageKey])[] = [
  ['running', 'state.legendRunning'],
  ['sleeping', 'state.legendSleeping'],
  ['input', 'state.legendInput'],
  ['join', 'state.legendJoin'],
  ['lock', 'state.legendLock'],
  ['queue', 'state.legendOther'],
  ['starting', 'state.legendStarting'],
  ['finished', 'state.legendFinished'],
  ['failed', 'state.legendFailed'],
  ['terminated', 'state.legendTerminated'],
]

/** Only what the picture shows: the states that some unit really was in. */
export function paintLegend(brush: Brush, scene: Scene, x: number, y: number, width: number): void {
  const seen = new Set<string>()
  for (const unit of scene.run.all()) {
    const lane = scene.run.lane(unit.id)
    for (let index = 0; index < lane.length; index += 1) seen.add(lookKey(lane.state(index)))
  }
  let at = x + 14
  const middle = y + LEGEND_HEIGHT / 2
  for (const [state, key] of LEGEND) {
    if (!seen.has(lookKey(state))) continue
    const look = STATE_LOOKS[state]
    const word = t(key as 'state.legendRunning')
    if (at + 30 + brush.measure(word, { size: 11 }) > x + width) return
    if (look.texture === 'none') {
      paintIcon(
        brush.ctx,
        look.icon,
        at,
        middle - 6,
        12,
        scene.palette.states[look.tokens].fill,
        scene.palette.panel,
      )
      at += 17
    } else {
      scene.textures.draw(brush.ctx, look, at, at + 22, middle - STRETCH_HEIGHT / 2)
      at += 28
    }
    at = brush.text(word, at, middle, scene.palette.text2, { size: 11 }) + 14
  }
}

const lookKey = (state: UnitState): string => `${STATE_LOOKS[state].tokens}/${STATE_LOOKS[state].texture}`

export const belowHeight = (content: CardContent, shows: { log: boolean; code: boolean }): number => {
  const lines = Math.max(shows.log ? content.log.length : 0, shows.code ? content.code.length : 0)
  return lines === 0 ? 0 : lines * LINE_HEIGHT + 2 * PADDING
}

export function paintLog(
  brush: Brush,
  scene: Scene,
  content: CardContent,
  x: number,
  y: number,
  width: number,
): void {
  const { palette, run } = scene
  content.log.forEach((line, index) => {
    const middle = y + PADDING + (index + 0.5) * LINE_HEIGHT
    brush.text(seconds(line.at - scene.origin, 3), x + 52, middle, palette.text3, {
      size: 11,
      align: 'right',
    })
    const tag = tagOf(run, line.unit)
    const unit = run.peek(line.unit)
    const hue = palette.hues[Number(hueClass(unit?.process ?? line.unit).slice(1)) - 1]
    const tagWidth = Math.min(brush.measure(tag.name, { size: 11 }) + 14, 96)
    const isMain = tag.classes.includes('k-main')
    brush.box(
      x + 64,
      middle - 7.5,
      tagWidth,
      15,
      tag.classes.includes('k-process') ? 2 : 7.5,
      (isMain ? hue?.ink : hue?.soft) ?? null,
    )
    brush.text(tag.name, x + 71, middle, (isMain ? palette.panel : hue?.ink) ?? palette.text, {
      size: 11,
      maxWidth: tagWidth - 12,
    })
    const colour =
      line.stream === 'err'
        ? palette.states.fail.ink
        : line.stream === 'in'
          ? palette.states.input.ink
          : palette.text
    brush.text(line.text, x + 168, middle, colour, { size: 11.5, mono: true, maxWidth: width - 168 - 10 })
  })
}

export function paintCode(
  brush: Brush,
  scene: Scene,
  lines: readonly CodeLine[],
  colours: CardColours,
  x: number,
  y: number,
  width: number,
): void {
  const { palette } = scene
  lines.forEach((line, index) => {
    const top = y + PADDING + index * LINE_HEIGHT
    const middle = top + LINE_HEIGHT / 2
    if (line.mark) {
      const look =
        line.mark === 'wait' ? palette.states.join : { fill: palette.hues[0]?.p, soft: palette.hues[0]?.soft }
      brush.ctx.fillStyle = look.soft ?? palette.panel
      brush.ctx.fillRect(x, top, width, LINE_HEIGHT)
      brush.ctx.fillStyle = look.fill ?? palette.ink
      brush.ctx.fillRect(x, top, 3, LINE_HEIGHT)
    }
    brush.text(String(line.number), x + 30, middle, palette.text3, { size: 11, mono: true, align: 'right' })
    let at = x + 40
    for (const { text, token } of line.pieces) {
      const room = x + width - 8 - at
      if (room < 8) break
      at = brush.text(text, at, middle, colours[token], { size: 11.5, mono: true, maxWidth: room })
    }
  })
}
