/**
 * Every thread of a program, as far as it can be without knowing yet which one it is (it may be a spare): it
 * has its memory, its output and the API, and waits for the order to run.
 */
import { parentPort, type MessagePort } from 'node:worker_threads'
import * as builtins from './api/builtins'
import * as multiprocessing from './api/multiprocessing'
import * as queue from './api/queue'
import { SIGINT, SIGTERM, signal } from './api/signal'
import * as threading from './api/threading'
import type { BootData, ToThread } from './messages'
import { Arena } from './memory/arena'
import { RingWriter } from './ring/writer'
import { begin } from './thread/begin'
import { installModules, learnTexts, warmUp, type ImportModule } from './thread/modules'
import { nativeId } from './thread/os-thread'
import { installOutput } from './thread/output'

/** A Worker that has not been told by then what it is for is a spare. */
const WARM_UP_MS = 5

/** What the entry of the Worker hands over. */
export interface ThreadEntry {
  readonly boot: BootData
  /** `import()` as Node means it for a file of ours. */
  readonly importModule: ImportModule
  /** Puts the compiled code of all this into the cache. */
  keepCode(): void
}

export interface ThreadPart {
  becomeThread(entry: ThreadEntry): void
}

export function becomeThread({ boot, importModule, keepCode }: ThreadEntry): void {
  const port = parentPort as MessagePort
  const arena = Arena.attach(boot.arena)
  const writer = new RingWriter(boot.ring, arena.cells)
  const tid = nativeId()
  writer.tellThread(tid)
  installOutput()
  installModules(
    { builtins, threading, multiprocessing, queue, signal: { SIGINT, SIGTERM, signal } },
    importModule,
  )
  learnTexts(boot.texts)
  const timer = setTimeout(warmUp, WARM_UP_MS)
  port.on('message', function take(order: ToThread) {
    if (order.type === 'texts') return learnTexts(order.texts)
    if (order.type !== 'run') return
    port.off('message', take)
    clearTimeout(timer)
    begin({ boot, arena, writer, port, order, tid, keepCode })
  })
}
