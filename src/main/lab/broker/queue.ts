/**
 * A Queue between processes. As in Python, put() hands the item to a feeder and returns; what the feeder has
 * not got into the pipe yet belongs to the process that put it, which therefore does not exit before somebody
 * has read so far (Q10). The pipe here is the first PIPE_BYTES of the queue.
 */
import { refuse, type BrokerObject, type Call, type CallOf, type ObjectParts } from './object'
import { Waiters, type Answer, type Caller } from './waiters'

/** Capacity of a pipe on Linux (pipe(7)). */
export const PIPE_BYTES = 64 * 1024
/** Most bytes that one queue keeps before put() waits although the queue has room: the Lab's memory has an end. */
export const MOST_QUEUED_BYTES = 64 * 1024 * 1024

interface Item {
  readonly from: Caller
  readonly bytes: Uint8Array
}

export class BrokeredQueue implements BrokerObject {
  readonly holder = null
  readonly #parts: ObjectParts
  readonly #maxsize: number
  readonly #items: Item[] = []
  readonly #getters: Waiters
  readonly #putters: Waiters<Uint8Array>
  readonly #joiners: Waiters
  /** Told when items left, so that processes waiting for their feeder can be looked at again. */
  readonly #onTaken: () => void
  #bytes = 0
  #unfinished = 0

  constructor(parts: ObjectParts, maxsize: number, onTaken: () => void) {
    this.#parts = parts
    this.#maxsize = maxsize
    this.#onTaken = onTaken
    this.#getters = new Waiters(parts)
    this.#putters = new Waiters(parts)
    this.#joiners = new Waiters(parts)
  }

  serve(call: Call): boolean {
    switch (call.call.op) {
      case 'put':
        this.#put(call as CallOf<'put'>)
        return true
      case 'get':
        this.#get(call as CallOf<'get'>)
        return true
      case 'taskDone':
        this.#taskDone(call.answer)
        return true
      case 'join':
        if (this.#unfinished === 0) call.answer({})
        else
          this.#joiners.add({ caller: call.caller, answer: call.answer, want: null }, null, () => undefined)
        return true
      case 'close':
        call.answer({})
        return true
      default:
        return false
    }
  }

  #isFull(): boolean {
    return (this.#maxsize > 0 && this.#items.length >= this.#maxsize) || this.#bytes >= MOST_QUEUED_BYTES
  }

  #put({ caller, call, bytes, answer }: CallOf<'put'>): void {
    if (!this.#isFull()) {
      this.#accept({ from: caller, bytes })
      answer({})
    } else if (call.timeoutNs === 0) {
      refuse(answer, 'full')
    } else {
      const waiter = { caller, answer, want: bytes }
      this.#putters.add(waiter, call.timeoutNs, () => refuse(answer, 'full'))
    }
  }

  #accept(item: Item): void {
    this.#unfinished += 1
    const getter = this.#getters.shift()
    if (getter) {
      this.#give(item, getter.caller, getter.answer)
    } else {
      this.#items.push(item)
      this.#bytes += item.bytes.length
    }
  }

  #give(item: Item, to: Caller, answer: Answer): void {
    this.#parts.onLink('message', item.from.id, to.id, this.#parts.label, this.#items.length)
    answer({}, item.bytes)
  }

  #get({ caller, call, answer }: CallOf<'get'>): void {
    const item = this.#items.shift()
    if (item) {
      this.#bytes -= item.bytes.length
      this.#give(item, caller, answer)
      const putter = this.#isFull() ? null : this.#putters.shift()
      if (putter) {
        this.#accept({ from: putter.caller, bytes: putter.want })
        putter.answer({})
      }
      this.#onTaken()
    } else if (call.timeoutNs === 0) {
      refuse(answer, 'empty')
    } else {
      this.#getters.add({ caller, answer, want: null }, call.timeoutNs, () => refuse(answer, 'empty'))
    }
  }

  #taskDone(answer: Answer): void {
    if (this.#unfinished === 0) return refuse(answer, 'too-many-done')
    this.#unfinished -= 1
    if (this.#unfinished === 0) {
      for (let next = this.#joiners.shift(); next; next = this.#joiners.shift()) next.answer({})
    }
    answer({})
  }

  /** Whether something that this process has put is not in reach of readers yet. */
  isFeeding(key: string): boolean {
    let ahead = 0
    for (const item of this.#items) {
      ahead += item.bytes.length
      // The item at the head is being written even if it alone is larger than the pipe: it is not through yet.
      if (ahead > PIPE_BYTES && item.from.key === key) return true
    }
    return false
  }

  processGone(key: string): void {
    this.#getters.drop(key)
    this.#putters.drop(key)
    this.#joiners.drop(key)
    // What its feeder had not got into the pipe is lost with it, as in Python.
    let ahead = 0
    for (let i = 0; i < this.#items.length;) {
      const item = this.#items[i] as Item
      ahead += item.bytes.length
      if (ahead > PIPE_BYTES && item.from.key === key) {
        this.#items.splice(i, 1)
        this.#bytes -= item.bytes.length
      } else {
        i += 1
      }
    }
  }

  look(): Readonly<Record<string, unknown>> {
    return {
      size: this.#items.length,
      full: this.#maxsize > 0 && this.#items.length >= this.#maxsize,
      waiting: this.#getters.size + this.#putters.size,
    }
  }
}
