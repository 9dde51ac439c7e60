/**
 * Reads a record from any block on, in pieces, up to its last whole block: a file that was cut off by a
 * kill or a power cut (or that ends in zeros, which some file systems leave) is read as far as it is whole.
 */
import { HEADER_BYTES, MAX_PAYLOAD_BYTES } from '../../../contract/frames'
import { RECORD_BLOCK_HEADER_BYTES } from '../../../contract/record'
import { checkRecordHead, RECORD_HEAD_BYTES } from './block'

/** How much is read at once. */
const PIECE_BYTES = 256 * 1024
/** No writer makes longer blocks: one frame of the largest payload and what one read brought with it. */
const MAX_BLOCK_BYTES = 2 * MAX_PAYLOAD_BYTES

export interface RecordSource {
  /** Up to `length` bytes at `offset`, fewer at the end. */
  read(offset: number, length: number): Promise<Buffer>
}

/** Called for each block: its process, the place of its head in the file, its frames. Return `false` to stop. */
export type OnBlock = (process: number, offset: number, frames: Buffer) => boolean | void

/** Checks the head of a record. Rejects with `bad-record` or `record-too-new`. */
export async function checkRecord(source: RecordSource): Promise<void> {
  checkRecordHead(await source.read(0, RECORD_HEAD_BYTES))
}

/**
 * Reads blocks from the one that begins at `from` (RECORD_HEAD_BYTES: the first) to `to` or the last whole
 * one. Resolves with the place after the last block read. Lets other work in between pieces.
 */
export async function readBlocks(
  source: RecordSource,
  from: number,
  to: number,
  onBlock: OnBlock,
): Promise<number> {
  let at = from
  let piece: Buffer = Buffer.alloc(0)
  let pieceAt = from
  while (at < to) {
    const left = pieceAt + piece.length - at
    let wanted = RECORD_BLOCK_HEADER_BYTES
    if (left >= RECORD_BLOCK_HEADER_BYTES) {
      const length = piece.readUInt32LE(at - pieceAt + 4)
      if (length < HEADER_BYTES || length > MAX_BLOCK_BYTES) return at
      wanted += length
    }
    if (left < wanted) {
      const more = await source.read(at, Math.max(wanted, PIECE_BYTES))
      pieceAt = at
      piece = more
      if (more.length < wanted || more.length <= left) return at
      continue
    }
    const process = piece.readUInt32LE(at - pieceAt)
    const frames = piece.subarray(at - pieceAt + RECORD_BLOCK_HEADER_BYTES, at - pieceAt + wanted)
    const goOn = onBlock(process, at, frames)
    at += wanted
    if (goOn === false) break
  }
  return at
}
