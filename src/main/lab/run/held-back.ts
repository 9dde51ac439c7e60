/**
 * Processes that said hello before anybody announced them: spares of a TypeScript process. They run nothing
 * until their parent says what they are for; if the parent leaves before, so do they.
 */
import type { AgentConnection, ConnectionOwner } from '../agent-server/connection'
import type { Hello } from '../agent-server/handshake'
import { nameProcess, type ProcessName } from '../ending/signals'

/** For a connection that is nobody's. */
export const NOBODY: ConnectionOwner = {
  region: () => undefined,
  frame: () => undefined,
  regionEnd: () => undefined,
  connectionEnded: () => undefined,
  cutOff: () => undefined,
}

interface Held {
  readonly connection: AgentConnection
  readonly hello: Hello
  readonly name: ProcessName
}

export class HeldBack {
  readonly #held = new Map<string, Held>()
  readonly #welcome: (connection: AgentConnection, hello: Hello) => ConnectionOwner
  readonly #onDefect: (what: string) => void

  constructor(
    welcome: (connection: AgentConnection, hello: Hello) => ConnectionOwner,
    onDefect: (what: string) => void,
  ) {
    this.#welcome = welcome
    this.#onDefect = onDefect
  }

  get names(): ProcessName[] {
    return [...this.#held.values()].map(({ name }) => name)
  }

  hold(connection: AgentConnection, hello: Hello): ConnectionOwner {
    this.#held.get(hello.key)?.connection.destroy()
    this.#held.set(hello.key, { connection, hello, name: nameProcess(hello.pid) })
    return {
      ...NOBODY,
      frame: () => connection.cut('it speaks before it is welcome'),
      connectionEnded: () => {
        if (this.#held.get(hello.key)?.connection === connection) this.#held.delete(hello.key)
      },
      cutOff: this.#onDefect,
    }
  }

  /** Welcomes those that have been announced meanwhile. */
  admit(isAnnounced: (key: string) => boolean): void {
    for (const [key, { connection, hello }] of this.#held) {
      if (!isAnnounced(key)) continue
      this.#held.delete(key)
      connection.handTo(this.#welcome(connection, hello))
    }
  }

  /** Nobody will announce the children of this process any more. */
  parentGone(pid: number): void {
    for (const { connection, hello } of this.#held.values()) if (hello.ppid === pid) connection.destroy()
  }

  close(): void {
    for (const { connection } of this.#held.values()) connection.destroy()
    this.#held.clear()
  }
}
