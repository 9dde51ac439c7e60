/** Files that reach the app from outside (double-click, second start, `open-file`): kept until the page is there. */
import { SpindleError } from '../../contract/errors'
import type { ShellEvent } from '../../contract/transport'
import type { FileStore } from '../files'

export interface OpenedFilesOptions {
  readonly choose: FileStore['choose']
  readonly tell: (event: ShellEvent) => void
}

export class OpenedFiles {
  #waiting: string[] = []
  #options: OpenedFilesOptions | null = null

  open(paths: readonly string[]): void {
    if (!this.#options) this.#waiting.push(...paths)
    else for (const path of paths) void openOne(path, this.#options)
  }

  /** The page can hear now. */
  ready(options: OpenedFilesOptions): void {
    this.#options = options
    this.open(this.#waiting.splice(0))
  }
}

async function openOne(path: string, { choose, tell }: OpenedFilesOptions): Promise<void> {
  try {
    const { fileId } = await choose(path)
    tell({ type: 'file-opened', fileId })
  } catch (error) {
    tell({ type: 'trouble', message: SpindleError.from(error).message })
  }
}
