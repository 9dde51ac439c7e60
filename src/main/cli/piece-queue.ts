/**
 * Pieces of output that wait for the next batch: what a batch tells of the units (their names, that they
 * exist) must be known before a line of theirs can be shown. A batch follows every piece within a frame.
 */
import type { OutputPiece } from '../lab/output'

/** More than this is not kept: the run is asked to wait until the next batch. */
const HIGH_BYTES = 1024 * 1024

export class PieceQueue {
  #pieces: OutputPiece[] = []
  #bytes = 0
  #room: PromiseWithResolvers<void> | null = null

  /** Copies the piece. Answers a promise when no more should be given for now. */
  push(piece: OutputPiece): void | Promise<void> {
    this.#pieces.push({ ...piece, bytes: Buffer.from(piece.bytes) })
    this.#bytes += piece.bytes.length
    if (this.#bytes < HIGH_BYTES) return
    this.#room ??= Promise.withResolvers<void>()
    return this.#room.promise
  }

  /** Takes out everything that waits. `onWritten`, called when that has been passed on, makes room again. */
  take(): { pieces: readonly OutputPiece[]; onWritten: () => void } {
    const [pieces, room] = [this.#pieces, this.#room]
    this.#pieces = []
    this.#bytes = 0
    this.#room = null
    return { pieces, onWritten: () => room?.resolve() }
  }
}
