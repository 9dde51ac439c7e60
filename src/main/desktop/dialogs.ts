/** File dialogs: the only way in which a path comes into the app, beside drop and command line. */
import { dirname, join } from 'node:path'
import type { BrowserWindow, Dialog } from 'electron'
import type { OpenedFile } from '../../contract/commands'
import { languageOfName, PROGRAM_ENDINGS } from '../../contract/program'
import type { FileStore } from '../files'
import { wordsOf, type ShellLocale } from './words'

export interface DialogsOptions {
  readonly dialog: Pick<Dialog, 'showOpenDialog' | 'showSaveDialog'>
  readonly files: Pick<FileStore, 'choose' | 'writeTo'>
  readonly window: () => BrowserWindow | null
  readonly locale: () => ShellLocale
  /** The folder to begin in. */
  readonly documents: string
}

export class FileDialogs {
  readonly #options: DialogsOptions
  /** Electron does not remember the last folder. */
  #folder: string

  constructor(options: DialogsOptions) {
    this.#options = options
    this.#folder = options.documents
  }

  /** `null` when the person has changed their mind. Rejects as `FileStore.choose` does. */
  async openFile(): Promise<OpenedFile | null> {
    const { dialog, files } = this.#options
    const how = {
      properties: ['openFile' as const],
      defaultPath: this.#folder,
      filters: this.#filters(PROGRAM_ENDINGS.typescript.concat(PROGRAM_ENDINGS.python)),
    }
    const window = this.#options.window()
    const { canceled, filePaths } = await (window
      ? dialog.showOpenDialog(window, how)
      : dialog.showOpenDialog(how))
    const path = filePaths[0]
    if (canceled || path === undefined) return null
    this.#folder = dirname(path)
    return files.choose(path)
  }

  /** `null` when the person has changed their mind. Rejects as `FileStore.writeTo` does. */
  async saveFileAs(name: string, source: string): Promise<OpenedFile | null> {
    const { dialog, files } = this.#options
    const language = languageOfName(name) ?? 'typescript'
    const endings = PROGRAM_ENDINGS[language]
    const how = {
      defaultPath: join(this.#folder, name.replace(/[/\\\0:]/g, '-')),
      filters: this.#filters(endings),
    }
    const window = this.#options.window()
    const { canceled, filePath } = await (window
      ? dialog.showSaveDialog(window, how)
      : dialog.showSaveDialog(how))
    if (canceled || !filePath) return null
    // Linux dialogs do not add the ending; a file without one could not be run.
    const path = languageOfName(filePath) ? filePath : filePath + (endings[0] ?? '')
    this.#folder = dirname(path)
    return files.writeTo(path, source)
  }

  #filters(endings: readonly string[]): { name: string; extensions: string[] }[] {
    const name = wordsOf(this.#options.locale()).programs
    return [{ name, extensions: endings.map((ending) => ending.slice(1)) }]
  }
}
