/** The commands that are served beside the Lab: kept settings, chosen files, and what the shell itself can do. */
import type { Settings } from '../contract/commands'
import { SpindleError } from '../contract/errors'
import type { ShellInfo } from '../contract/lab-info'
import type { FileStore } from './files'
import type { ShellCommand, ShellHandlers } from './serve'
import type { SettingsStore } from './settings'

type OwnShellHandlers = Pick<ShellHandlers, Extract<ShellCommand, `shell.${string}`>>

export interface ShellHandlersOptions {
  readonly files: FileStore
  readonly settings: SettingsStore
  readonly shell: OwnShellHandlers
  /** Told after settings have changed. */
  readonly onSettings?: (settings: Settings) => void
}

export function shellHandlers({ files, settings, shell, onSettings }: ShellHandlersOptions): ShellHandlers {
  return {
    'settings.get': () => settings.get(),
    'settings.set': async ({ changes }) => {
      const whole = await settings.set(changes)
      onSettings?.(whole)
      return whole
    },
    'files.recent': () => files.recent(),
    'files.read': ({ fileId }) => files.read(fileId),
    'files.write': async ({ fileId, source, known }) => {
      await files.write(fileId, source, known)
      return null
    },
    'files.beside': ({ fileId, names }) => files.beside(fileId, names),
    'files.rename': ({ fileId, name }) => files.rename(fileId, name),
    'files.remove': async ({ fileId }) => {
      await files.remove(fileId)
      return null
    },
    'files.restore': ({ fileId }) => files.restore(fileId),
    'files.create': ({ name, source }) => files.create(name, source),
    ...shell,
  }
}

/** A shell that has neither dialogs nor a window of its own. */
export function plainShell(info: () => ShellInfo): OwnShellHandlers {
  const not = (what: string) => (): never => {
    throw new SpindleError('not-available-here', { what }, `${what} is not available in this shell`)
  }
  return {
    'shell.info': info,
    'shell.openFile': not('shell.openFile'),
    'shell.saveFileAs': not('shell.saveFileAs'),
    'shell.capture': not('shell.capture'),
  }
}
