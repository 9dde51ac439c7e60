/** A picture of the window as it is on the screen. */
import type { Rectangle, WebContents } from 'electron'
import type { Picture } from '../../contract/commands'
import { SpindleError } from '../../contract/errors'

/**
 * @param part - in CSS pixels of the page; left out: all of the page
 * @throws not-available-here when there is no window or nothing of it can be seen
 */
export async function capture(
  page: Pick<WebContents, 'capturePage' | 'getZoomFactor'> | null,
  part?: Rectangle,
): Promise<Picture> {
  const image = page ? await page.capturePage(part && zoomed(part, page.getZoomFactor())) : null
  if (!image || image.isEmpty()) {
    throw new SpindleError('not-available-here', { what: 'shell.capture' }, 'there is no window to capture')
  }
  const { width, height } = image.getSize()
  return { png: image.toPNG().toString('base64'), width, height }
}

/** A CSS pixel of a zoomed page is as many pixels of the window as the zoom says. */
function zoomed({ x, y, width, height }: Rectangle, zoom: number): Rectangle {
  const [left, top] = [Math.round(x * zoom), Math.round(y * zoom)]
  return {
    x: left,
    y: top,
    width: Math.round((x + width) * zoom) - left,
    height: Math.round((y + height) * zoom) - top,
  }
}
