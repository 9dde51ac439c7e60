/**
 * Process: Python's class of the same name (CPython, Lib/multiprocessing/process.py). What is known of a child
 * stands in a record in shared memory, so any thread of its parent may ask for it.
 */
import { nameClasses } from '../names'
import { constants } from 'node:os'
import { inspect } from 'node:util'
import { FRAME } from '../../../../contract/frames'
import type { Actor } from '../../../../contract/unit'
import type { Job } from '../../messages'
import { BELL, HEADER, KIND, PHASE, UNIT } from '../../memory/layout'
import { isAlive, makeUnit, markEnded, recordOf, units } from '../../memory/units'
import { callBroker } from '../../thread/broker'
import { placeAt } from '../../thread/call-site'
import { pack, registerCarrier } from '../../thread/carry'
import { checkpoint } from '../../thread/mail'
import { tellUse } from '../../thread/modules'
import { self, tellSupervisor } from '../../thread/self'
import { makeShared, topLevel } from '../../thread/shared'
import { waitFor } from '../../thread/wait'
import { AssertionError, AttributeError, OSError, RuntimeError, ValueError } from '../errors'
import { NOT_WHILE_LOADING, limitOf, markJoined, type ThreadOptions } from '../threading/thread'
import { checkSeconds } from '../timeout'
import { collectPipeEnds } from './pipe'

type Target = (...args: unknown[]) => unknown

/** `record` is 0 for the process that this code runs in. */
export interface ProcessInside {
  readonly record: number
  target: Target | null
  args: readonly unknown[]
}
export const INSIDE = Symbol('spindle.process')

/** What the child's main thread is sent. */
export interface ProcessJob {
  readonly type: unknown
  readonly fields: Readonly<Record<string, unknown>>
  readonly target: Target | null
  readonly args: readonly unknown[]
}

const objects = new Map<number, Process>()

export class Process<A extends readonly unknown[] = readonly unknown[]> {
  declare [INSIDE]: ProcessInside

  constructor(options: ThreadOptions<A> = {}) {
    const { target = null, name, args = [] as unknown as A, daemon, group } = options
    if (group !== undefined && group !== null) throw new AssertionError('group argument must be None for now')
    if (target !== null && typeof target !== 'function') {
      throw new TypeError(
        `target must be a function, not ${inspect(target)} (write the name of the function without calling it)`,
      )
    }
    const list = listOf(args)
    const { at } = makeShared({
      kind: 'Process',
      type: new.target,
      make: (_label, site) => {
        const { arena, process, number: creator, writer } = self()
        // Counted even if a name is given (semantics N06).
        const count = arena.next(HEADER.processNames) + 1
        const path = [...process.identity, count].join(':')
        const given = name === null || name === undefined || String(name) === '' ? null : String(name)
        const shown = given ?? `${new.target.name}-${path}`
        const isDaemon = daemon ?? process.daemon
        tellUse('multiprocessing')
        const number = arena.next(HEADER.nextUnit)
        const record = makeUnit(arena, { kind: KIND.process, number, name: shown, daemon: isDaemon, creator })
        arena.cells[record + UNIT.nativeId] = count
        const source = site ? { source: placeAt(site) } : {}
        const unit = {
          kind: 'process',
          name: shown,
          daemon: isDaemon,
          creator,
          key: keyOf(number),
          ...source,
        }
        writer.json(FRAME.unit, number, unit)
        return record
      },
    })
    attach(this as unknown as Process, { record: at, target: target as Target | null, args: list })
  }

  run(): unknown {
    const { target, args } = this[INSIDE]
    return target?.(...args)
  }

  start(): void {
    startProcess(this as unknown as Process, 'program')
  }

  join(timeout?: number | null): void {
    const limit = checkSeconds(timeout)
    const record = recordFor(this, 'join')
    const { cells, arena } = self()
    if (Atomics.load(cells, record + UNIT.phase) === PHASE.new) {
      throw new AssertionError('can only join a started process')
    }
    const unit = String(cells[record + UNIT.number])
    const ended = waitFor(record + UNIT.news, () => hasEnded(record), {
      timeout: limit,
      waiting: {
        state: 'join',
        describe: () => ({ unit, label: arena.text(record + UNIT.nameAt), ...limitOf(limit) }),
      },
    })
    if (ended) markJoined(record)
  }

