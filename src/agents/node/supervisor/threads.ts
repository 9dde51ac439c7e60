/**
 * The Workers of this process: the spare that waits for the next thread, the threads that run, and what is
 * to be said when one is gone that could not say it itself.
 */
import type { Worker } from 'node:worker_threads'
import type { ProgramError } from '../../../contract/unit'
import type { FromThread, Job, ModuleText, ProcessFacts, ToThread } from '../messages'
import type { Arena } from '../memory/arena'
import { ring } from '../memory/bell'
import { MAIL, PHASE, UNIT } from '../memory/layout'
import type { RingReader } from '../ring/reader'
import { nameThread } from '../thread/os-thread'
import { bootWorker, type Booting, type HostOptions } from './host'
import type { Relay } from './relay'

/** How often, a millisecond apart, to wait for a thread to leave a critical section. */
const TERMINATE_TRIES = 50

/** A Worker with its ring; which thread it is comes later for a spare. */
interface Host {
  readonly worker: Worker
  readonly ring: RingReader
  readonly limitMb: number
  thread: Thread | null
  /** Set by the Worker's `error` event, told by its `exit` event. */
  failure: Error | null
}

export interface Thread {
  readonly record: number
  readonly number: number
  readonly host: Host
  /** Why it is terminated: a person asked, or it did not hear Ctrl-C. null: it is not. */
  terminatedBy: 'person' | 'interrupt' | null
}

export interface ThreadsOptions {
  readonly arena: Arena
  readonly relay: Relay
  readonly host: HostOptions
  /** The Worker that boots already: the main thread's. */
  readonly first: Booting
  onMessage(thread: Thread, message: FromThread): void
  /** The Worker is gone and all it said has been handed on. `error`: it did not end by itself. */
  onGone(thread: Thread, error: ProgramError | null): void
}

export class Threads {
  readonly #options: ThreadsOptions
  readonly #live = new Map<number, Thread>()
  /** What the main thread has loaded. */
  readonly #texts: ModuleText[] = []
  #spare: Host | null = null

  constructor(options: ThreadsOptions) {
    this.#options = options
    this.#spare = this.#adopt(options.first)
  }

  /** Boots a Worker for the next thread, if none is waiting. */
  prepareSpare(): void {
    this.#spare ??= this.#boot('spindle-spare')
  }

  /** All threads run the text that the main thread has loaded. */
  shareText(text: ModuleText): void {
    this.#texts.push(text)
    this.#spare?.worker.postMessage({ type: 'texts', texts: [text] } satisfies ToThread)
  }

  byRecord(record: number): Thread | undefined {
    return this.#live.get(record)
  }

  byNumber(number: number): Thread | undefined {
    return [...this.#live.values()].find((thread) => thread.number === number)
  }

  get all(): readonly Thread[] {
    return [...this.#live.values()]
  }

  /** Runs a thread on the spare, or on a new Worker. @throws what `new Worker` throws when the system has no room */
  run(record: number, kind: 'main' | 'thread', process: ProcessFacts, job: Job | null): void {
    const { arena } = this.#options
    const spare = this.#spare
    this.#spare = null
    const name = arena.text(record + UNIT.nameAt)
    const host = spare ?? this.#boot(name)
    // The first Worker has its name; a later spare is given it here if it is far enough.
    const tid = host.ring.thread
    const rename = spare !== null && kind === 'thread'
    const number = arena.cells[record + UNIT.number] as number
    const thread: Thread = { record, number, host, terminatedBy: null }
    host.thread = thread
    this.#live.set(record, thread)
    this.send(thread, { type: 'run', record, kind, process, job, rename: rename && tid === null })
    if (rename) nameThread(tid, name)
  }

  send(thread: Thread, message: ToThread): void {
    thread.host.worker.postMessage(message)
  }

  /** Wakes a thread out of any wait of ours, and tells it why. */
  poke(thread: Thread, mail: number): void {
    const { cells } = this.#options.arena
    Atomics.or(cells, thread.record + UNIT.mail, mail)
    const bell = Atomics.load(cells, thread.record + UNIT.waitsOn)
    if (bell !== 0) ring(cells, bell)
  }

  /** KeyboardInterrupt at its next call of ours, out of any wait of ours, or in its event loop. */
  interrupt(thread: Thread): void {
    this.poke(thread, MAIL.interrupt)
    this.send(thread, { type: 'wake' })
  }

  /** Sends a message that the thread takes at its next call of ours, or at once if it waits in one. */
  mail(thread: Thread, message: ToThread): void {
    this.send(thread, message)
    this.poke(thread, MAIL.message)
  }

  /**
   * Ends a thread wherever it is. What it held stays held. A thread that stands in a critical section of ours
   * leaves it first, which takes microseconds (see critical.ts).
   */
  terminate(thread: Thread, why: 'person' | 'interrupt', tries = TERMINATE_TRIES): void {
    const { cells } = this.#options.arena
    thread.terminatedBy ??= why
    Atomics.store(cells, thread.record + UNIT.doomed, 1)
    if (Atomics.load(cells, thread.record + UNIT.critical) === 1 && tries > 0) {
      setTimeout(() => this.terminate(thread, why, tries - 1), 1)
    } else {
      void thread.host.worker.terminate()
    }
  }

  #boot(name: string): Host {
    return this.#adopt(bootWorker(name, this.#options.host, this.#texts))
  }

  #adopt({ worker, ring, limitMb }: Booting): Host {
    const host: Host = { worker, ring: this.#options.relay.add(ring), limitMb, thread: null, failure: null }
    worker.on('message', (message: FromThread) => {
      if (host.thread) this.#options.onMessage(host.thread, message)
    })
    worker.on('error', (error) => {
      host.failure = error instanceof Error ? error : new Error(String(error))
    })
    worker.on('exit', () => this.#exited(host))
    return host
  }

  #exited(host: Host): void {
    if (this.#spare === host) this.#spare = null
    this.#options.relay.retire(host.ring, () => {
      const { thread } = host
      if (!thread) return
      this.#live.delete(thread.record)
      const { cells } = this.#options.arena
      const ended = Atomics.load(cells, thread.record + UNIT.phase) === PHASE.ended
      this.#options.onGone(thread, ended || thread.terminatedBy ? null : failureOf(host))
      // It may have been woken for something that another waiter must take now.
      const bell = Atomics.load(cells, thread.record + UNIT.waitsOn)
      if (bell !== 0) ring(cells, bell)
    })
  }
}

/** Why a thread ended that did not say so itself. */
function failureOf(host: Host): ProgramError {
  const { failure } = host
  if ((failure as NodeJS.ErrnoException | null)?.code === 'ERR_WORKER_OUT_OF_MEMORY') {
    const limit = host.limitMb
    return { type: 'MemoryError', message: `the memory of this thread has reached its limit of ${limit} MB` }
  }
  if (failure) return { type: failure.name, message: failure.message }
  return { type: 'Error', message: 'the thread ended in an unknown way' }
}
