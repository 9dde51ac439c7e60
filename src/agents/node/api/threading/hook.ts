/** What happens with an error that nobody catches in a thread (semantics X01–X05). */
import { programError, describeError } from '../../thread/report'
import { write } from '../../thread/output'
import { SystemExit } from '../errors'
import { threadOf, type Thread } from './thread'
import { self } from '../../thread/self'
import type { ProgramError } from '../../../../contract/unit'

export interface ExceptHookArgs {
  readonly excType: unknown
  readonly excValue: unknown
  readonly thread: Thread
}

let hook: ((args: ExceptHookArgs) => void) | null = null

export function setExceptHook(next: ((args: ExceptHookArgs) => void) | null): void {
  hook = next
}

/** Reports an uncaught error of this thread. @returns how it is told to the Lab; null for SystemExit, which is no failure */
export function reportUncaught(error: unknown): ProgramError | null {
  const thread = threadOf(self().record)
  const excType = error instanceof Error ? error.constructor : typeof error
  if (!hook) {
    if (!(error instanceof SystemExit)) report(`Exception in thread ${thread.name}:`, error)
  } else {
    try {
      hook({ excType, excValue: error, thread })
    } catch (inHook) {
      report('Exception in threading.excepthook:', inHook)
    }
  }
  return error instanceof SystemExit ? null : programError(error)
}

export const report = (head: string, error: unknown): void =>
  write('stderr', `${head}\n${describeError(error)}\n`)
