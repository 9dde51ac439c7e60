/**
 * What one connection has brought and nobody has been given yet, in its own order. Stands between a connection
 * and its process: passes everything on at once while it need not wait, see arrivals.ts.
 */
import { FRAME } from '../../../contract/frames'
import type { Ns } from '../../../contract/time'
import type { ConnectionOwner } from '../agent-server/connection'
import { passFrame, timeOf } from '../agent-server/frame-scanner'

/** Who gets what came over a lane. */
export interface LaneOwner extends ConnectionOwner {
  /** Its goodbye has come and waits for its turn; it may be gone by then. */
  leaving?(): void
}

/** What a lane asks of the run's arrivals. */
export interface Junction {
  /** Whether what comes can be passed on at once. */
  readonly isDirect: boolean
  /** How often the arrivals have looked. */
  readonly looks: number
  /** A piece has come into a lane. */
  queued(bytes: number): void
  /** A piece has left it. */
  unqueued(bytes: number): void
  /** Nothing will come over this lane any more. */
  over(lane: Lane): void
}

/** Whole frames of one region that wait, or something to do between two of them. */
interface Piece {
  readonly bytes: Buffer
  readonly view: DataView
  /** The frames that are left. */
  from: number
  to: number
  /** Instead of frames. */
  readonly act: (() => void) | null
  /** How often the arrivals had looked when it came. */
  since: number
}

const NOTHING = Buffer.alloc(0)

export class Lane implements ConnectionOwner {
  readonly #junction: Junction
  /** Ends the connection because of what came over it. */
  readonly #cut: (error: unknown) => void
  #owner: LaneOwner | null
  #pieces: Piece[] = []
  /** The region that is being read, and where its frames go. */
  #region: Buffer = NOTHING
  #isDirect = false
  #open: Piece | null = null
  #ended = false
  #isOver = false
  /** The latest time that was told: a frame that is told late keeps its place among those of its process. */
  #reached: Ns = 0
  /** Time of what comes next; Infinity when nothing waits. */
  key: Ns = Infinity

  /** `owner`: `null` until a first thing to do has found it, see `become`. */
  constructor(junction: Junction, owner: LaneOwner | null, cut: (error: unknown) => void) {
    this.#junction = junction
    this.#owner = owner
    this.#cut = cut
  }

  /** When the piece that comes next has come, in looks of the arrivals. */
  get since(): number {
    return this.#pieces[0]?.since ?? Infinity
  }

  become(owner: LaneOwner): void {
    this.#owner = owner
  }

  /** Something to do when all that is earlier has been passed on. */
  act(at: Ns, act: () => void): void {
    // Its time stands where that of a frame would.
    const view = new DataView(new ArrayBuffer(16))
    view.setFloat64(8, at, true)
    this.#add({ bytes: NOTHING, view, from: 0, to: 1, act, since: this.#junction.looks })
    this.#junction.queued(1)
  }

  /** What came since a look counts as having come just now. */
  renew(since: number): void {
    for (const piece of this.#pieces) if (piece.since >= since) piece.since = this.#junction.looks
  }

  region(bytes: Buffer): void {
    this.#region = bytes
    this.#isDirect = this.#junction.isDirect && this.#owner !== null
    if (this.#isDirect) this.#owner?.region(bytes)
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
    if (!this.#isDirect) {
      if (this.#open) this.#open.to = end
      else this.#begin(start, end)
      if (type === FRAME.bye) this.#owner?.leaving?.()
      return
    }
    this.#owner?.frame(type, unit, at, start, payload, payloadEnd, end)
    if (type === FRAME.out || type === FRAME.err || this.#junction.isDirect) return
    // That was the news of another process: the rest of the region may have to wait for what that one says.
    this.#isDirect = false
    this.#owner?.regionEnd()
  }

  regionEnd(): void {
    const { bytes, from, to } = this.#open ?? { bytes: NOTHING, from: 0, to: 0 }
    this.#open = null
    this.#region = NOTHING
    if (this.#isDirect) this.#owner?.regionEnd()
    else if (bytes !== NOTHING) this.#junction.queued(to - from)
    this.#isDirect = false
  }

  connectionEnded(): void {
    this.#ended = true
    this.#overIfEmpty()
  }

  cutOff(why: string): void {
    this.#owner?.cutOff(why)
  }

  /** Passes on what the next piece has up to a time. What is wrong with it ends the connection. */
  passOn(until: Ns): void {
    const piece = this.#pieces[0]
    if (!piece) return
    const { from } = piece
    let failure: { readonly error: unknown } | null = null
    try {
      if (piece.act) this.#do(piece, piece.act)
      else this.#passFrames(piece, until)
    } catch (error) {
      failure = { error }
    }
    this.#junction.unqueued(piece.from - from)
    if (failure) this.#drop()
    else if (piece.from === piece.to) this.#pieces.shift()
    this.#look()
    if (failure) this.#cut(failure.error)
    this.#overIfEmpty()
  }

  #do(piece: Piece, act: () => void): void {
    act()
    piece.from = piece.to
  }

  #passFrames(piece: Piece, until: Ns): void {
    const owner = this.#owner
    if (!owner) throw new Error('frames of nobody')
    owner.region(piece.bytes)
    try {
      while (piece.from < piece.to) {
        this.#reached = Math.max(this.#reached, timeOf(piece.view, piece.from))
        if (this.#reached > until) break
        piece.from = passFrame(piece.view, piece.from, owner)
      }
    } finally {
      owner.regionEnd()
    }
  }

  #begin(from: number, to: number): void {
    const bytes = this.#region
    const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.length)
    this.#open = { bytes, view, from, to, act: null, since: this.#junction.looks }
    this.#add(this.#open)
  }

  #add(piece: Piece): void {
    this.#pieces.push(piece)
    if (this.#pieces.length === 1) this.#look()
  }

  #drop(): void {
    for (const { from, to } of this.#pieces) this.#junction.unqueued(to - from)
    this.#pieces = []
  }

  #look(): void {
    const piece = this.#pieces[0]
    this.key = piece ? Math.max(this.#reached, timeOf(piece.view, piece.from)) : Infinity
  }

  #overIfEmpty(): void {
    if (!this.#ended || this.#isOver || this.#pieces.length > 0) return
    this.#isOver = true
    this.#junction.over(this)
    this.#owner?.connectionEnded()
  }
}
