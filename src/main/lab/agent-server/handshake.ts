/**
 * The first moments of a connection: a peer has HELLO_MS to say who it is. Another version of the protocol
 * is refused with both numbers, a secret that is not known without a reason.
 */
import { FRAME, parseJson, PROTOCOL_VERSION, readPayload, type Payload } from '../../../contract/frames'
import type { Ns } from '../../../contract/time'
import type { Clock } from '../clock'
import type { AgentConnection, ConnectionOwner } from './connection'

/** A process says hello as the first thing it does; a machine under load may take its time. */
export const HELLO_MS = 10_000

export type Hello = Payload<'hello'>

/** Who takes a peer that knows a secret. */
export interface Claimant {
  /** The process is here and said so `at`. Returns who its frames go to; welcomes it now or later. */
  claimed(connection: AgentConnection, hello: Hello, at: Ns): ConnectionOwner
  /** A process that knows the secret speaks another version of the protocol. */
  mismatched(theirs: number): void
}

export type FindClaimant = (secret: string) => Claimant | undefined

export class Handshake implements ConnectionOwner {
  readonly #find: FindClaimant
  readonly #cancel: () => void
  #connection: AgentConnection | null = null
  #bytes: Buffer = Buffer.alloc(0)

  constructor(clock: Clock, find: FindClaimant) {
    this.#find = find
    this.#cancel = clock.after(HELLO_MS, () => this.#connection?.destroy())
  }

  begin(connection: AgentConnection): void {
    this.#connection = connection
  }

  region(bytes: Buffer): void {
    this.#bytes = bytes
  }

  frame(type: number, _unit: number, at: Ns, _start: number, payload: number, payloadEnd: number): void {
    const connection = this.#connection
    if (!connection) return // it was refused: what follows is not looked at
    if (type !== FRAME.hello) return connection.cut('it does not begin with hello')
    const bytes = this.#bytes.subarray(payload, payloadEnd)
    const claimant = this.#find(secretOf(bytes))
    const theirs = versionOf(bytes)
    if (theirs !== PROTOCOL_VERSION) {
      claimant?.mismatched(theirs)
      this.#refuse(connection, 'protocol-mismatch', { ours: PROTOCOL_VERSION, theirs })
    } else if (!claimant) {
      this.#refuse(connection, 'not-allowed', {})
    } else {
      const hello = readPayload('hello', bytes)
      this.#cancel()
      this.#connection = null
      connection.handTo(claimant.claimed(connection, hello, at))
    }
  }

  regionEnd(): void {}

  connectionEnded(): void {
    this.#cancel()
  }

  cutOff(): void {
    this.#cancel()
  }

  #refuse(connection: AgentConnection, code: string, facts: Record<string, unknown>): void {
    this.#cancel()
    this.#connection = null
    connection.refuse({ code, facts })
  }
}

/** Of a hello of any version: only these two fields are sure to be there in all of them. */
function versionOf(hello: Uint8Array): number {
  const version = field(hello, 'protocol')
  return typeof version === 'number' ? version : 0
}

function secretOf(hello: Uint8Array): string {
  const secret = field(hello, 'secret')
  return typeof secret === 'string' ? secret : ''
}

function field(json: Uint8Array, name: string): unknown {
  const value = parseJson(json)
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>)[name] : undefined
}
