/**
 * What a supervisor is told in its environment beside the address of the Lab. Knows nothing of the contract: it
 * is read before anything else is loaded.
 */
export const CACHE_VARIABLE = 'SPINDLE_CACHE'
export const SPARES_VARIABLE = 'SPINDLE_SPARES'
export const SPARE_VARIABLE = 'SPINDLE_SPARE'
export const HEAP_VARIABLE = 'SPINDLE_THREAD_MB'

export interface Settings {
  /** Folder for what can be computed again (stripped and compiled programs). */
  readonly cache: string | null
  /** `SPINDLE_SPARES=0` switches off what is kept ready for the next start; for measuring. */
  readonly spares: boolean
  /** Whether this process is kept ready by its parent, to be told later what it is for. */
  readonly isSpare: boolean
  /** Most memory for the objects of one thread, in MB; null: a share of what the machine has. */
  readonly heapLimitMb: number | null
}

export function takeSettings(env: NodeJS.ProcessEnv): Settings {
  const limit = Number(take(env, HEAP_VARIABLE))
  return {
    cache: take(env, CACHE_VARIABLE) || null,
    spares: take(env, SPARES_VARIABLE) !== '0',
    isSpare: take(env, SPARE_VARIABLE) === '1',
    heapLimitMb: Number.isInteger(limit) && limit > 0 ? limit : null,
  }
}

/** The same for a child, in its environment. */
export const settingsFor = ({ cache, spares, isSpare, heapLimitMb }: Settings): Record<string, string> => ({
  [CACHE_VARIABLE]: cache ?? '',
  [SPARES_VARIABLE]: spares ? '1' : '0',
  [SPARE_VARIABLE]: isSpare ? '1' : '0',
  [HEAP_VARIABLE]: String(heapLimitMb ?? ''),
})

/** Reads a variable of ours and takes it out: it is none of the program's business. */
export function take(env: NodeJS.ProcessEnv, name: string): string | undefined {
  const value = env[name]
  delete env[name]
  return value
}
