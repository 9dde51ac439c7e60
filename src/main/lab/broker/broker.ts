/**
 * The objects that processes of one run share: one broker per run. Calls of one process are served in the
 * order in which they came; an answer may come much later. Nothing here blocks, and nothing is kept for a
 * process that is gone but what it held.
 */
import * as v from 'valibot'
import { BrokerCallSchema, type BrokerCall } from '../../../contract/broker'
import type { Clock } from '../clock'
import { BrokeredBarrier } from './barrier'
import { BrokeredCondition } from './condition'
import { BrokeredEvent } from './event'
import { BrokeredLock, BrokeredSemaphore } from './lock'
import { refuse, type BrokerObject, type ObjectParts, type OnLink } from './object'
import { BrokeredPipeEnd } from './pipe'
import { BrokeredQueue } from './queue'
import { WaitBook, type Answer, type Caller } from './waiters'

type CreateCall = Extract<BrokerCall, { op: 'create' }>

export interface BrokerOptions {
  readonly clock: Clock
  readonly onLink: OnLink
}

export class Broker {
  readonly #options: BrokerOptions
  readonly #objects = new Map<string, BrokerObject>()
  readonly #waits = new WaitBook()
  readonly #flushes = new Map<string, Answer[]>()
  #made = 0

  constructor(options: BrokerOptions) {
    this.#options = options
  }

  /**
   * Serves one call. `answer` is called exactly once (with `{ error }` when the call makes no sense here), unless
   * the process dies first. False: `json` is no call of the protocol, nothing was done.
   */
  call(caller: Caller, json: unknown, bytes: Uint8Array, answer: Answer): boolean {
    const parsed = v.safeParse(BrokerCallSchema, json)
    if (!parsed.success) return false
    const call = parsed.output
    if (call.op === 'create') this.#create(caller, call, answer)
    else if (call.op === 'flush') this.#flush(caller.key, answer)
    else if (call.op === 'cancel') {
      this.#waits.cancel(caller, call.call)
      answer({})
    } else {
      const object = this.#objects.get(call.object)
      if (!object) refuse(answer, 'no-such-object')
      else if (call.op === 'look') answer({ kind: kindOf(call.object), ...object.look() })
      else if (!object.serve({ caller: { ...caller, call: call.id }, call, bytes, answer }))
        refuse(answer, 'wrong-kind')
    }
    return true
  }

  #create(caller: Caller, call: CreateCall, answer: Answer): void {
    const parts = this.#parts(call.kind, call.label)
    switch (call.kind) {
      case 'lock':
      case 'rlock':
        return this.#add(parts, new BrokeredLock(parts, call.kind === 'rlock'), answer)
      case 'semaphore':
        return this.#add(parts, new BrokeredSemaphore(parts, call.value ?? 1, call.bound ?? Infinity), answer)
      case 'condition': {
        const lock = call.lock === undefined ? null : this.#objects.get(call.lock)
        if (lock !== null && !(lock instanceof BrokeredLock)) return refuse(answer, 'no-such-object')
        return this.#add(parts, new BrokeredCondition(parts, lock), answer)
      }
      case 'event':
        return this.#add(parts, new BrokeredEvent(parts), answer)
      case 'barrier':
        return this.#add(parts, new BrokeredBarrier(parts, call.parties ?? 1, call.action ?? false), answer)
      case 'queue':
        return this.#add(
          parts,
          new BrokeredQueue(parts, call.maxsize ?? 0, () => this.#lookAtFlushes()),
          answer,
        )
      case 'pipe':
        return this.#createPipe(caller, parts, call, answer)
    }
  }

  #createPipe(caller: Caller, parts: ObjectParts, call: CreateCall, answer: Answer): void {
    const duplex = call.duplex ?? true
    const peerParts = this.#parts('pipe', call.label)
    const receiver = new BrokeredPipeEnd(parts, { readable: true, writable: duplex })
    const sender = new BrokeredPipeEnd(peerParts, { readable: duplex, writable: true })
    BrokeredPipeEnd.connect(receiver, sender)
    receiver.hold(caller.key)
    sender.hold(caller.key)
    this.#objects.set(parts.name, receiver)
    this.#objects.set(peerParts.name, sender)
    answer({ object: parts.name, peer: peerParts.name })
  }

  #parts(kind: string, label: string | undefined): ObjectParts {
    this.#made += 1
    const name = `${kind}-${this.#made}`
    const { clock, onLink } = this.#options
    return { name, label: label ?? name, clock, book: this.#waits, onLink }
  }

  #add(parts: ObjectParts, object: BrokerObject, answer: Answer): void {
    this.#objects.set(parts.name, object)
    answer({ object: parts.name })
  }

  /**
   * The unit that holds an object now, by the object's name (with or without `mp:`); for the wait graph. Null: nobody;
   * undefined: no object of the broker's (locks of Python's multiprocessing are the operating system's).
   */
  holderOf(object: string): string | null | undefined {
    return this.#objects.get(object.replace(/^mp:/, ''))?.holder
  }

  /** The process is dead: its waits end, its copies of pipe ends are closed, what it held stays held. */
  processGone(key: string): void {
    this.#flushes.delete(key)
    for (const object of this.#objects.values()) object.processGone(key)
    this.#lookAtFlushes()
  }

  #flush(key: string, answer: Answer): void {
    this.#flushes.set(key, [...(this.#flushes.get(key) ?? []), answer])
    this.#lookAtFlushes()
  }

  #lookAtFlushes(): void {
    for (const [key, answers] of this.#flushes) {
      if (this.#isFeeding(key)) continue
      this.#flushes.delete(key)
      for (const answer of answers) answer({})
    }
  }

  #isFeeding(key: string): boolean {
    for (const object of this.#objects.values()) {
      if (object instanceof BrokeredQueue && object.isFeeding(key)) return true
    }
    return false
  }
}

const kindOf = (name: string): string => name.slice(0, name.lastIndexOf('-'))
