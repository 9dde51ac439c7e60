/**
 * Puts what the processes of a run tell into the order of its times. Each process has a connection of its own,
 * and which of them is read first is chance: a line that answers another one could be read before it. All
 * times are those of one clock, so they say which came first, once both are here.
 *
 * When is everything here that came before a frame? A process hands its lines to the system before it does
 * anything that others can notice (docs/protocol.md). So when a frame was read, all that led to it could be
 * read as well, and has been after the next whole poll of the event loop, which reads every connection. A
 * process that led to it may still stand in the queue of the server's socket: it is taken in with one of the
 * next polls, so a poll in which somebody came does not count. What has passed such a poll is settled, and
 * settled frames are passed on in order of time, up to the first frame that is not settled.
 *
 * A run of one process that has started no other is passed on at once. What waits is bounded: by one poll of
 * all connections, or where the times make no sense (a defect of an agent) by MOST_BYTES and MOST_LOOKS; then
 * it is passed on as it stands.
 */
import type { Ns } from '../../../contract/time'
import { Lane, type Junction, type LaneOwner } from './lane'

/** Bytes that wait at most before they are passed on, settled or not. */
export const MOST_BYTES = 8 * 1024 * 1024
/** Looks (polls of the event loop) that a piece waits for at most. As many processes can come one by one. */
export const MOST_LOOKS = 256

export interface ArrivalParts {
  /** How many connections the agent server has taken in so far. */
  readonly accepted: () => number
  /** Calls back after the poll of the event loop that is next, or is under way. */
  readonly afterPoll?: (callback: () => void) => void
}

export class Arrivals implements Junction {
  readonly #accepted: () => number
  readonly #afterPoll: (callback: () => void) => void
  readonly #lanes = new Set<Lane>()
  /** What the Lab itself has read, past the connections. */
  readonly #own: Lane
  /** Processes that were started and have not been heard of. */
  readonly #expected = new Set<number>()
  #bytes = 0
  #looks = 0
  /** Pieces that came before this look are settled. */
  #settled = 0
  #acceptedBefore = 0
  #isLooking = false
  #isHeld = false
  #isPassing = false

  constructor({ accepted, afterPoll = setImmediate }: ArrivalParts) {
    this.#accepted = accepted
    this.#afterPoll = afterPoll
    this.#own = new Lane(this, null, () => undefined)
  }

  /** The way to a process for what comes over its connection. `cut` ends that one because of what came. */
  lane(owner: LaneOwner, cut: (error: unknown) => void): Lane {
    const lane = new Lane(this, owner, cut)
    this.#lanes.add(lane)
    return lane
  }

  /** The same for a process that cannot be made before all that is earlier is known. */
  laneLater(at: Ns, make: () => LaneOwner, cut: (error: unknown) => void): Lane {
    if (this.#bytes === 0) return this.lane(make(), cut)
    const lane = new Lane(this, null, cut)
    this.#lanes.add(lane)
    lane.act(at, () => lane.become(make()))
    return lane
  }

  /** Does something in its turn: at once, if nothing waits. */
  inTurn(at: Ns, act: () => void): void {
    if (this.isDirect) act()
    else this.#own.act(at, act)
  }

  /** A process was started; what it says may be the cause of what others say. */
  expect(process: number): void {
    this.#expected.add(process)
  }

  /** It is here, or will not come. */
  unexpect(process: number): void {
    this.#expected.delete(process)
  }

  /** The reading of the connections stops: no poll is a whole one. */
  hold(): void {
    this.#isHeld = true
  }

  /** It goes on. */
  release(): void {
    this.#isHeld = false
    for (const lane of [this.#own, ...this.#lanes]) lane.renew(this.#settled)
    if (this.#bytes > 0) this.#lookLater()
  }

  /** Passes on all there is: nobody is waited for any longer. */
  flush(): void {
    this.#passOn(true)
  }

  // --- Junction: what lanes ask -------------------------------------------------------------------------

  get isDirect(): boolean {
    return this.#bytes === 0 && this.#isAlone
  }

  get looks(): number {
    return this.#looks
  }

  queued(bytes: number): void {
    this.#bytes += bytes
    this.#lookLater()
  }

  unqueued(bytes: number): void {
    this.#bytes -= bytes
  }

  over(lane: Lane): void {
    this.#lanes.delete(lane)
  }

  // ------------------------------------------------------------------------------------------------------

  /** Whether there is nobody to wait for. */
  get #isAlone(): boolean {
    return this.#lanes.size <= 1 && this.#expected.size === 0
  }

  #lookLater(): void {
    if (this.#isLooking || this.#isHeld) return
    this.#isLooking = true
    this.#afterPoll(this.#look)
  }

  readonly #look = (): void => {
    this.#isLooking = false
    if (this.#isHeld) return
    this.#looks += 1
    const accepted = this.#accepted()
    // A whole poll lies between two looks; what came before the one before has passed it.
    if (accepted === this.#acceptedBefore) this.#settled = this.#looks - 1
    this.#acceptedBefore = accepted
    this.#passOn(this.#isOverdue())
    if (this.#bytes > 0) this.#lookLater()
  }

  #isOverdue(): boolean {
    if (this.#bytes > MOST_BYTES) return true
    for (const lane of this.#lanes) if (this.#looks - lane.since > MOST_LOOKS) return true
    return false
  }

  #passOn(all: boolean): void {
    if (this.#isPassing) return
    this.#isPassing = true
    try {
      for (;;) {
        let first = this.#own
        let { key } = first
        let next = Infinity
        for (const lane of this.#lanes) {
          if (lane.key < key) {
            next = key
            key = lane.key
            first = lane
          } else if (lane.key < next) {
            next = lane.key
          }
        }
        if (key === Infinity) break
        if (!all && first.since >= this.#settled && !this.#isAlone) break
        first.passOn(next)
      }
    } finally {
      this.#isPassing = false
    }
  }
}
