/**
 * Thread: Python's class of the same name (CPython, Lib/threading.py). Everything about it that others can
 * see (phase, name, daemon flag, ids) stands in its record in shared memory; the object in each JavaScript
 * heap is a view of it.
 */
import { nameClasses } from '../names'
import { inspect } from 'node:util'
import { FRAME } from '../../../../contract/frames'
import type { Actor } from '../../../../contract/unit'
import type { Job } from '../../messages'
import { BELL, HEADER, KIND, PHASE, UNIT } from '../../memory/layout'
import { enlist, isAlive, makeUnit, markEnded } from '../../memory/units'
import { placeAt } from '../../thread/call-site'
import { pack, registerCarrier } from '../../thread/carry'
import { checkpoint } from '../../thread/mail'
import { exportedAs, tellUse } from '../../thread/modules'
import { self, tellSupervisor } from '../../thread/self'
import { makeShared } from '../../thread/shared'
import { waitFor } from '../../thread/wait'
import { AssertionError, AttributeError, RuntimeError } from '../errors'
import { checkSeconds } from '../timeout'

export interface ThreadOptions<A extends readonly unknown[] = readonly unknown[]> {
  target?: ((...args: [...A]) => unknown) | null
  name?: string | null
  args?: A
  daemon?: boolean | null
  group?: null
}

type Target = (...args: unknown[]) => unknown

/** What belongs to the object and not to the student: kept under a symbol, so that no field is in the way. */
export interface ThreadInside {
  record: number
  target: Target | null
  args: unknown
  /** run() lets go of target and arguments (semantics T15). */
  hasRun: boolean
}
export const INSIDE = Symbol('spindle.thread')

/** What the thread that runs it is sent. */
export interface ThreadJob {
  readonly type: unknown
  readonly fields: Readonly<Record<string, unknown>>
  readonly target: Target | null
  readonly args: unknown
  readonly hasRun: boolean
}

/** The objects of this heap, by their records: one object a thread. */
const objects = new Map<number, Thread>()

export class Thread<A extends readonly unknown[] = readonly unknown[]> {
  declare [INSIDE]: ThreadInside

  constructor(options: ThreadOptions<A> = {}) {
    const { target = null, name, args = [], daemon, group } = options
    if (group !== undefined && group !== null) {
      throw new AssertionError('group argument must be None for now')
    }
    checkTarget(target)
    const made = makeShared({
      kind: 'Thread',
      type: new.target,
      make: (_label, site) => {
        const { arena, cells, record, number: creator, writer } = self()
        const isDaemon = daemon ?? cells[record + UNIT.daemon] === 1
        const given = name === null || name === undefined || String(name) === '' ? null : String(name)
        const shown = given ?? defaultName(target as Target | null)
        tellUse('threading')
        const number = arena.next(HEADER.nextUnit)
        const made = makeUnit(arena, { kind: KIND.thread, number, name: shown, daemon: isDaemon, creator })
        const source = site ? { source: placeAt(site) } : {}
        writer.json(FRAME.unit, number, { kind: 'thread', name: shown, daemon: isDaemon, creator, ...source })
        return made
      },
    })
    attach(this as unknown as Thread, made.at, target as Target | null, args)
  }

  start(): void {
    startThread(this as unknown as Thread, 'program')
  }

  run(): unknown {
    const inside = this[INSIDE]
    if (inside.hasRun) throw new AttributeError("'Thread' object has no attribute '_target'")
    inside.hasRun = true
    const { target, args } = inside
    inside.target = null
    inside.args = []
    return target?.(...spread(args, target))
  }

  join(timeout?: number | null): void {
    joinThread(this[INSIDE].record, checkSeconds(timeout))
  }

  isAlive(): boolean {
    checkpoint()
    return isAlive(self().arena, this[INSIDE].record)
  }

  get name(): string {
    return self().arena.text(this[INSIDE].record + UNIT.nameAt)
  }

  set name(value: string) {
    const { arena, cells, writer } = self()
    const { record } = this[INSIDE]
    arena.setText(record + UNIT.nameAt, String(value))
    writer.json(FRAME.change, cells[record + UNIT.number] as number, { name: String(value) })
  }

  get ident(): number | null {
    return identOf(this[INSIDE].record)
  }

