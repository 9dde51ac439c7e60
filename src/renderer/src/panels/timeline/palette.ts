/** Colours and faces of the theme as a canvas can use them: read from the tokens, anew when the theme changes. */
import type { StateTokens } from '../../look/states'

export interface StateColours {
  readonly fill: string
  readonly soft: string
  readonly ink: string
  /** The same as 0xAABBGGRR words, for writing pixels. */
  readonly fillPixel: number
  readonly softPixel: number
}

export interface HueColours {
  readonly p: string
  readonly ink: string
  readonly soft: string
  readonly pixel: number
}

export interface Palette {
  readonly states: Readonly<Record<StateTokens, StateColours>>
  readonly hues: readonly HueColours[]
  readonly inputLine: string
  readonly inputLinePixel: number
  readonly runOn: string
  readonly panel: string
  readonly grid: string
  readonly line: string
  readonly ink: string
  readonly invert: string
  readonly text: string
  readonly text2: string
  readonly text3: string
  readonly uiFont: string
  readonly monoFont: string
}

const TOKENS: readonly StateTokens[] = [
  'new',
  'start',
  'run',
  'sleep',
  'input',
  'join',
  'lock',
  'done',
  'fail',
  'term',
]
const HUE_NAMES = ['p1', 'p2', 'p3', 'p4', 'p5', 'p6']

/** Reads what tokens are worth inside `place`, as `rgb(…)`. */
export function readColours<Token extends string>(
  place: HTMLElement,
  tokens: readonly Token[],
): Record<Token, string> {
  const probe = place.ownerDocument.createElement('i')
  probe.hidden = true
  place.append(probe)
  const colours = Object.fromEntries(
    tokens.map((token) => {
      probe.style.color = `var(--${token})`
      return [token, getComputedStyle(probe).color]
    }),
  ) as Record<Token, string>
  probe.remove()
  return colours
}

/** Reads the palette that holds inside `place`. */
export function readPalette(place: HTMLElement): Palette {
  const probe = place.ownerDocument.createElement('i')
  probe.hidden = true
  place.append(probe)
  const colour = (token: string): string => {
    probe.style.color = `var(--${token})`
    return getComputedStyle(probe).color
  }
  const face = (token: string): string => getComputedStyle(place).getPropertyValue(`--${token}`).trim()
  const states = Object.fromEntries(
    TOKENS.map((name) => {
      const fill = colour(`st-${name}-fill`)
      const soft = colour(`st-${name}-soft`)
      const colours: StateColours = {
        fill,
        soft,
        ink: colour(`st-${name}-ink`),
        fillPixel: pixelOf(fill),
        softPixel: pixelOf(soft),
      }
      return [name, colours]
    }),
  ) as Record<StateTokens, StateColours>
  const inputLine = colour('st-input-line')
  const palette: Palette = {
    states,
    hues: HUE_NAMES.map((name) => {
      const p = colour(name)
      return { p, ink: colour(`${name}-ink`), soft: colour(`${name}-soft`), pixel: pixelOf(p) }
    }),
    inputLine,
    inputLinePixel: pixelOf(inputLine),
    runOn: colour('st-run-on'),
    panel: colour('bg-panel'),
    grid: colour('grid'),
    line: colour('line-strong'),
    ink: colour('ink'),
    invert: colour('text-invert'),
    text: colour('text'),
    text2: colour('text-2'),
    text3: colour('text-3'),
    uiFont: face('font-ui'),
    monoFont: face('font-mono'),
  }
  probe.remove()
  return palette
}

/** `rgb(12, 132, 97)` as 0xAABBGGRR, the order of bytes in image data on little-endian machines. */
export function pixelOf(colour: string): number {
  const [red = 0, green = 0, blue = 0] = (colour.match(/[\d.]+/g) ?? []).map(Number)
  return ((255 << 24) | (blue << 16) | (green << 8) | red) >>> 0
}
