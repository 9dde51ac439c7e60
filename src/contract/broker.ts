/**
 * Objects shared by the processes of a run (`spindle/multiprocessing`): locks, semaphores, conditions,
 * events, barriers, queues and pipes live in the Lab, which brokers them; units reach them through
 * `call` frames and wait for the `answer`. Values and arrays are files in the run's scratch folder that
 * processes map by reading and writing at offsets, so that races on them are the machine's own.
 *
 * A call is `{ id, op, … }` from the unit of the frame; the answer carries the same id. Calls of one
 * process are served in order; an answer may come much later (a lock that is held). A process that dies
 * leaves its waits; what it held stays held (semantics L20).
 */
import * as v from 'valibot'

const Id = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(0xffff_ffff))
const Obj = v.pipe(v.string(), v.regex(/^[a-z]+-\d{1,9}$/))
const TimeoutNs = v.optional(v.nullable(v.pipe(v.number(), v.minValue(0))))

/** Every operation on a brokered object. `object` is the name that `create` answered. */
export const BrokerCallSchema = v.variant('op', [
  /**
   * → { object }. A condition has an rlock of its own, or shares `lock`. A barrier made with `action` answers its
   * last arriver first and holds the others until that one says `release` (or `abort`). Semaphores carry `value` (and `bound`), queues `maxsize` (0: no limit), pipes `duplex` (→ { object, peer }), barriers `parties`.
   */
  v.object({
    id: Id,
    op: v.literal('create'),
    kind: v.picklist(['lock', 'rlock', 'semaphore', 'condition', 'event', 'barrier', 'queue', 'pipe']),
    value: v.optional(v.number()),
    bound: v.optional(v.number()),
    maxsize: v.optional(v.number()),
    parties: v.optional(v.number()),
    duplex: v.optional(v.boolean()),
    lock: v.optional(Obj),
    action: v.optional(v.boolean()),
    label: v.optional(v.pipe(v.string(), v.maxLength(200))),
  }),
  /** lock, rlock, semaphore, condition (its lock). timeoutNs 0: do not wait; null or left out: for ever. → { acquired } */
  v.object({ id: Id, op: v.literal('acquire'), object: Obj, timeoutNs: TimeoutNs }),
  /** → {} or an error `{ error: 'not-held' | 'not-owner' | 'bound' }`. Semaphore: n times. Barrier: the action has run. */
  v.object({ id: Id, op: v.literal('release'), object: Obj, n: v.optional(v.number()) }),
  /** condition (its lock must be held, else `not-held`): → { notified }. event: → { isSet }. barrier: → { index, last } or `broken`. */
  v.object({ id: Id, op: v.literal('wait'), object: Obj, timeoutNs: TimeoutNs }),
  /** Wakes n waiters (default 1; null: all). → {} or `not-held` */
  v.object({ id: Id, op: v.literal('notify'), object: Obj, n: v.optional(v.nullable(v.number())) }),
  v.object({ id: Id, op: v.literal('set'), object: Obj }),
  v.object({ id: Id, op: v.literal('clear'), object: Obj }),
  /** Barrier: abort or reset. */
  v.object({ id: Id, op: v.literal('abort'), object: Obj }),
  v.object({ id: Id, op: v.literal('reset'), object: Obj }),
  /** queue, pipe: the frame's bytes are the item. → {} or { error: 'full' | 'closed' | 'broken' | 'wrong-way' } */
  v.object({ id: Id, op: v.literal('put'), object: Obj, timeoutNs: TimeoutNs }),
  /** queue, pipe: → {} and the bytes, or { error: 'empty' | 'closed' | 'eof' | 'wrong-way' } */
  v.object({ id: Id, op: v.literal('get'), object: Obj, timeoutNs: TimeoutNs }),
  /** pipe: whether get would answer at once. → { ready } */
  v.object({ id: Id, op: v.literal('poll'), object: Obj, timeoutNs: TimeoutNs }),
  v.object({ id: Id, op: v.literal('close'), object: Obj }),
  v.object({ id: Id, op: v.literal('taskDone'), object: Obj }),
  v.object({ id: Id, op: v.literal('join'), object: Obj }),
  /**
   * The process with this key is given a copy of this pipe end (counts for end of file). Said by the parent for its
   * child's key before the child is started, so that no end can look closed in between; without `for`: I hold one.
   */
  v.object({
    id: Id,
    op: v.literal('hold'),
    object: Obj,
    for: v.optional(v.pipe(v.string(), v.maxLength(100))),
  }),
  /** Before a process exits: answered when all it has put into queues is in reach of readers (join before drain, Q10). */
  v.object({ id: Id, op: v.literal('flush') }),
  /**
   * Gives up the unit's call with this id (without one: every call of the unit) that still waits: it is answered
   * `cancelled`. A waiter of a condition has its lock back before. A call that was answered already stays so. → {}
   */
  v.object({ id: Id, op: v.literal('cancel'), call: v.optional(Id) }),
  /** What it is now: → { kind, waiting, locked?, value?, size?, isSet?, broken? } */
  v.object({ id: Id, op: v.literal('look'), object: Obj }),
])
export type BrokerCall = v.InferOutput<typeof BrokerCallSchema>
export type BrokerOp = BrokerCall['op']

/** `error` is one of the words named with the operations; the student API turns it into the language's own error. */
export const BROKER_ERRORS = [
  'no-such-object',
  'wrong-kind',
  'not-held',
  'not-owner',
  'bound',
  'broken',
  'full',
  'empty',
  'closed',
  'eof',
  'wrong-way',
  'too-many-done',
  'cancelled',
] as const
export type BrokerError = (typeof BROKER_ERRORS)[number]
export const BrokerAnswerSchema = v.looseObject({ id: Id, error: v.optional(v.picklist(BROKER_ERRORS)) })
export type BrokerAnswer = v.InferOutput<typeof BrokerAnswerSchema>
