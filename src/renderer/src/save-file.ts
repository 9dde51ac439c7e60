/** Lets the browser (or Electron's download dialog) ask where to put a file. `title` becomes its name. */
export function saveFile(content: Blob, title: string, ending: string): void {
  const url = URL.createObjectURL(content)
  const link = document.createElement('a')
  link.href = url
  link.download = `${title.replace(/\.[a-z]+$/, '').replace(/[^\p{L}\p{N}._-]+/gu, '-')}.${ending}`
  link.click()
  // The download has begun with the click; the address is kept a little for browsers that read it late.
  setTimeout(() => URL.revokeObjectURL(url), 10_000)
}
