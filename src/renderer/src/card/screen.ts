/** A picture of the screen: the whole window or one panel, as it is now, by whatever means the shell has. */
import { SpindleError } from '../../../contract/errors'
import type { ShellInfo } from '../../../contract/lab-info'
import type { Transport } from '../../../contract/transport'
import { svgOf, type PageSvg } from './page-svg'

/** What can be taken, and where it is on the page. */
export const SCREEN_PARTS = {
  window: '.app',
  units: '.units',
  code: '.main.lab > .panel:not(.units, .log)',
  log: '.panel.log',
} as const
export type ScreenPart = keyof typeof SCREEN_PARTS

/** A picture in other faces is better than none. */
const FACES_LIMIT_MS = 4_000

/** The part's place in the window, in whole CSS pixels; `null` when it is not in sight. */
export function placeOf(part: ScreenPart): DOMRect | null {
  const box = document.querySelector(SCREEN_PARTS[part])?.getBoundingClientRect()
  if (!box || box.width < 1 || box.height < 1) return null
  const left = Math.max(0, Math.round(box.left))
  const top = Math.max(0, Math.round(box.top))
  const right = Math.min(window.innerWidth, Math.round(box.right))
  const bottom = Math.min(window.innerHeight, Math.round(box.bottom))
  return new DOMRect(left, top, right - left, bottom - top)
}

/**
 * @param scale - pixels of the picture per CSS pixel, where the page draws itself; a window is taken as it is
 * @throws not-available-here when the part is not in sight
 */
export async function takeScreen(
  transport: Transport,
  shell: ShellInfo | null,
  part: ScreenPart,
  scale: number,
): Promise<HTMLCanvasElement> {
  const place = placeOf(part)
  if (!place) throw new SpindleError('not-available-here', { what: part })
  return shell?.can.captureWindow ? capture(transport, place) : draw(place, scale)
}

/** The shell takes the window; what lies over the page (this dialog) is out of the way for that moment. */
async function capture(transport: Transport, place: DOMRect): Promise<HTMLCanvasElement> {
  const { documentElement: page } = document
  page.dataset['taking'] = 'true'
  try {
    // One frame to lay it out, one to have it on the screen.
    await nextFrame()
    await nextFrame()
    const { x, y, width, height } = place
    const { png } = await transport.call('shell.capture', { part: { x, y, width, height } })
    const image = await load(`data:image/png;base64,${png}`)
    return onCanvas(image.naturalWidth, image.naturalHeight, (brush) => brush.drawImage(image, 0, 0))
  } finally {
    delete page.dataset['taking']
  }
}

async function draw(place: DOMRect, scale: number): Promise<HTMLCanvasElement> {
  const app = document.getElementById('app')
  if (!app) throw new SpindleError('not-available-here', { what: 'the page' })
  const { markup, probes } = await svgOf(app)
  const image = await load(`data:image/svg+xml;charset=utf-8,${encodeURIComponent(markup)}`)
  await facesOf(image, probes)
  return onCanvas(Math.round(place.width * scale), Math.round(place.height * scale), (brush) => {
    brush.scale(scale, scale)
    brush.drawImage(image, -place.x, -place.y)
  })
}

/** An image says that it has loaded before its faces have: until then its probes have another width. */
async function facesOf(image: HTMLImageElement, probes: PageSvg['probes']): Promise<void> {
  const isIn = (brush: CanvasRenderingContext2D, x: number): boolean => {
    const [red = 0, green = 255] = brush.getImageData(x, 0, 1, 1).data
    return red > 128 && green < 128
  }
  const until = performance.now() + FACES_LIMIT_MS
  const missing = new Set(probes)
  while (missing.size > 0 && performance.now() < until) {
    for (const probe of missing) {
      const line = onCanvas(
        Math.ceil(probe.width) + 8,
        1,
        (brush) => brush.drawImage(image, 0, -probe.y),
        true,
      )
      const brush = line.getContext('2d', { willReadFrequently: true })
      if (brush && isIn(brush, Math.floor(probe.width) - 2) && !isIn(brush, Math.ceil(probe.width) + 2)) {
        missing.delete(probe)
      }
    }
    if (missing.size > 0) await nextFrame()
  }
}

const nextFrame = (): Promise<unknown> => new Promise((resolve) => requestAnimationFrame(resolve))

async function load(address: string): Promise<HTMLImageElement> {
  const image = new Image()
  image.src = address
  await image.decode()
  return image
}

function onCanvas(
  width: number,
  height: number,
  paint: (brush: CanvasRenderingContext2D) => void,
  isRead = false,
): HTMLCanvasElement {
  const canvas = document.createElement('canvas')
  canvas.width = width
  canvas.height = height
  const brush = canvas.getContext('2d', { willReadFrequently: isRead })
  if (brush) paint(brush)
  return canvas
}
