/** What every brokered object can do. One class per kind; the broker dispatches calls by their `op`. */
import type { BrokerCall, BrokerError } from '../../../contract/broker'
import type { Answer, Asker, Caller, WaiterParts } from './waiters'

export type ObjectCall = Extract<BrokerCall, { object: string }>

export interface Call<C extends ObjectCall = ObjectCall> {
  readonly caller: Asker
  readonly call: C
  /** The item of a put. */
  readonly bytes: Uint8Array
  readonly answer: Answer
}

export type CallOf<Op extends ObjectCall['op']> = Call<Extract<ObjectCall, { op: Op }>>

/** Told of what can be seen from outside: a lock or a message went from one unit to another; `size`: items that are left. */
export type OnLink = (
  kind: 'handover' | 'message',
  from: string,
  to: string,
  label: string,
  size?: number,
) => void

export interface ObjectParts extends WaiterParts {
  readonly name: string
  readonly label: string
  readonly onLink: OnLink
}

export interface BrokerObject {
  /** Serves a call, now or later. False when this kind has no such operation. */
  serve(call: Call): boolean
  /** A process is gone: its waits end, what it held stays held (semantics L20). */
  processGone(key: string): void
  /** What `look` answers. */
  look(): Readonly<Record<string, unknown>>
  /** The unit that holds it, for the wait graph. */
  readonly holder: string | null
}

export const refuse = (answer: Answer, error: BrokerError): void => answer({ error })
export const isSameCaller = (a: Caller | null, b: Caller): boolean => a?.key === b.key && a.unit === b.unit
