/** What this thread knows about itself. Filled at boot; every API call of the thread goes by it. */
import type { MessagePort } from 'node:worker_threads'
import type { ProcessFacts, FromThread } from '../messages'
import type { Arena } from '../memory/arena'
import type { RingWriter } from '../ring/writer'

export interface Self {
  readonly arena: Arena
  readonly cells: Int32Array<SharedArrayBuffer>
  readonly writer: RingWriter
  readonly port: MessagePort
  /** The folder of our own code as a URL: frames of it are left out of what students read. */
  readonly agentUrl: string
  readonly cache: string | null
  /** Record in the arena. */
  readonly record: number
  /** Number on the wire. */
  readonly number: number
  readonly process: ProcessFacts
  /** While the program's modules load, nothing can be started. */
  loading: boolean
  /** Puts the compiled code of the agent into the cache, unless it came from there. */
  keepCode(): void
}

let known: Self | null = null

export function becomeSelf(self: Self): void {
  known = self
}

/** @throws Error outside of a thread of Spindle */
export function self(): Self {
  if (!known) throw new Error('not in a thread of Spindle')
  return known
}

export const tellSupervisor = (message: FromThread): void => self().port.postMessage(message)
