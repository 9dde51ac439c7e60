/**
 * One end of a Pipe. Values travel to the other end's inbox; an end is open as long as some process holds a
 * copy of it, and only when nobody holds the other end any more is there an end of file (Q13–Q16).
 */
import { refuse, type BrokerObject, type Call, type CallOf, type ObjectParts } from './object'
import { PIPE_BYTES } from './queue'
import { Waiters, type Answer, type Caller } from './waiters'

interface Message {
  readonly from: Caller
  readonly bytes: Uint8Array
}

export class BrokeredPipeEnd implements BrokerObject {
  readonly holder = null
  readonly #parts: ObjectParts
  readonly #readable: boolean
  readonly #writable: boolean
  readonly #holders = new Set<string>()
  readonly #inbox: Message[] = []
  readonly #getters: Waiters
  readonly #pollers: Waiters
  /** Senders (of the other end) that wait for room in this inbox. */
  readonly #putters: Waiters<Uint8Array>
  #inboxBytes = 0
  #peer: BrokeredPipeEnd | null = null

  constructor(parts: ObjectParts, way: { readable: boolean; writable: boolean }) {
    this.#parts = parts
    this.#readable = way.readable
    this.#writable = way.writable
    this.#getters = new Waiters(parts)
    this.#pollers = new Waiters(parts)
    this.#putters = new Waiters(parts)
  }

  static connect(a: BrokeredPipeEnd, b: BrokeredPipeEnd): void {
    a.#peer = b
    b.#peer = a
  }

  hold(key: string): void {
    this.#holders.add(key)
  }

  serve(call: Call): boolean {
    const { op } = call.call
    if (op === 'hold') {
      this.hold((call as CallOf<'hold'>).call.for ?? call.caller.key)
      call.answer({})
    } else if (op === 'close') {
      this.#drop(call.caller.key)
      call.answer({})
    } else if (op === 'put' || op === 'get' || op === 'poll') {
      if (!this.#holders.has(call.caller.key)) refuse(call.answer, 'closed')
      else if (op === 'put') this.#put(call as CallOf<'put'>)
      else if (!this.#readable) refuse(call.answer, 'wrong-way')
      else if (op === 'get') this.#get(call as CallOf<'get'>)
      else this.#poll(call as CallOf<'poll'>)
    } else {
      return false
    }
    return true
  }

  #isAtEnd(): boolean {
    return this.#inbox.length === 0 && this.#peer !== null && this.#peer.#holders.size === 0
  }

  #put({ caller, call, bytes, answer }: CallOf<'put'>): void {
    const peer = this.#peer
    if (!this.#writable) return refuse(answer, 'wrong-way')
    if (!peer || peer.#holders.size === 0) return refuse(answer, 'broken')
    if (peer.#hasRoom(bytes)) {
      peer.#accept({ from: caller, bytes })
      answer({})
    } else {
      const waiter = { caller, answer, want: bytes }
      peer.#putters.add(waiter, call.timeoutNs, () => refuse(answer, 'full'))
    }
  }

  #hasRoom(bytes: Uint8Array): boolean {
    return this.#inboxBytes === 0 || this.#inboxBytes + bytes.length <= PIPE_BYTES
  }

  #accept(message: Message): void {
    const getter = this.#getters.shift()
    if (getter) return this.#give(message, getter.caller, getter.answer)
    this.#inbox.push(message)
    this.#inboxBytes += message.bytes.length
    for (let poller = this.#pollers.shift(); poller; poller = this.#pollers.shift())
      poller.answer({ ready: true })
  }

  #give(message: Message, to: Caller, answer: Answer): void {
    this.#parts.onLink('message', message.from.id, to.id, this.#parts.label, this.#inbox.length)
    answer({}, message.bytes)
  }

  #get({ caller, call, answer }: CallOf<'get'>): void {
    const message = this.#inbox.shift()
    if (message) {
      this.#inboxBytes -= message.bytes.length
      this.#give(message, caller, answer)
      for (
        let putter = this.#putters.first;
        putter && this.#hasRoom(putter.want);
        putter = this.#putters.first
      ) {
        this.#putters.remove(putter)
        this.#accept({ from: putter.caller, bytes: putter.want })
        putter.answer({})
      }
    } else if (this.#isAtEnd()) {
      refuse(answer, 'eof')
    } else {
      this.#getters.add({ caller, answer, want: null }, call.timeoutNs, () => refuse(answer, 'empty'))
    }
  }

  #poll({ caller, call, answer }: CallOf<'poll'>): void {
    const ready = this.#inbox.length > 0 || this.#isAtEnd()
    if (ready || call.timeoutNs === 0) answer({ ready })
    else this.#pollers.add({ caller, answer, want: null }, call.timeoutNs, () => answer({ ready: false }))
  }

  /** This process no longer has a copy of this end; the last one to go means end of file over there. */
  #drop(key: string): void {
    if (!this.#holders.delete(key) || this.#holders.size > 0) return
    for (let putter = this.#putters.shift(); putter; putter = this.#putters.shift())
      refuse(putter.answer, 'broken')
    const peer = this.#peer
    if (!peer || !peer.#isAtEnd()) return
    for (let next = peer.#getters.shift(); next; next = peer.#getters.shift()) refuse(next.answer, 'eof')
    for (let next = peer.#pollers.shift(); next; next = peer.#pollers.shift()) next.answer({ ready: true })
  }

  processGone(key: string): void {
    this.#getters.drop(key)
    this.#pollers.drop(key)
    this.#putters.drop(key)
    this.#drop(key)
  }

  look(): Readonly<Record<string, unknown>> {
    return { size: this.#inbox.length, waiting: this.#getters.size + this.#pollers.size }
  }
}
