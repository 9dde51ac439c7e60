/** What the desktop and the browser shell have in common: a Lab with files and settings beside it, behind one door. */
import { join } from 'node:path'
import type { Settings } from '../contract/commands'
import { lessonProgram } from '../lessons/programs'
import type { BuiltParts } from './built-parts'
import { DefectLog } from './defect-log'
import { FileStore } from './files'
import { Lab } from './lab/lab'
import { createServe, type Serve } from './serve'
import { shellHandlers, type ShellHandlersOptions } from './shell-handlers'
import { SettingsStore } from './settings'
import { VERSION } from './version'

export interface OpenLabOptions {
  readonly parts: BuiltParts
  /** Everything that is kept is kept under it. */
  readonly dataFolder: string
  /** The binary that runs TypeScript programs, and the variables that make it do so. */
  readonly nodePath: string
  readonly nodeEnv: Readonly<Record<string, string>>
  /** The shell's own commands; they are given the stores. */
  readonly shell: (stores: Stores) => ShellHandlersOptions['shell']
  /** Told the settings once they are read, and whenever they have changed. */
  readonly onSettings?: (settings: Settings) => void
}

export interface Stores {
  readonly files: FileStore
  readonly settings: SettingsStore
}

export interface OpenedLab extends Stores {
  readonly lab: Lab
  readonly serve: Serve
  readonly defects: DefectLog
}

export async function openLab(options: OpenLabOptions): Promise<OpenedLab> {
  const { dataFolder } = options
  const defects = new DefectLog(dataFolder)
  const files = new FileStore({ folder: dataFolder })
  const settings = new SettingsStore(dataFolder)
  let known = await settings.get()
  options.onSettings?.(known)

  const lab = new Lab({
    dataDir: join(dataFolder, 'lab'),
    cacheDir: join(dataFolder, 'cache'),
    agents: options.parts.agents,
    nodePath: options.nodePath,
    nodeEnv: options.nodeEnv,
    lessons: lessonProgram,
    files,
    version: VERSION,
    preferredPython: () => known.python,
    onDefect: defects.write,
  })
  const shell = shellHandlers({
    files,
    settings,
    shell: options.shell({ files, settings }),
    onSettings: (changed) => {
      known = changed
      options.onSettings?.(changed)
    },
  })
  const serve = createServe({ lab, shell, onDefect: (error) => void defects.write(error) })
  return { lab, files, settings, serve, defects }
}