  isAlive(): boolean {
    checkpoint()
    if (this[INSIDE].record === 0) return true
    return isAlive(self().arena, recordFor(this, 'test'))
  }

  terminate(): void {
    sendSignal(this, 'SIGTERM')
  }

  kill(): void {
    sendSignal(this, 'SIGKILL')
  }

  close(): void {
    const { record } = this[INSIDE]
    const { arena, cells } = self()
    if (record !== 0 && isAlive(arena, record)) {
      throw new ValueError(
        'Cannot close a process while it is still running. You should first call join() or terminate().',
      )
    }
    if (record !== 0) Atomics.store(cells, record + UNIT.closed, 1)
  }

  get name(): string {
    const { record } = this[INSIDE]
    return record === 0 ? ownName() : self().arena.text(record + UNIT.nameAt)
  }

  set name(value: string) {
    if (typeof value !== 'string') throw new AssertionError('name must be a string')
    const { record } = this[INSIDE]
    const { arena, cells, writer } = self()
    if (record === 0) {
      renamed = value
      writer.json(FRAME.change, 0, { name: value })
    } else {
      arena.setText(record + UNIT.nameAt, value)
      writer.json(FRAME.change, cells[record + UNIT.number] as number, { name: value })
    }
  }

  get daemon(): boolean {
    const { record } = this[INSIDE]
    return record === 0 ? self().process.daemon : self().cells[record + UNIT.daemon] === 1
  }

  set daemon(value: boolean) {
    const { record } = this[INSIDE]
    const { cells, writer } = self()
    if (record === 0 || Atomics.load(cells, record + UNIT.phase) !== PHASE.new) {
      throw new AssertionError('process has already started')
    }
    Atomics.store(cells, record + UNIT.daemon, value ? 1 : 0)
    writer.json(FRAME.change, cells[record + UNIT.number] as number, { daemon: Boolean(value) })
  }

  get pid(): number | null {
    if (this[INSIDE].record === 0) return process.pid
    const record = recordFor(this, null)
    const pid = self().cells[record + UNIT.pid] as number
    return pid === 0 ? null : pid
  }

  get ident(): number | null {
    return this.pid
  }

  get exitCode(): number | null {
    checkpoint()
    if (this[INSIDE].record === 0) return null
    const record = recordFor(this, null)
    return hasEnded(record) ? (self().cells[record + UNIT.exitCode] as number) : null
  }

  toString(): string {
    const { record } = this[INSIDE]
    const { cells, process: facts } = self()
    const isClosed = record !== 0 && cells[record + UNIT.closed] === 1
    const phase = record === 0 ? PHASE.running : cells[record + UNIT.phase]
    const pid = isClosed || phase === PHASE.new ? null : `pid=${String(this.pid)}`
    const parent = record === 0 ? (facts.parent?.pid ?? 'None') : process.pid
    const state = isClosed
      ? 'closed'
      : phase === PHASE.new
        ? 'initial'
        : phase === PHASE.ended
          ? 'stopped'
          : 'started'
    const code = !isClosed && phase === PHASE.ended ? `exitcode=${exitName(this.exitCode ?? 0)}` : null
    const parts = [`name='${this.name}'`, pid, `parent=${parent}`, state, code, this.daemon ? 'daemon' : null]
    return `<${this.constructor.name} ${parts.filter((part) => part !== null).join(' ')}>`
  }

  [inspect.custom](): string {
    return this.toString()
  }
}

function attach(object: Process, inside: ProcessInside): void {
  Object.defineProperty(object, INSIDE, { value: inside, enumerable: false, configurable: true })
  if (inside.record !== 0) objects.set(inside.record, object)
}

