/** Where Spindle keeps what is its own: settings, recent files, My programs, records of runs. */
import { join } from 'node:path'

export interface DataFolderFacts {
  readonly platform: NodeJS.Platform
  readonly env: Readonly<Record<string, string | undefined>>
  /** The person's home folder. */
  readonly home: string
}

/** Set to keep everything in another folder (tests, portable installations). */
export const DATA_VARIABLE = 'SPINDLE_DATA'

/** The folder that Electron calls `userData`, so that the desktop and the browser shell share one. */
export function dataFolder({ platform, env, home }: DataFolderFacts): string {
  const chosen = env[DATA_VARIABLE]
  if (chosen) return chosen
  if (platform === 'darwin') return join(home, 'Library', 'Application Support', 'Spindle')
  if (platform === 'win32') return join(env['APPDATA'] || join(home, 'AppData', 'Roaming'), 'Spindle')
  return join(env['XDG_CONFIG_HOME'] || join(home, '.config'), 'Spindle')
}
