/**
 * Calls to the broker in the Lab, which holds the objects that processes share (contract/broker.ts). The
 * calling thread waits for the answer; a call that is waiting can be cancelled, and then either its answer
 * or the cancellation comes back, never both.
 */
import type { BrokerCall, BrokerError, BrokerOp } from '../../../contract/broker'
import { FRAME, packCall, unpackCall } from '../../../contract/frames'
import { CALL_INDEX_BITS, HEADER, MAIL, UNIT } from '../memory/layout'
import { MAX_RING_PAYLOAD } from '../ring/writer'
import { KeyboardInterrupt } from '../api/errors'
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

/**
 * @throws KeyboardInterrupt when the call was still waiting and could be cancelled
 */
export function callBroker(call: CallBody, waiting: Waiting | null = null, bytes = noBytes): Answered {
  const { cells, record } = self()
  const id = nextId()
  cells[record + UNIT.callId] = id
  const isAnswered = (): boolean => Atomics.load(cells, record + UNIT.answerId) === id
  send({ id, ...call }, bytes)
  try {
    waitFor(record + UNIT.own, isAnswered, { timeout: null, waiting, tellAfterMs: TELL_AFTER_MS })
  } catch (interruption) {
    send({ id: nextId(), op: 'cancel', call: id >>> 0 }, noBytes)
    waitFor(record + UNIT.own, isAnswered, { timeout: null, waiting: null, takesMail: false })
    const answer = takeAnswer()
    if (answer.error === 'cancelled') throw interruption
    // It was served in the last moment: what it gave must not be lost, so the interruption waits its turn.
    if (interruption instanceof KeyboardInterrupt) remind()
    else throw interruption
    return answer
  }
  return takeAnswer()
}

/** Puts Ctrl-C back into the mail: it is raised by the next call. */
function remind(): void {
  const { cells, record } = self()
  Atomics.or(cells, record + UNIT.mail, MAIL.interrupt)
}

function nextId(): number {
  const { arena, cells, record } = self()
  return ((arena.next(HEADER.calls) + 1) << CALL_INDEX_BITS) | (cells[record + UNIT.liveIndex] as number)
}

function send(
  call: { readonly id: number; readonly op: BrokerOp; readonly call?: number },
  bytes: Uint8Array,
): void {
  const { writer, number } = self()
  const payload = packCall({ ...call, id: call.id >>> 0 }, bytes)
  if (payload.length <= MAX_RING_PAYLOAD) writer.frame(FRAME.call, number, payload)
  else tellSupervisor({ type: 'frame', frame: FRAME.call, payload })
}

function takeAnswer(): Answered {
  const { arena, cells, record } = self()
  const place = {
    at: cells[record + UNIT.answerAt] as number,
    length: cells[record + UNIT.answerLength] as number,
  }
  const { json, bytes } = unpackCall(arena.load(place))
  arena.free(place)
  cells[record + UNIT.answerAt] = 0
  cells[record + UNIT.callId] = 0
  const facts = json as Record<string, unknown>
  return { error: facts['error'] as BrokerError | undefined, json: facts, bytes }
}
