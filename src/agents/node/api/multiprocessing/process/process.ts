/**
 * Process: Python's class of the same name (CPython, Lib/multiprocessing/process.py). What is known of a child
 * stands in a record in shared memory, so any thread of its parent may ask for it.
 */
import { inspect } from 'node:util'
import { FRAME } from '../../../../../contract/frames'
import { HEADER, KIND, PHASE, UNIT } from '../../../memory/layout'
import { isAlive, makeUnit } from '../../../memory/units'
import { placeAt } from '../../../thread/call-site'
import { checkpoint } from '../../../thread/mail'
import { tellUse } from '../../../thread/modules'
import { self } from '../../../thread/self'
import { makeShared } from '../../../thread/shared'
import { waitFor } from '../../../thread/wait'
import { AssertionError, ValueError } from '../../errors'
import { nameClasses } from '../../names'
import { limitOf, markJoined, type ThreadOptions } from '../../threading/thread'
import { checkSeconds } from '../../timeout'
import {
  INSIDE,
  attach,
  hasEnded,
  keyOf,
  objectOf,
  ownName,
  recordFor,
  renameOwn,
  type ProcessInside,
  type Target,
} from './inside'
import { exitName, sendSignal } from './signal'
import { startProcess } from './start'

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
      renameOwn(value)
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

/** The object of this heap for a child; made where there is none (a child that another thread has made). */
export function processOf(record: number): Process {
  const known = objectOf(record)
  if (known) return known
  const object = Object.create(Process.prototype) as Process
  attach(object, { record, target: null, args: [] })
  return object
}

function listOf(args: unknown): readonly unknown[] {
  if (typeof (args as Iterable<unknown> | null)?.[Symbol.iterator] === 'function') {
    return [...(args as Iterable<unknown>)]
  }
  throw new TypeError(`'${args === null ? 'null' : typeof args}' object is not iterable`)
}
nameClasses({ Process })
