/**
 * Between the Lab's batches and one page:
 *
 *   Lab ──offer──▶ gate ──send──▶ line to the page (IPC or socket), which says when it is full
 *
 * A page that does not keep up holds nobody up and makes nothing grow: the gate keeps at most one batch and
 * then leaves batches out. When the line has room again the page gets an empty batch with the number of the
 * last one left out; it sees the gap and takes a new snapshot.
 */
import type { Batch } from '../../contract/events'

export interface BatchGateOptions {
  readonly send: (batch: Batch) => void
  /** Whether the page has not taken what it was sent. Somebody must call `drained` when that changes. */
  readonly isFull: () => boolean
}

export class BatchGate {
  readonly #send: (batch: Batch) => void
  readonly #isFull: () => boolean
  /** The one batch that waits. Leaving out just this one would leave no gap to see, so it is kept. */
  #kept: Batch | null = null
  #leftOutUpTo: number | null = null

  constructor({ send, isFull }: BatchGateOptions) {
    this.#send = send
    this.#isFull = isFull
  }

  offer(batch: Batch): void {
    this.drained()
    if (this.#kept || this.#leftOutUpTo !== null) {
      this.#kept = null
      this.#leftOutUpTo = batch.seq
    } else if (this.#isFull()) {
      this.#kept = batch
    } else {
      this.#send(batch)
    }
  }

  /** The line may have room again. */
  drained(): void {
    if (this.#isFull()) return
    const next = this.#kept ?? (this.#leftOutUpTo === null ? null : { seq: this.#leftOutUpTo, patches: [] })
    this.#kept = null
    this.#leftOutUpTo = null
    if (next) this.#send(next)
  }
}