  get nativeId(): number | null {
    const id = self().cells[this[INSIDE].record + UNIT.nativeId] as number
    return id === 0 ? null : id
  }

  get daemon(): boolean {
    return self().cells[this[INSIDE].record + UNIT.daemon] === 1
  }

  set daemon(value: boolean) {
    const { cells, writer } = self()
    const { record } = this[INSIDE]
    if (Atomics.load(cells, record + UNIT.phase) !== PHASE.new) {
      throw new RuntimeError('cannot set daemon status of active thread')
    }
    Atomics.store(cells, record + UNIT.daemon, value ? 1 : 0)
    writer.json(FRAME.change, cells[record + UNIT.number] as number, { daemon: Boolean(value) })
  }

  toString(): string {
    const { cells } = self()
    const { record } = this[INSIDE]
    const phase = cells[record + UNIT.phase]
    const state = phase === PHASE.new ? 'initial' : phase === PHASE.ended ? 'stopped' : 'started'
    const words = [state, this.daemon ? 'daemon' : null, phase === PHASE.new ? null : this.ident]
    return `<${this.constructor.name}(${this.name}, ${words.filter((word) => word !== null).join(' ')})>`
  }

  [inspect.custom](): string {
    return this.toString()
  }
}

/** The thread in which main() runs; nobody makes it. */
class _MainThread extends Thread {}

/** Makes `object` the view of a record. */
export function attach(object: Thread, record: number, target: Target | null, args: unknown): void {
  const inside: ThreadInside = { record, target, args, hasRun: false }
  Object.defineProperty(object, INSIDE, { value: inside, enumerable: false, configurable: true })
  objects.set(record, object)
}

/** The object of this heap for a thread; one is made where there is none yet. */
export function threadOf(record: number): Thread {
  const known = objects.get(record)
  if (known) return known
  const isMain = self().cells[record + UNIT.number] === 1
  const object = Object.create((isMain ? _MainThread : Thread).prototype) as Thread
  attach(object, record, null, [])
  return object
}

const identOf = (record: number): number | null => {
  const phase = self().cells[record + UNIT.phase]
  // Not zero, unique among live threads, and as long as the ones that Python prints.
  return phase === PHASE.new ? null : 0x7f00_0000_0000 + record * 8
}

function defaultName(target: Target | null): string {
  const count = self().arena.next(HEADER.threadNames) + 1
  return target && target.name !== '' ? `Thread-${count} (${shownName(target)})` : `Thread-${count}`
}

/** An arrow function written into the options takes the name of the option; Python calls such a thing `<lambda>`. */
const shownName = (target: Target): string => (target.name === 'target' ? '<lambda>' : target.name)

function checkTarget(target: unknown): void {
  if (target === null || typeof target === 'function') return
  throw new TypeError(
    `target must be a function, not ${target === undefined ? 'undefined' : inspect(target)}` +
      ' (write the name of the function without calling it: target: work, not target: work())',
  )
}

/** The arguments for a target (semantics T19, E06). */
export function spread(args: unknown, target: { readonly name: string }): unknown[] {
  if (typeof (args as Iterable<unknown> | null)?.[Symbol.iterator] === 'function') {
    return [...(args as Iterable<unknown>)]
  }
  const type = args === null ? 'null' : typeof args
  throw new TypeError(`${target.name}() argument after * must be an iterable, not ${type}`)
}

/** Starts a thread; `by` is told to the Lab. Returns once it runs. */
export function startThread(thread: Thread, by: Actor): void {
  const { arena, cells, writer, loading } = self()
  const { record } = thread[INSIDE]
  checkpoint()
  if (Atomics.load(cells, record + UNIT.phase) !== PHASE.new) {
    throw new RuntimeError('threads can only be started once')
  }
  if (loading) throw new RuntimeError(NOT_WHILE_LOADING)
  const job = packThread(thread)
  if (Atomics.compareExchange(cells, record + UNIT.phase, PHASE.new, PHASE.starting) !== PHASE.new) {
    throw new RuntimeError('threads can only be started once')
  }
  if (!enlist(arena, record)) return cannotStart(record)
  writer.json(FRAME.state, cells[record + UNIT.number] as number, { state: 'starting', by })
  tellSupervisor({ type: 'startThread', record, job })
  const runs = (): boolean =>
    (cells[record + UNIT.phase] as number) >= PHASE.running || cells[record + UNIT.startFailed] === 1
  while (!runs()) {
    const seq = Atomics.load(cells, record + UNIT.news + BELL.seq)
    if (runs()) break
    Atomics.add(cells, record + UNIT.news + BELL.waiters, 1)
    Atomics.wait(cells, record + UNIT.news + BELL.seq, seq)
    Atomics.sub(cells, record + UNIT.news + BELL.waiters, 1)
  }
  if (cells[record + UNIT.startFailed] === 1) cannotStart(record)
}

