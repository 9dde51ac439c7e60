/** Where a finished picture goes: the clipboard or a file. Both work in every shell, with the web's own means. */
import { SpindleError } from '../../../contract/errors'
import { saveFile } from '../save-file'

const pngOf = (canvas: HTMLCanvasElement): Promise<Blob> =>
  new Promise((resolve, reject) => {
    canvas.toBlob((blob) => {
      if (blob) resolve(blob)
      else reject(new SpindleError('not-available-here', { what: 'PNG' }))
    }, 'image/png')
  })

/** False when the clipboard does not take it: no permission, or a page without the focus. */
export async function copyPicture(canvas: HTMLCanvasElement): Promise<boolean> {
  try {
    await navigator.clipboard.write([new ClipboardItem({ 'image/png': pngOf(canvas) })])
    return true
  } catch (error) {
    console.warn('clipboard', error)
    return false
  }
}

/** Lets the browser (or Electron's download dialog) ask where to put the file. */
export async function savePicture(canvas: HTMLCanvasElement, title: string): Promise<void> {
  saveFile(await pngOf(canvas), title, 'png')
}
