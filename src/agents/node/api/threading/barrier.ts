/** Barrier (semantics L14, L15): the last of `parties` threads to arrive lets all of them go on. */
import { nameClasses } from '../names'
import { ring } from '../../memory/bell'
import { registerCarrier } from '../../thread/carry'
import { checkpoint } from '../../thread/mail'
import { self } from '../../thread/self'
import { waitFor, type Waiting } from '../../thread/wait'
import { BrokenBarrierError, ValueError } from '../errors'
import { checkSeconds } from '../timeout'
import {
  HANDLE,
  makeHandle,
  objectName,
  refuseOtherProcess,
  setHandle,
  type Handle,
  type NameOption,
} from './sync'
import { limitOf } from './thread'
import { WORD, appendInside, freeNode, inLine, makeNode, takeInside, wake, waitForWord } from './wait-list'

/** line: who waits for the last one. busy: the last one runs the action; the next round waits at the door. */
const BARRIER = { line: 0, broken: 1, arrived: 2, busy: 3, door: 4, parties: 6 } as const
const BARRIER_CELLS = 7

interface Inside {
  readonly action: (() => unknown) | null
  readonly timeout: number | null
}
const INSIDE = Symbol('spindle.barrier')

export class Barrier {
  declare readonly [HANDLE]: Handle
  declare readonly [INSIDE]: Inside

  constructor(
    parties: number,
    action: (() => unknown) | null = null,
    timeout: number | null = null,
    options?: NameOption,
  ) {
    if (parties < 1) throw new ValueError('parties must be > 0')
    makeHandle(this, 'Barrier', BARRIER_CELLS, options, (at) => {
      self().cells[at + BARRIER.parties] = parties
    })
    setInside(this, { action, timeout })
  }

  get parties(): number {
    return self().cells[this[HANDLE].at + BARRIER.parties] as number
  }

  get nWaiting(): number {
    checkpoint()
    const { at } = this[HANDLE]
    const { cells } = self()
    return cells[at + BARRIER.busy] === 1 ? 0 : Atomics.load(cells, at + BARRIER.arrived)
  }

  get broken(): boolean {
    checkpoint()
    return Atomics.load(self().cells, this[HANDLE].at + BARRIER.broken) === 1
  }

  wait(timeout?: number | null): number {
    const limit = checkSeconds(timeout === undefined ? this[INSIDE].timeout : timeout)
    const handle = this[HANDLE]
    const waiting: Waiting = {
      state: 'barrier',
      describe: () => ({ label: handle.label, object: objectName('barrier', handle), ...limitOf(limit) }),
    }
    const node = makeNode()
    const arrival = arrive(handle.at, node, waiting)
    if (arrival.kind !== 'first') freeNode(node)
    if (arrival.kind === 'broken') throw new BrokenBarrierError()
    if (arrival.kind === 'last') pass(this)
    else waitForTheLast(handle.at, node, limit, waiting)
    return arrival.index
  }

  reset(): void {
    breakUp(this[HANDLE].at, false)
  }

  abort(): void {
    breakUp(this[HANDLE].at, true)
  }
}

type Arrival = { readonly kind: 'broken' } | { readonly kind: 'first' | 'last'; readonly index: number }

/** Counts this thread in; waits at the door while the round before is still at its action. */
function arrive(at: number, node: number, waiting: Waiting): Arrival {
  const { cells } = self()
  let arrival: Arrival = { kind: 'broken' }
  const enter = (): boolean =>
    inLine(() => {
      if (cells[at + BARRIER.busy] === 1) return false
      if (cells[at + BARRIER.broken] === 1) {
        arrival = { kind: 'broken' }
        return true
      }
      const index = cells[at + BARRIER.arrived] as number
      const isLast = index + 1 === cells[at + BARRIER.parties]
      cells[at + BARRIER.arrived] = index + 1
      if (isLast) cells[at + BARRIER.busy] = 1
      else appendInside(at + BARRIER.line, node)
      arrival = { kind: isLast ? 'last' : 'first', index }
      return true
    })
  waitFor(at + BARRIER.door, enter, { timeout: null, waiting })
  return arrival
}

/** The last one runs the action and lets the others go; an action that fails breaks the barrier. */
function pass(barrier: Barrier): void {
  const { cells } = self()
  const { at } = barrier[HANDLE]
  try {
    barrier[INSIDE].action?.()
  } catch (error) {
    breakUp(at, true)
    throw error
  }
  const others = inLine(() => {
    cells[at + BARRIER.arrived] = 0
    cells[at + BARRIER.busy] = 0
    return takeInside(at + BARRIER.line, Infinity, WORD.go)
  })
  wake(others)
  ring(cells, at + BARRIER.door)
}

function waitForTheLast(at: number, node: number, limit: number | null, waiting: Waiting): void {
  const { cells } = self()
  let word
  try {
    word = waitForWord(at + BARRIER.line, node, { timeout: limit, waiting })
  } catch (error) {
    inLine(() => {
      const arrived = cells[at + BARRIER.arrived] as number
      cells[at + BARRIER.arrived] = Math.max(0, arrived - 1)
    })
    throw error
  }
  if (word === WORD.go) return
  if (word === WORD.none) breakUp(at, true)
  throw new BrokenBarrierError()
}

/** Everybody who waits meets a broken barrier; it stays broken (abort) or is whole again (reset). */
function breakUp(at: number, broken: boolean): void {
  const { cells } = self()
  const others = inLine(() => {
    cells[at + BARRIER.broken] = broken ? 1 : 0
    cells[at + BARRIER.arrived] = 0
    cells[at + BARRIER.busy] = 0
    return takeInside(at + BARRIER.line, Infinity, WORD.broken)
  })
  wake(others)
  ring(cells, at + BARRIER.door)
}

const setInside = (barrier: Barrier, inside: Inside): void => {
  Object.defineProperty(barrier, INSIDE, { value: inside, enumerable: false })
}

interface Packed extends Inside {
  readonly handle: Handle
}

registerCarrier(
  {
    kind: 'threading.Barrier',
    pack(value, trip, walk) {
      refuseOtherProcess('Barrier', trip)
      const { [HANDLE]: handle, [INSIDE]: inside } = value as Barrier
      return { handle, timeout: inside.timeout, action: walk(inside.action, 'the action of a Barrier') }
    },
    unpack(data) {
      const { handle, ...inside } = data as Packed
      const barrier = Object.create(Barrier.prototype) as Barrier
      setHandle(barrier, handle)
      setInside(barrier, inside)
      return barrier
    },
  },
  Barrier.prototype,
)
nameClasses({ Barrier })
