/** What SystemExit means for the exit code of a process (semantics M12, P06). */
import { inspect } from 'node:util'

export interface ExitMeaning {
  readonly code: number
  /** To be printed on stderr. */
  readonly text: string | null
}

/** No value: 0; a whole number modulo 256; true and false 1 and 0; anything else is printed and gives 1. */
export function meaningOf(value: unknown): ExitMeaning {
  if (value === undefined || value === null) return { code: 0, text: null }
  if (typeof value === 'boolean') return { code: value ? 1 : 0, text: null }
  if (typeof value === 'bigint') return { code: Number(BigInt.asUintN(8, value)), text: null }
  if (typeof value === 'number' && Number.isInteger(value)) {
    return { code: ((value % 256) + 256) % 256, text: null }
  }
  return { code: 1, text: `${typeof value === 'string' ? value : inspect(value)}\n` }
}
