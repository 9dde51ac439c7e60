/** A picture of the window as it is on the screen. */
import type { Rectangle, WebContents } from 'electron'
import type { Picture } from '../../contract/commands'
import { SpindleError } from '../../contract/errors'

/**
 * @param part - in CSS pixels of the page at zoom 1; left out: all of the page
 * @throws not-available-here when there is no window or nothing of it can be seen
 */
export async function capture(
  page: Pick<WebContents, 'capturePage'> | null,
  part?: Rectangle,
): Promise<Picture> {
  const image = page ? await page.capturePage(part) : null
  if (!image || image.isEmpty()) {
    throw new SpindleError('not-available-here', { what: 'shell.capture' }, 'there is no window to capture')
  }
  const { width, height } = image.getSize()
  return { png: image.toPNG().toString('base64'), width, height }
}
