/** Colours and weights that programs print (SGR); every other control sequence is left out. */

export interface AnsiSpan {
  readonly text: string
  /** Classes of styles/ansi.css; `''` for plain text. */
  readonly classes: string
  /** Colours beyond the sixteen named ones, as CSS. */
  readonly color?: string
  readonly background?: string
}

const ESCAPE = '\u001b'
const SEQUENCE = /\u001b\[([0-9;:]*)([@-~])|\u001b\][^\u0007\u001b]*(?:\u0007|\u001b\\)?|\u001b[@-Z\\^_]/g

interface Style {
  bold: boolean
  dim: boolean
  italic: boolean
  underline: boolean
  inverse: boolean
  strike: boolean
  fg: string
  bg: string
}
const PLAIN: Style = {
  bold: false,
  dim: false,
  italic: false,
  underline: false,
  inverse: false,
  strike: false,
  fg: '',
  bg: '',
}

/** Cuts a line into spans of one style. A line without control sequences is one plain span. */
export function ansiSpans(line: string): readonly AnsiSpan[] {
  if (!line.includes(ESCAPE)) return [{ text: line, classes: '' }]
  const spans: AnsiSpan[] = []
  const style = { ...PLAIN }
  let at = 0
  const put = (text: string): void => {
    if (text) spans.push({ text, ...looks(style) })
  }
  for (const match of line.matchAll(SEQUENCE)) {
    put(line.slice(at, match.index))
    at = match.index + match[0].length
    if (match[2] === 'm') apply(style, match[1] ?? '')
  }
  put(line.slice(at))
  return spans
}

/** The text without control sequences: for copying and for searching on the page. */
export const plainText = (line: string): string =>
  line.includes(ESCAPE)
    ? ansiSpans(line)
        .map(({ text }) => text)
        .join('')
    : line

function apply(style: Style, parameters: string): void {
  const codes = parameters.split(/[;:]/).map(Number)
  for (let i = 0; i < codes.length; i += 1) {
    const code = codes[i] ?? 0
    if (code === 0) Object.assign(style, PLAIN)
    else if (code === 1) style.bold = true
    else if (code === 2) style.dim = true
    else if (code === 3) style.italic = true
    else if (code === 4) style.underline = true
    else if (code === 7) style.inverse = true
    else if (code === 9) style.strike = true
    else if (code === 22) style.bold = style.dim = false
    else if (code === 23) style.italic = false
    else if (code === 24) style.underline = false
    else if (code === 27) style.inverse = false
    else if (code === 29) style.strike = false
    else if (code >= 30 && code <= 37) style.fg = String(code - 30)
    else if (code >= 90 && code <= 97) style.fg = String(code - 90 + 8)
    else if (code >= 40 && code <= 47) style.bg = String(code - 40)
    else if (code >= 100 && code <= 107) style.bg = String(code - 100 + 8)
    else if (code === 39) style.fg = ''
    else if (code === 49) style.bg = ''
    else if (code === 38 || code === 48) {
      const { colour, used } = extended(codes.slice(i + 1))
      if (code === 38) style.fg = colour
      else style.bg = colour
      i += used
    }
  }
}

/** 256 colours (`5;n`) and true colours (`2;r;g;b`). */
function extended(rest: readonly number[]): { colour: string; used: number } {
  if (rest[0] === 5) return { colour: indexed(rest[1] ?? 0), used: 2 }
  if (rest[0] === 2) {
    const [red = 0, green = 0, blue = 0] = rest.slice(1, 4).map((n) => Math.min(255, Math.max(0, n || 0)))
    return { colour: `rgb(${red},${green},${blue})`, used: 4 }
  }
  return { colour: '', used: 0 }
}

const CUBE = [0, 95, 135, 175, 215, 255]
function indexed(n: number): string {
  if (n < 16) return String(n)
  if (n >= 232) {
    const grey = 8 + (n - 232) * 10
    return `rgb(${grey},${grey},${grey})`
  }
  const cube = n - 16
  const [red, green, blue] = [Math.floor(cube / 36), Math.floor(cube / 6) % 6, cube % 6].map(
    (i) => CUBE[i] ?? 0,
  )
  return `rgb(${red},${green},${blue})`
}

function looks(style: Style): Omit<AnsiSpan, 'text'> {
  const fg = style.inverse ? style.bg : style.fg
  const bg = style.inverse ? style.fg : style.bg
  const isNamed = (colour: string): boolean => /^\d+$/.test(colour)
  const classes = [
    style.bold && 'a-bold',
    style.dim && 'a-dim',
    style.italic && 'a-italic',
    style.underline && 'a-under',
    style.strike && 'a-strike',
    style.inverse && 'a-inverse',
    isNamed(fg) && `a-fg${fg}`,
    isNamed(bg) && `a-bg${bg}`,
  ].filter(Boolean)
  return {
    classes: classes.join(' '),
    ...(fg && !isNamed(fg) ? { color: fg } : {}),
    ...(bg && !isNamed(bg) ? { background: bg } : {}),
  }
}
