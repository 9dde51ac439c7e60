/**
 * One process that is ready before it is needed: it has said hello and waits for its welcome. A start that
 * finds it costs a few milliseconds instead of the boot of a process. Used ones are replaced when the start
 * is surely over, so that the new boot does not take the CPU from it.
 */
import type { AgentConnection, ConnectionOwner } from './agent-server/connection'
import type { Claimant, Hello } from './agent-server/handshake'
import type { AgentServer } from './agent-server/server'
import type { Clock } from './clock'
import type { Guardian } from './ending/guardian'
import type { Launch } from './languages/language'
import { HostedProcess } from './run/hosted-process'

/** When a used spare is replaced. */
export const REFILL_MS = 1_000
/** Longest that a start waits for a spare that is being made; without one it makes its own. */
const READY_MS = 5_000
/** A spare that dies is replaced so many times in a row; then starts go without. */
const MAX_FAILURES = 3

export interface Spare {
  readonly hosted: HostedProcess
  readonly connection: AgentConnection
  readonly hello: Hello
}

export interface SpareParts {
  readonly server: AgentServer
  readonly guardian: Guardian
  readonly clock: Clock
  readonly launch: Launch
  readonly env: Readonly<Record<string, string>>
}

export class SparePool {
  readonly #parts: SpareParts
  #secret: string | null = null
  #hosted: HostedProcess | null = null
  #ready: Spare | null = null
  #failures = 0
  #timer: (() => void) | null = null
  #closed = false
  /** Who waits for the spare that is being made. */
  readonly #waiting = new Set<() => void>()

  constructor(parts: SpareParts) {
    this.#parts = parts
  }

  /** Starts one if there is none. */
  async fill(): Promise<void> {
    if (this.#closed || this.#hosted || this.#failures >= MAX_FAILURES) return
    const { server, launch, env, guardian } = this.#parts
    const secret = server.admit(this.#claimant())
    this.#secret = secret
    try {
      const hosted = await HostedProcess.spawn(launch, env, { path: server.path, secret, key: 'root' })
      guardian.watch(hosted.pid)
      this.#hosted = hosted
      void hosted.exited.then(() => this.#lost(hosted))
      if (this.#closed) hosted.kill()
    } catch {
      this.#failures += 1 // the start of a run says what is wrong
      server.dismiss(secret)
    }
  }

  /** Makes one now if there is none, and waits until it is there, or none is to be had. */
  async ready(): Promise<void> {
    this.#timer?.()
    await this.fill()
    if (this.#ready || !this.#hosted) return
    const { promise, resolve } = Promise.withResolvers<void>()
    const cancel = this.#parts.clock.after(READY_MS, resolve)
    this.#waiting.add(resolve)
    await promise
    this.#waiting.delete(resolve)
    cancel()
  }

  /** Gives the spare to a run, if it is ready: its secret then belongs to the run's claimant. */
  take(claimant: Claimant): { spare: Spare; secret: string } | null {
    const spare = this.#ready
    const secret = this.#secret
    if (!spare || !secret || !spare.connection.isOpen) return null
    this.#ready = null
    this.#hosted = null
    this.#secret = null
    this.#failures = 0
    this.#parts.server.readmit(secret, claimant)
    this.refillLater()
    return { spare, secret }
  }

  /** Starts one when what goes on now is surely over. */
  refillLater(): void {
    this.#timer?.()
    this.#timer = this.#parts.clock.after(REFILL_MS, () => void this.fill())
  }

  close(): void {
    this.#closed = true
    this.#timer?.()
    this.#wake()
    if (this.#secret) this.#parts.server.dismiss(this.#secret)
    this.#ready?.connection.destroy()
    this.#hosted?.kill()
  }

  #claimant(): Claimant {
    return {
      claimed: (connection, hello) => this.#claimed(connection, hello),
      mismatched: () => undefined, // the start of a run says so
    }
  }

  #claimed(connection: AgentConnection, hello: Hello): ConnectionOwner {
    if (this.#hosted && !this.#ready) this.#ready = { hosted: this.#hosted, connection, hello }
    else connection.destroy()
    this.#wake()
    return {
      region: () => undefined,
      frame: () => connection.cut('a spare has nothing to say'),
      regionEnd: () => undefined,
      connectionEnded: () => undefined, // its exit follows
      cutOff: () => undefined,
    }
  }

  #lost(hosted: HostedProcess): void {
    if (this.#hosted !== hosted) return // it was given away
    this.#parts.guardian.forget(hosted.pid)
    if (this.#secret) this.#parts.server.dismiss(this.#secret)
    this.#hosted = null
    this.#ready = null
    this.#secret = null
    this.#failures += 1
    this.#wake()
    if (!this.#closed) this.refillLater()
  }

  #wake(): void {
    for (const resolve of this.#waiting) resolve()
  }
}
