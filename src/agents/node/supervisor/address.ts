/** How this process reaches the Lab; see AgentAddress. */
import { ADDRESS_VARIABLE, type AgentAddress } from '../../../contract/frames'

/** Takes the address out of the environment, so that nothing the program starts can find it. */
export function takeAddress(env: NodeJS.ProcessEnv): AgentAddress | null {
  const text = env[ADDRESS_VARIABLE]
  if (text === undefined) return null
  // Real environment and its copy: children of this process inherit the real one.
  delete env[ADDRESS_VARIABLE]
  return JSON.parse(text) as AgentAddress
}

/** Folder for what can be computed again (stripped and compiled programs), taken out of the environment. */
export function takeCacheFolder(env: NodeJS.ProcessEnv): string | null {
  const folder = env['SPINDLE_CACHE']
  delete env['SPINDLE_CACHE']
  return folder === undefined || folder === '' ? null : folder
}

/** `SPINDLE_SPARES=0` switches off what is kept ready for the next start; for measuring. */
export function takeSpares(env: NodeJS.ProcessEnv): boolean {
  const value = env['SPINDLE_SPARES']
  delete env['SPINDLE_SPARES']
  return value !== '0'
}
