/**
 * Ends a run: when all its processes are gone of themselves, or because it was asked for. Patience has a
 * limit and a name; after it comes SIGKILL, and after that nobody is waited for.
 */
import type { Clock } from '../clock'
import type { Actor } from '../../../contract/unit'
import { NS_PER_MS } from '../../../contract/time'
import { executableOf } from '../ending/process-table'
import { living, signalFamily, type Family } from '../ending/killer'

/** What a program may take to clean up after SIGTERM before it is killed. */
export const PATIENCE_MS = 3_000
/** After SIGKILL only a process that hangs in the kernel is still there; the run ends without it. */
export const KILLED_MS = 2_000
/**
 * How long processes that are left in the group when all known ones are gone may take to be heard. One that
 * runs the same program as the first process may be the child of a raw fork that is about to say hello;
 * anything else is no process of ours and is killed.
 */
export const FORKED_MS = 5_000
export const STRAY_MS = 500
const STRAY_LOOK_MS = 25

export interface EndingRun {
  readonly clock: Clock
  family(): Family | null
  /** Whether every process of the run is over. */
  isEmpty(): boolean
  /** Somebody asks for the end of all of it; `forced` when patience is over or there was none. */
  asked(by: Actor, signal: 'SIGTERM' | 'SIGKILL', forced: boolean): void
  /** Nobody waits for the processes that are left any longer. */
  giveUp(): void
  /** All is over: close the books. */
  end(): void
}

export class RunEnd {
  readonly #run: EndingRun
  #cancel: (() => void)[] = []
  #straySince: number | null = null
  #stopping: 'SIGTERM' | 'SIGKILL' | null = null
  #ended = false

  constructor(run: EndingRun) {
    this.#run = run
  }

  /** What every process of the run is sent; `null` while nobody has asked for its end. */
  get stopping(): 'SIGTERM' | 'SIGKILL' | null {
    return this.#stopping
  }

  /** Ends everything. Asked again with force, patience is over at once. */
  stop(by: Actor, force: boolean): void {
    if (this.#ended) return
    if (force) return this.#kill(by)
    if (this.#stopping) return
    this.#stopping = 'SIGTERM'
    this.#run.asked(by, 'SIGTERM', false)
    this.#signal('SIGTERM')
    this.#after(PATIENCE_MS, () => this.#kill(by))
    this.look()
  }

  /** A process is over, or has come; looks whether the run is. */
  look(): void {
    if (this.#ended) return
    if (!this.#run.isEmpty()) {
      this.#straySince = null
      return
    }
    const family = this.#run.family()
    const strays = family ? living(family) : []
    if (strays !== null && strays.length === 0) return this.#end()
    const now = this.#run.clock.now()
    this.#straySince ??= now
    const isFork = strays?.some(({ pid }) => executableOf(pid) === family?.program)
    const isOver = now - this.#straySince >= (isFork ? FORKED_MS : STRAY_MS) * NS_PER_MS
    if (isOver || this.#stopping || strays === null) {
      this.#signal('SIGKILL')
      return this.#end()
    }
    this.#after(STRAY_LOOK_MS, () => this.look())
  }

  #kill(by: Actor): void {
    if (this.#ended) return
    this.#stopping = 'SIGKILL'
    this.#run.asked(by, 'SIGKILL', true)
    this.#signal('SIGKILL')
    this.#after(KILLED_MS, () => this.#run.giveUp())
    this.look()
  }

  #signal(signal: 'SIGTERM' | 'SIGKILL'): void {
    const family = this.#run.family()
    if (family) signalFamily(family, signal)
  }

  #end(): void {
    this.#ended = true
    for (const cancel of this.#cancel) cancel()
    this.#cancel = []
    this.#run.end()
  }

  #after(ms: number, callback: () => void): void {
    this.#cancel.push(this.#run.clock.after(ms, callback))
  }
}
