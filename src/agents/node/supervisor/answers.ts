/** Answers of the broker find the thread that waits for them. */
import { parseJson } from '../../../contract/frames'
import type { Arena } from '../memory/arena'
import { CALL_INDEX_BITS, LIVE_TABLE, UNIT } from '../memory/layout'
import { ring } from '../memory/bell'

/** Id of the supervisor's own call, which no thread can have: it belongs to the last place of the table. */
export const OWN_CALL_ID = 0xffff_ffff

/** Hands an answer over. One that nobody waits for any more is dropped. */
export function deliverAnswer(arena: Arena, payload: Uint8Array, onOwn: () => void): void {
  const { cells } = arena
  const id = idOf(payload)
  if (id === OWN_CALL_ID) return onOwn()
  const index = id & ((1 << CALL_INDEX_BITS) - 1)
  const record = Atomics.load(cells, LIVE_TABLE + index)
  if (record === 0 || (cells[record + UNIT.callId] as number) >>> 0 !== id) return
  const { at, length } = arena.store(payload)
  cells[record + UNIT.answerAt] = at
  cells[record + UNIT.answerLength] = length
  Atomics.store(cells, record + UNIT.answerId, id | 0)
  ring(cells, record + UNIT.own)
}

function idOf(payload: Uint8Array): number {
  const length = new DataView(payload.buffer, payload.byteOffset).getUint32(0, true)
  return (parseJson(payload.subarray(4, 4 + length)) as { readonly id: number }).id
}
