/** The environment that programs get: the person's own, without what belongs to the host alone. */
import { ADDRESS_VARIABLE } from '../../contract/frames'
import { MARK_VARIABLE } from './ending/process-table'

/** Variables that make sense for the app's own process only; an AppImage's paths break other programs. */
const OURS = [
  'ELECTRON_RUN_AS_NODE',
  'ELECTRON_NO_ASAR',
  'ELECTRON_NO_ATTACH_CONSOLE',
  'APPDIR',
  'APPIMAGE',
  'ARGV0',
  'OWD',
  'GSETTINGS_SCHEMA_DIR',
  'NODE_CHANNEL_FD',
  'NODE_CHANNEL_SERIALIZATION_MODE',
  'NODE_UNIQUE_ID',
  ADDRESS_VARIABLE,
  MARK_VARIABLE,
] as const

export function programEnvironment(host: NodeJS.ProcessEnv): Record<string, string> {
  const hidden = new Set<string>(OURS)
  // An AppImage points the loader at its own libraries.
  if (host['APPIMAGE'] !== undefined) hidden.add('LD_LIBRARY_PATH')
  const kept = Object.entries(host).filter(
    (entry): entry is [string, string] => entry[1] !== undefined && !hidden.has(entry[0]),
  )
  return Object.fromEntries(kept)
}
