/** What all objects that processes share have in common: they are names of things in the Lab's broker. */
import { inspect } from 'node:util'
import type { BrokerError } from '../../../../contract/broker'
import { NS_PER_S } from '../../../../contract/time'
import type { Wait, WaitingState } from '../../../../contract/unit'
import type { CallSite } from '../../thread/call-site'
import { callBroker, type Answered, type CallBody } from '../../thread/broker'
import { registerCarrier } from '../../thread/carry'
import { HEADER } from '../../memory/layout'
import { makeShared } from '../../thread/shared'
import { self } from '../../thread/self'
import type { Waiting } from '../../thread/wait'
import { RuntimeError } from '../errors'
import { limitOf } from '../threading/thread'
import { nameClasses, type Classes } from '../names'
import { checkSeconds } from '../timeout'

/** What another process must know to have the same thing. Plain data. */
export interface Shared {
  readonly label: string
}
/** A thing in the broker; a pipe end, a queue, a lock. */
export interface Brokered extends Shared {
  readonly object: string
}
export const SHARED = Symbol('spindle.shared')

/** A record in the arena for what is made at the top level: the JSON of its `Shared`. */
const CELLS = 2

/**
 * Gives `object` its thing. At the top level of a module there is one for all threads of the process, and for
 * all processes that are started later: they inherit it, as a fork would.
 */
export function makeBrokered<S extends Shared>(
  object: object,
  kind: string,
  create: (label: string, site: CallSite | null) => S,
): void {
  const key = { current: '' }
  const { at } = makeShared({
    kind: `multiprocessing.${kind}`,
    type: object.constructor,
    onKey: (found) => (key.current = found),
    make: (label, site) => {
      const inherited = self().process.inherited[key.current]
      const shared = inherited ?? JSON.stringify(create(label.replace('multiprocessing.', ''), site))
      const { arena } = self()
      const cells = arena.allocCells(CELLS)
      arena.setText(cells, shared)
      return cells
    },
  })
  setShared(object, JSON.parse(self().arena.text(at)) as S)
}

export const setShared = (object: object, shared: Shared): void => {
  Object.defineProperty(object, SHARED, { value: shared, enumerable: false, configurable: true })
}

/** Creates a thing in the broker. */
export function create(call: Omit<Extract<CallBody, { op: 'create' }>, 'op'>): Brokered {
  const { json } = callBroker({ op: 'create', ...call })
  return { object: String(json['object']), label: call.label ?? call.kind }
}

function describe(this: { readonly [SHARED]: Shared }): string {
  return `<${this.constructor.name} ${this[SHARED].label}>`
}

/** `<Queue jobs>`, for whoever prints one. */
export function showByLabel(prototype: object): void {
  for (const name of ['toString', inspect.custom]) {
    Object.defineProperty(prototype, name, { value: describe, configurable: true, writable: true })
  }
}

/** Lets classes be carried to threads and, as arguments, to new processes. */
export function carryShared(classes: Classes): void {
  nameClasses(classes)
  for (const [name, type] of Object.entries(classes)) {
    showByLabel(type.prototype)
    registerCarrier(
      {
        kind: `multiprocessing.${name}`,
        pack: (value, trip) => {
          if (trip === 'process-queue') {
            throw new RuntimeError(
              `${name} objects should only be shared between processes through inheritance`,
            )
          }
          return (value as { readonly [SHARED]: Shared })[SHARED]
        },
        unpack: (data) => {
          const object = Object.create(type.prototype) as object
          setShared(object, data as Shared)
          return object
        },
      },
      type.prototype,
    )
  }
}

/** A time limit of Python's, as the broker takes it: in ns of real time. */
export function timeoutNs(timeout: number | null): number | null {
  return timeout === null ? null : Math.max(0, (timeout * NS_PER_S) / self().arena.speed)
}

/** block and timeout of acquire(), put() and get(). */
export function limitFrom(block: boolean, timeout: number | null | undefined): number | null {
  if (!block) return 0
  const limit = checkSeconds(timeout)
  return limit === null ? null : Math.max(0, limit)
}

export function waitingOn(
  state: WaitingState,
  { object, label }: Brokered,
  limit: number | null,
  side?: Wait['side'],
): Waiting | null {
  if (limit === 0) return null
  return {
    state,
    describe: () => ({ label, object: `mp:${object}`, ...(side ? { side } : {}), ...limitOf(limit) }),
  }
}

/** @throws the error that belongs to the broker's word for what went wrong */
export function check(answer: Answered, errors: Partial<Record<BrokerError, () => Error>>): Answered {
  const { error } = answer
  if (error === undefined) return answer
  throw errors[error]?.() ?? new RuntimeError(`the object shared between processes is not usable: ${error}`)
}

/** From now on the exit waits until what was put into queues is in reach of readers. */
export const rememberQueued = (): void => {
  self().cells[HEADER.queued] = 1
}