/** The object of this heap for a child; made where there is none (a child that another thread has made). */
export function processOf(record: number): Process {
  const known = objects.get(record)
  if (known) return known
  const object = Object.create(Process.prototype) as Process
  attach(object, { record, target: null, args: [] })
  return object
}

const keyOf = (number: number): string => `${self().process.key}.${number}`
const hasEnded = (record: number): boolean => Atomics.load(self().cells, record + UNIT.phase) === PHASE.ended

/** The child's record, if it may be used. `what` is what only children can be. @throws ValueError after close() */
function recordFor(process: { readonly [INSIDE]: ProcessInside }, what: 'join' | 'test' | null): number {
  const { record } = process[INSIDE]
  if (record === 0) throw new AssertionError(`can only ${what ?? 'ask'} a child process`)
  if (self().cells[record + UNIT.closed] === 1) throw new ValueError('process object is closed')
  return record
}

function listOf(args: unknown): readonly unknown[] {
  if (typeof (args as Iterable<unknown> | null)?.[Symbol.iterator] === 'function') {
    return [...(args as Iterable<unknown>)]
  }
  throw new TypeError(`'${args === null ? 'null' : typeof args}' object is not iterable`)
}

function exitName(code: number): string {
  if (code >= 0) return String(code)
  const found = Object.entries(constants.signals).find(([, number]) => number === -code)
  return `-${found?.[0] ?? String(-code)}`
}

