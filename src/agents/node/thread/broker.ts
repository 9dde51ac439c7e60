/**
 * Calls to the broker in the Lab, which holds the objects that processes share (contract/broker.ts):
 *
 *   thread ── call ──▶ ring ──▶ supervisor ──▶ Lab
 *   thread ◀── box in shared memory ── supervisor ◀── answer ── Lab
 *
 * The calling thread waits for the answer. When Ctrl-C or a signal's handler throws out of that wait, the call
 * is given up, and either its answer or the refusal `cancelled` comes back, never both; so no lock is given
 * and no item handed to somebody who has gone away. A handler may make calls of its own meanwhile, which is
 * why a thread has a box and not a place for one answer.
 */
import type { BrokerCall, BrokerError, BrokerOp } from '../../../contract/broker'
import { FRAME, packCall, unpackCall } from '../../../contract/frames'
import { ANSWER, ANSWER_CELLS, CALL_INDEX_BITS, HEADER, UNIT } from '../memory/layout'
import { MAX_RING_PAYLOAD } from '../ring/writer'
import { checkpoint, throwLater } from './mail'
import { self, tellSupervisor } from './self'
import { waitFor, type Waiting } from './wait'

/** An uncontended call takes less; only what is longer is a wait worth telling. */
const TELL_AFTER_MS = 3

type WithoutId<C> = C extends { readonly id: number } ? Omit<C, 'id'> : never
export type CallBody = WithoutId<BrokerCall>

export interface Answered {
  readonly error: BrokerError | undefined
  readonly json: Readonly<Record<string, unknown>>
  readonly bytes: Uint8Array
}

const noBytes: Uint8Array = new Uint8Array(0)

/** Calls of this thread that are under way, and their answers once they are there. */
const calls = new Map<number, Answered | null>()

/**
 * @throws KeyboardInterrupt, and what a signal's handler throws, when the call was still waiting
 */
export function callBroker(call: CallBody, waiting: Waiting | null = null, bytes = noBytes): Answered {
  const { record } = self()
  checkpoint()
  const id = nextId()
  calls.set(id, null)
  const way = send({ id, ...call }, bytes)
  let thrown: { readonly error: unknown } | null = null
  for (;;) {
    try {
      const isAnswered = (): boolean => {
        emptyBox()
        return calls.get(id) !== null
      }
      waitFor(record + UNIT.own, isAnswered, { timeout: null, waiting, tellAfterMs: TELL_AFTER_MS })
      break
    } catch (error) {
      // The same way as the call, so as not to overtake it.
      if (!thrown) send({ id: nextId(), op: 'cancel', call: id }, noBytes, way)
      thrown ??= { error }
    }
  }
  const answer = calls.get(id) as Answered
  calls.delete(id)
  if (thrown && answer.error === 'cancelled') throw thrown.error
  // It was served in the last moment: what it gave must not be lost, so what was thrown waits its turn.
  if (thrown) throwLater(thrown.error)
  return answer
}

function nextId(): number {
  const { arena, cells, record } = self()
  return (
    (((arena.next(HEADER.calls) + 1) << CALL_INDEX_BITS) | (cells[record + UNIT.liveIndex] as number)) >>> 0
  )
}

type Way = 'ring' | 'message'

/** What is too long for the ring goes as a message. */
function send(
  call: { readonly id: number; readonly op: BrokerOp; readonly call?: number },
  bytes: Uint8Array,
  only?: Way,
): Way {
  const { writer, number } = self()
  const payload = packCall(call, bytes)
  const way = only ?? (payload.length <= MAX_RING_PAYLOAD ? 'ring' : 'message')
  if (way === 'ring') writer.frame(FRAME.call, number, payload)
  else tellSupervisor({ type: 'frame', frame: FRAME.call, payload })
  return way
}

/** Takes the answers that have come. One that nobody waits for is dropped. */
function emptyBox(): void {
  const { arena, cells, record } = self()
  let answer = Atomics.exchange(cells, record + UNIT.answers, 0)
  while (answer !== 0) {
    const place = { at: cells[answer + ANSWER.at] as number, length: cells[answer + ANSWER.length] as number }
    const { json, bytes } = unpackCall(arena.load(place))
    arena.free(place)
    const next = cells[answer + ANSWER.next] as number
    arena.freeCells(answer, ANSWER_CELLS)
    answer = next
    const facts = json as Record<string, unknown>
    const id = facts['id'] as number
    if (calls.has(id)) calls.set(id, { error: facts['error'] as BrokerError | undefined, json: facts, bytes })
  }
}
