/** How this process reaches the Lab; see AgentAddress. */
import { ADDRESS_VARIABLE, type AgentAddress } from '../../../contract/frames'

/** Takes the address out of the environment, so that nothing the program starts can find it. */
export function takeAddress(env: NodeJS.ProcessEnv): AgentAddress | null {
  const text = take(env, ADDRESS_VARIABLE)
  return text === undefined ? null : (JSON.parse(text) as AgentAddress)
}

export const CACHE_VARIABLE = 'SPINDLE_CACHE'
export const SPARES_VARIABLE = 'SPINDLE_SPARES'
export const SPARE_VARIABLE = 'SPINDLE_SPARE'
export const HEAP_VARIABLE = 'SPINDLE_THREAD_MB'

/** Folder for what can be computed again (stripped and compiled programs). */
export const takeCacheFolder = (env: NodeJS.ProcessEnv): string | null => take(env, CACHE_VARIABLE) || null

/** `SPINDLE_SPARES=0` switches off what is kept ready for the next start; for measuring. */
export const takeSpares = (env: NodeJS.ProcessEnv): boolean => take(env, SPARES_VARIABLE) !== '0'

/** Whether this process is kept ready by its parent, to be told later what it is for. */
export const takeIsSpare = (env: NodeJS.ProcessEnv): boolean => take(env, SPARE_VARIABLE) === '1'
/** Most memory for the objects of one thread, in MB; null: a share of what the machine has. */
export function takeHeapLimitMb(env: NodeJS.ProcessEnv): number | null {
  const limit = Number(take(env, HEAP_VARIABLE))
  return Number.isInteger(limit) && limit > 0 ? limit : null
}

/** Reads a variable of ours and takes it out: it is none of the program's business. */
function take(env: NodeJS.ProcessEnv, name: string): string | undefined {
  const value = env[name]
  delete env[name]
  return value
}
