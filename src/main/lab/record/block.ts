/** The bytes of a record: its beginning and the heads of its blocks (layout in contract/record.ts). */
import { SpindleError } from '../../../contract/errors'
import { RECORD_BLOCK_HEADER_BYTES, RECORD_MAGIC, RECORD_VERSION } from '../../../contract/record'

export const RECORD_HEAD_BYTES = RECORD_MAGIC.length + 1

export function recordHead(): Buffer {
  return Buffer.concat([Buffer.from(RECORD_MAGIC, 'latin1'), Buffer.from([RECORD_VERSION])])
}

/** Throws `bad-record` or `record-too-new`. */
export function checkRecordHead(head: Buffer): void {
  if (head.length < RECORD_HEAD_BYTES || head.toString('latin1', 0, RECORD_MAGIC.length) !== RECORD_MAGIC) {
    throw new SpindleError('bad-record', { why: 'it does not begin as a record does', readable: 0 })
  }
  const version = head[RECORD_MAGIC.length] ?? 0
  if (version > RECORD_VERSION) {
    throw new SpindleError('record-too-new', { ours: RECORD_VERSION, theirs: version })
  }
}

export function blockHead(process: number, length: number): Buffer {
  const head = Buffer.allocUnsafe(RECORD_BLOCK_HEADER_BYTES)
  head.writeUInt32LE(process, 0)
  head.writeUInt32LE(length, 4)
  return head
}