export const NOT_WHILE_LOADING =
  'threads and processes cannot be started while the modules of the program are still loading, ' +
  'because every new one loads them again: start them in main()'

function cannotStart(record: number): never {
  const { arena } = self()
  markEnded(arena, record)
  throw new RuntimeError("can't start new thread")
}

function packThread(thread: Thread): Job {
  const { target, args, hasRun } = thread[INSIDE]
  const iterable = typeof (args as Iterable<unknown> | null)?.[Symbol.iterator] === 'function'
  const type = thread.constructor
  const fields = Object.fromEntries(Object.entries(thread))
  // In this order, so that the first thing that is refused is the one to mend first.
  const parts = { target, args: iterable ? [...(args as Iterable<unknown>)] : args, type, fields, hasRun }
  return pack(parts, 'thread', '')
}

function joinThread(record: number, timeout: number | null): void {
  const { arena, cells, record: own } = self()
  const phase = Atomics.load(cells, record + UNIT.phase)
  if (phase === PHASE.new) throw new RuntimeError('cannot join thread before it is started')
  if (record === own) throw new RuntimeError('cannot join current thread')
  const number = cells[record + UNIT.number] as number
  const ended = waitFor(record + UNIT.news, () => Atomics.load(cells, record + UNIT.phase) === PHASE.ended, {
    timeout,
    waiting: {
      state: 'join',
      describe: () => ({
        unit: String(number),
        label: arena.text(record + UNIT.nameAt),
        ...limitOf(timeout),
      }),
    },
  })
  if (ended) markJoined(record)
}

/** Told once, by whoever joins first. */
export function markJoined(record: number): void {
  const { cells, writer } = self()
  if (Atomics.exchange(cells, record + UNIT.joined, 1) !== 0) return
  writer.json(FRAME.change, cells[record + UNIT.number] as number, { joined: true })
}

export const limitOf = (timeout: number | null): { forNs?: number } =>
  timeout === null ? {} : { forNs: timeout * 1e9 }

interface PackedThread {
  readonly record: number
  /** Null when the class is not exported: over there it is seen as a plain Thread. */
  readonly type: unknown
  readonly fields: unknown
  /** Its target and arguments while it has not been started. */
  readonly start: unknown
}

registerCarrier(
  {
    kind: 'threading.Thread',
    pack(value, trip, walk): PackedThread {
      if (trip === 'process' || trip === 'process-queue') {
        throw new TypeError('a Thread belongs to its process and cannot be carried to another one')
      }
      const thread = value as Thread
      const { record } = thread[INSIDE]
      // The other thread may start it, and must then know what it is to do.
      const isNew = self().cells[record + UNIT.phase] === PHASE.new
      const { target, args } = thread[INSIDE]
      const start = isNew ? walk({ target, args }, thread.name) : null
      if (!exportedAs(thread.constructor)) return { record, type: null, fields: {}, start }
      return {
        record,
        type: walk(thread.constructor, 'the class of a thread'),
        fields: walk({ ...thread }, thread.name),
        start,
      }
    },
    unpack(data) {
      const { record, type, fields, start } = data as PackedThread
      if (objects.has(record) || (type === null && start === null)) return threadOf(record)
      const { target, args } = (start ?? { target: null, args: [] }) as Pick<ThreadInside, 'target' | 'args'>
      const { prototype } = (type ?? Thread) as { readonly prototype: Thread }
      const thread = Object.create(prototype) as Thread
      attach(thread, record, target, args)
      return Object.assign(thread, fields)
    },
  },
  Thread.prototype,
)
nameClasses({ Thread, _MainThread })
