/** Answers of the broker find the thread that waits for them: they are put into its box in shared memory. */
import { parseJson } from '../../../contract/frames'
import type { Arena } from '../memory/arena'
import { ANSWER, ANSWER_CELLS, CALL_INDEX_BITS, LIVE_TABLE, UNIT } from '../memory/layout'
import { ring } from '../memory/bell'

/** Id of the supervisor's own call, which no thread can have: it belongs to the last place of the table. */
export const OWN_CALL_ID = 0xffff_ffff
/** The same for a call whose answer nobody needs. */
export const UNHEARD_CALL_ID = 0xffff_fffe

/** Hands an answer over. The thread drops one that it does not wait for any more. */
export function deliverAnswer(arena: Arena, payload: Uint8Array, onOwn: () => void): void {
  const { cells } = arena
  const id = idOf(payload)
  if (id === OWN_CALL_ID) return onOwn()
  if (id === UNHEARD_CALL_ID) return
  const index = id & ((1 << CALL_INDEX_BITS) - 1)
  const record = Atomics.load(cells, LIVE_TABLE + index)
  if (record === 0) return
  const { at, length } = arena.store(payload)
  const answer = arena.allocCells(ANSWER_CELLS)
  cells[answer + ANSWER.at] = at
  cells[answer + ANSWER.length] = length
  const box = record + UNIT.answers
  for (;;) {
    const first = Atomics.load(cells, box)
    cells[answer + ANSWER.next] = first
    if (Atomics.compareExchange(cells, box, first, answer) === first) break
  }
  ring(cells, record + UNIT.own)
}

function idOf(payload: Uint8Array): number {
  const length = new DataView(payload.buffer, payload.byteOffset).getUint32(0, true)
  return (parseJson(payload.subarray(4, 4 + length)) as { readonly id: number }).id
}
