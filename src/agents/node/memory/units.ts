/** Records of threads and child processes: made, found, and listed while they are alive. */
import type { Arena } from './arena'
import { ring } from './bell'
import {
  BELL,
  HEADER,
  KIND,
  LIVE_MAX,
  LIVE_TABLE,
  PHASE,
  UNIT,
  UNIT_CELLS,
  UNIT_TABLE,
  UNIT_TABLE_CELLS,
} from './layout'

export interface NewUnit {
  readonly kind: (typeof KIND)[keyof typeof KIND]
  readonly number: number
  readonly name: string
  readonly daemon: boolean
  /** Number of the unit that makes it. */
  readonly creator: number
}

/** Makes the record of a unit that is `new`. */
export function makeUnit(arena: Arena, { kind, number, name, daemon, creator }: NewUnit): number {
  const { cells } = arena
  const record = arena.allocCells(UNIT_CELLS)
  cells[record + UNIT.number] = number
  cells[record + UNIT.kind] = kind
  cells[record + UNIT.daemon] = daemon ? 1 : 0
  cells[record + UNIT.creator] = creator
  arena.setText(record + UNIT.nameAt, name)
  if (number < UNIT_TABLE_CELLS) Atomics.store(cells, UNIT_TABLE + number, record)
  return record
}

/** The record of a unit by its number on the wire; 0 when there is none. */
export const recordOf = ({ cells }: Arena, number: number): number =>
  number > 0 && number < UNIT_TABLE_CELLS ? Atomics.load(cells, UNIT_TABLE + number) : 0

/** Puts a thread that is being started among the live ones. False: there is no room for one more. */
export function enlist(arena: Arena, record: number): boolean {
  const { cells } = arena
  for (let index = 0; index < LIVE_MAX; index++) {
    if (Atomics.compareExchange(cells, LIVE_TABLE + index, 0, record) === 0) {
      cells[record + UNIT.liveIndex] = index
      cells[record + UNIT.startOrder] = arena.next(HEADER.starts)
      return true
    }
  }
  return false
}

/** From here on the unit is not alive for others; whoever joins it goes on. */
export function markEnded({ cells }: Arena, record: number): void {
  Atomics.store(cells, record + UNIT.phase, PHASE.ended)
  // The main thread stays listed until its process ends (semantics M06).
  if (cells[record + UNIT.kind] === KIND.thread && cells[record + UNIT.number] !== 1) {
    const place = LIVE_TABLE + (cells[record + UNIT.liveIndex] as number)
    Atomics.compareExchange(cells, place, record, 0)
  }
  ring(cells, record + UNIT.news + BELL.seq)
}

/** Records of the threads that are listed, in the order in which they were started. */
export function liveThreads({ cells }: Arena): number[] {
  const records: number[] = []
  for (let index = 0; index < LIVE_MAX; index++) {
    const record = Atomics.load(cells, LIVE_TABLE + index)
    if (record !== 0) records.push(record)
  }
  const orderOf = (record: number): number => cells[record + UNIT.startOrder] as number
  return records.sort((a, b) => orderOf(a) - orderOf(b))
}

export function isAlive({ cells }: Arena, record: number): boolean {
  const phase = Atomics.load(cells, record + UNIT.phase)
  return phase === PHASE.starting || phase === PHASE.running
}

/** Records of all threads or all child processes that were made in this process, in their order. */
export function units(arena: Arena, kind: number): number[] {
  const { cells } = arena
  const end = Math.min(cells[HEADER.nextUnit] as number, UNIT_TABLE_CELLS)
  const records: number[] = []
  for (let number = 1; number < end; number++) {
    const record = recordOf(arena, number)
    if (record !== 0 && cells[record + UNIT.kind] === kind) records.push(record)
  }
  return records
}
