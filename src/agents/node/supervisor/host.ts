/** Makes the Workers of this process. Knows little, so that the first one can boot while all else is loaded. */
import { totalmem } from 'node:os'
import { SHARE_ENV, Worker } from 'node:worker_threads'
import type { PartText } from '../boot/compiled'
import type { ArenaBuffers } from '../memory/arena'
import type { BootData, ModuleText } from '../messages'
import { createRing } from '../ring/layout'

const MB = 1024 * 1024

export interface HostOptions {
  readonly workerPath: string
  readonly agentUrl: string
  readonly cache: string | null
  readonly heapLimitMb: number | null
  readonly memory: ArenaBuffers
  /** The code of a thread. */
  readonly part: PartText
}

/** A Worker that boots, with the ring it writes to. */
export interface Booting {
  readonly worker: Worker
  readonly ring: SharedArrayBuffer
  readonly limitMb: number
}

/** @throws what `new Worker` throws when the system has no room */
export function bootWorker(name: string, options: HostOptions, texts: readonly ModuleText[] = []): Booting {
  const { workerPath, agentUrl, cache, heapLimitMb, memory, part } = options
  const limitMb = heapLimitMb ?? shareOfMemoryMb()
  const ring = createRing()
  const data: BootData = { arena: memory, ring, cache, part, agentUrl, texts }
  const worker = new Worker(workerPath, {
    name,
    workerData: data,
    // As threads of one process in Python: one environment for all.
    env: SHARE_ENV,
    // Not piped through Node's own way: output goes through the ring.
    stdout: true,
    stderr: true,
    resourceLimits: { maxOldGenerationSizeMb: limitMb },
  })
  return { worker, ring, limitMb }
}

/** A thread may fill a quarter of the machine before it fails; the class-room computer must live on. */
const shareOfMemoryMb = (): number => Math.max(256, Math.min(4096, Math.floor(totalmem() / 4 / MB)))