function sendSignal(child: Process<never> | Process, signal: 'SIGTERM' | 'SIGKILL'): void {
  checkpoint()
  const { record: own } = child[INSIDE]
  const { cells, number, writer } = self()
  const isStarted = own !== 0 && Atomics.load(cells, own + UNIT.phase) !== PHASE.new
  if (own !== 0 && cells[own + UNIT.closed] === 1) throw new ValueError('process object is closed')
  if (!isStarted) {
    const method = signal === 'SIGTERM' ? 'terminate' : 'kill'
    throw new AttributeError(`'NoneType' object has no attribute '${method}'`)
  }
  if (hasEnded(own)) return
  Atomics.store(cells, own + UNIT.asked, signal === 'SIGTERM' ? 1 : 2)
  try {
    process.kill(cells[own + UNIT.pid] as number, signal)
  } catch (error) {
    // It has ended in this moment; its exit code is on its way.
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
  writer.json(FRAME.link, number, { kind: 'signal', to: cells[own + UNIT.number], label: signal })
}

/** Starts a child; `by` is told to the Lab. Returns once it has a PID. */
export function startProcess(child: Process, by: Actor): void {
  checkpoint()
  const { arena, cells, writer, loading, process: facts } = self()
  const record = recordFor(child, null)
  if (Atomics.load(cells, record + UNIT.phase) !== PHASE.new) {
    throw new AssertionError('cannot start a process twice')
  }
  if (facts.daemon) throw new AssertionError('daemonic processes are not allowed to have children')
  if (loading) throw new RuntimeError(NOT_WHILE_LOADING)
  const number = cells[record + UNIT.number] as number
  const key = keyOf(number)
  const job = packProcess(child, key)
  if (Atomics.compareExchange(cells, record + UNIT.phase, PHASE.new, PHASE.starting) !== PHASE.new) {
    throw new AssertionError('cannot start a process twice')
  }
  writer.json(FRAME.state, number, { state: 'starting', by })
  tellSupervisor({
    type: 'startProcess',
    record,
    job,
    child: {
      key,
      name: child.name,
      daemon: child.daemon,
      identity: [...facts.identity, cells[record + UNIT.nativeId] as number],
      inherited: inheritance(key),
    },
  })
  const hasPid = (): boolean => cells[record + UNIT.pid] !== 0 || cells[record + UNIT.startFailed] === 1
  while (!hasPid()) {
    const seq = Atomics.load(cells, record + UNIT.news + BELL.seq)
    Atomics.add(cells, record + UNIT.news + BELL.waiters, 1)
    if (!hasPid()) Atomics.wait(cells, record + UNIT.news + BELL.seq, seq)
    Atomics.sub(cells, record + UNIT.news + BELL.waiters, 1)
  }
  if (cells[record + UNIT.startFailed] === 1) {
    markEnded(arena, record)
    throw new OSError('[Errno 11] Resource temporarily unavailable')
  }
}

/** What the child is sent. Pipe ends in it belong to the child as well, before anybody could close the others. */
function packProcess(child: Process, key: string): Job {
  const { target, args } = child[INSIDE]
  const parts = { target, args, type: child.constructor, fields: { ...child } }
  const { result, ends } = collectPipeEnds(() => pack(parts, 'process', ''))
  for (const object of ends) callBroker({ op: 'hold', object, for: key })
  return result
}

/** What the modules of this process made at their top level and share with all processes. */
function inheritance(key: string): Record<string, string> {
  const inherited: Record<string, string> = {}
  for (const { key: name, at } of topLevel('multiprocessing.')) {
    const shared = self().arena.text(at)
    inherited[name] = shared
    const { ends } = JSON.parse(shared) as { readonly ends?: readonly { readonly object: string }[] }
    for (const { object } of ends ?? []) callBroker({ op: 'hold', object, for: key })
  }
  return inherited
}

interface PackedProcess {
  readonly record: number
  readonly start: ProcessJob | null
}

registerCarrier(
  {
    kind: 'multiprocessing.Process',
    pack(value, trip, walk): PackedProcess {
      if (trip === 'process' || trip === 'process-queue') {
        throw new TypeError(
          'a Process belongs to the process that made it and cannot be carried to another one',
        )
      }
      const child = value as Process
      const { record, target, args } = child[INSIDE]
      const isNew = record !== 0 && self().cells[record + UNIT.phase] === PHASE.new
      if (!isNew) return { record, start: null }
      // Another thread may start it, and must then know what it is to do.
      const { name } = child
      const start = { type: child.constructor, fields: { ...child }, target, args }
      return { record, start: walk(start, name) as PackedProcess['start'] }
    },
    unpack(data) {
      const { record, start } = data as PackedProcess
      if (record === 0) return currentProcess()
      if (!start || objects.has(record)) return processOf(record)
      const { type, fields, target, args } = start
      const child = Object.create((type as { readonly prototype: Process }).prototype) as Process
      attach(child, { record, target, args })
      return Object.assign(child, fields)
    },
  },
  Process.prototype,
)

// ---- the process that this code runs in

class _MainProcess extends Process {}
let current: Process | null = null
let renamed: string | null = null
const ownName = (): string => renamed ?? self().process.name

/** The object for the process that this code runs in. */
export function currentProcess(): Process {
  checkpoint()
  if (!current) {
    const type = self().process.parent === null ? _MainProcess : Process
    becomeCurrent(Object.create(type.prototype) as Process, null, [])
  }
  return current as unknown as Process
}

/** In a child's main thread: this is the object that was started. */
export function becomeCurrent(object: Process, target: Target | null, args: readonly unknown[]): void {
  attach(object, { record: 0, target, args })
  current = object
}

export interface ParentProcess {
  readonly name: string
  readonly pid: number
  isAlive(): boolean
}

export function parentProcess(): ParentProcess | null {
  checkpoint()
  const { parent } = self().process
  if (!parent) return null
  const { name, pid } = parent
  return { name, pid, isAlive: () => isParentAlive(pid) }
}

/** An orphan gets another parent on Unix (semantics P33); on Windows the old one stays and must be looked for. */
function isParentAlive(pid: number): boolean {
  if (process.platform !== 'win32') return process.ppid === pid
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

export function activeChildren(): Process[] {
  checkpoint()
  const { arena } = self()
  return units(arena, KIND.process)
    .filter((record) => isAlive(arena, record))
    .map((record) => processOf(record))
}

/** For a person's wish: the child with this number on the wire. */
export const processByNumber = (number: number): Process => processOf(recordOf(self().arena, number))
nameClasses({ Process, _MainProcess })
