/**
 * One connection of an agent: frames up, commands down. Knows the protocol and nothing of runs. A broken or
 * hostile frame ends the connection with a note and harms nobody else.
 *
 * Bounds: reading can be paused (`pause`), which in the end stops the unit that prints; what goes down is
 * small, and a peer that does not take it is cut off at MAX_DOWN_BYTES.
 */
import type { Socket } from 'node:net'
import { SpindleError } from '../../../contract/errors'
import {
  encodeFrame,
  encodeJson,
  FRAME,
  packCall,
  type AgentCommand,
  type Payload,
  type PayloadInput,
} from '../../../contract/frames'
import type { Ns } from '../../../contract/time'
import type { Clock } from '../clock'
import { keepReadingWhenDeaf } from './deaf-peer'
import { FrameScanner, type FrameVisitor } from './frame-scanner'

/** How long an agent may take to answer a command of a person. It does nothing else than relay and obey. */
export const REPLY_MS = 5_000
/** Commands are small; only items of queues are not. An agent that does not read for so long is stuck for good. */
const MAX_DOWN_BYTES = 64 * 1024 * 1024

export interface ConnectionOwner extends FrameVisitor {
  /** The connection is over and everything that came over it has been visited. Called once. */
  connectionEnded(): void
  /** It was cut off because of what came over it. */
  cutOff(why: string): void
}

/** How long a peer that was refused may take to read why. */
const REFUSAL_MS = 2_000
/** Before its hello a peer is nobody: no frame of it may be longer than this. */
const MAX_HELLO_BYTES = 64 * 1024

interface Waiting {
  readonly done: (reply: Payload<'reply'>) => void
  readonly cancel: () => void
}

export class AgentConnection implements FrameVisitor {
  readonly #socket: Socket
  readonly #clock: Clock
  readonly #scanner = new FrameScanner()
  readonly #waiting = new Map<number, Waiting>()
  #owner: ConnectionOwner
  #region: Buffer | null = null
  #isKnown = false
  #nextId = 1
  #paused = false
  #ended = false
  #isCut = false

  constructor(socket: Socket, clock: Clock, owner: ConnectionOwner) {
    this.#socket = socket
    this.#clock = clock
    this.#owner = owner
    keepReadingWhenDeaf(socket)
    socket.on('data', (chunk: Buffer) => this.#read(chunk))
    // An error is followed by close; it tells nothing that the end of the connection does not.
    socket.on('error', () => undefined)
    socket.on('close', () => this.#end())
  }

  get isOpen(): boolean {
    return !this.#ended && !this.#socket.destroyed
  }

  /** The peer is known; its frames go to its owner from now on, the rest of this region included. */
  handTo(owner: ConnectionOwner): void {
    this.#isKnown = true
    this.#owner = owner
    if (this.#region) owner.region(this.#region)
  }

  region(bytes: Buffer): void {
    this.#region = bytes
    this.#owner.region(bytes)
  }

  frame(
    type: number,
    unit: number,
    at: Ns,
    start: number,
    payload: number,
    payloadEnd: number,
    end: number,
  ): void {
    this.#owner.frame(type, unit, at, start, payload, payloadEnd, end)
  }

  regionEnd(): void {
    this.#region = null
    this.#owner.regionEnd()
  }

  pause(): void {
    this.#paused = true
    this.#socket.pause()
  }

  resume(): void {
    this.#paused = false
    this.#socket.resume()
  }

  get isPaused(): boolean {
    return this.#paused
  }

  welcome(welcome: PayloadInput<'welcome'>): void {
    this.#send(encodeJson(FRAME.welcome, 0, this.#clock.now(), welcome))
  }

  /** Says why not, and ends the connection. */
  refuse(refusal: PayloadInput<'refuse'>): void {
    this.#send(encodeJson(FRAME.refuse, 0, this.#clock.now(), refusal))
    this.#socket.end()
    this.#clock.after(REFUSAL_MS, () => this.#socket.destroy())
  }

  /** Sends a command that nobody waits for. */
  command(unit: number, command: AgentCommand): void {
    this.#send(encodeJson(FRAME.command, unit, this.#clock.now(), command))
  }

  /** Sends a command and waits for its reply. Rejects with `agent-did-not-answer`. */
  ask(unit: number, command: AgentCommand): Promise<Payload<'reply'>> {
    const id = this.#nextId++
    return new Promise((resolve, reject) => {
      const cancel = this.#clock.after(REPLY_MS, () => {
        this.#waiting.delete(id)
        reject(new SpindleError('agent-did-not-answer', { waitedMs: REPLY_MS }))
      })
      this.#waiting.set(id, { done: resolve, cancel })
      if (this.isOpen) this.command(unit, { ...command, id })
      else this.#forgetAll()
    })
  }

  /** A reply came in. */
  replied(reply: Payload<'reply'>): void {
    const waiting = this.#waiting.get(reply.id)
    if (!waiting) return
    this.#waiting.delete(reply.id)
    waiting.cancel()
    waiting.done(reply)
  }

  answer(unit: number, json: unknown, bytes?: Uint8Array): void {
    this.#send(encodeFrame(FRAME.answer, unit, this.#clock.now(), packCall(json, bytes)))
  }

  /** Ends the connection at once. For the agent that is the order to kill its process. */
  destroy(): void {
    this.#socket.destroy()
  }

  /** Ends the connection because of what came over it. */
  cut(why: string): void {
    if (this.#isCut) return
    this.#isCut = true
    this.#owner.cutOff(why)
    this.#socket.destroy()
  }

  /** The same, for what was thrown over it. */
  cutFor(error: unknown): void {
    this.cut(error instanceof SpindleError ? String(error.facts['why'] ?? error.code) : String(error))
  }

  #send(frame: Uint8Array): void {
    if (!this.isOpen || !this.#socket.writable) return
    this.#socket.write(frame)
    if (this.#socket.writableLength > MAX_DOWN_BYTES) this.cut('it does not read what it is sent')
  }

  #read(chunk: Buffer): void {
    if (this.#socket.destroyed) return
    try {
      this.#scanner.push(chunk, this)
      if (!this.#isKnown && this.#scanner.pendingBytes > MAX_HELLO_BYTES) this.cut('it does not say hello')
    } catch (error) {
      if (this.#region) this.regionEnd()
      this.cutFor(error)
    }
  }

  #end(): void {
    if (this.#ended) return
    this.#ended = true
    this.#forgetAll()
    this.#owner.connectionEnded()
  }

  /** Nobody is left to reply. */
  #forgetAll(): void {
    for (const [id, { done, cancel }] of this.#waiting) {
      cancel()
      done({ id, ok: false, why: 'the process is gone' })
    }
    this.#waiting.clear()
  }
}
