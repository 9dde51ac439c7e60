/** What a stretch of time is made of: the states of a unit in it, and how many units were running at once. Pure. */
import type { Ns } from '../../../../contract/time'
import { UNIT_STATES, type UnitId, type UnitState } from '../../../../contract/unit'
import { waitCode } from '../../look/words'
import { codeOf, type Lane } from '../../stores/lane'
import type { RunningLane } from './concurrency'
import type { LanePart } from './lane-parts'

export interface StateShare {
  readonly state: UnitState
  /** What it waited for, as code: `join(buyer)`; `''` where that is not known or does not apply. */
  readonly code: string
  readonly ns: Ns
}

/**
 * Time per state between two points on the machine's clock: plain states in the order of the contract, then
 * waits with a name in the order in which they came.
 */
export function sharesOf(parts: readonly LanePart[], from: Ns, to: Ns): StateShare[] {
  // By code first: a lane may have as many steps as there are milliseconds, and words are slow.
  const plain = new Float64Array(UNIT_STATES.length)
  const named = new Map<string, { state: UnitState; ns: Ns }>()
  for (const part of parts) {
    const begins = Math.max(part.from, from)
    const ends = Math.min(part.until, to)
    const { lane } = part
    for (let index = Math.max(0, lane.indexAt(begins)); lane.at(index) < ends; index += 1) {
      const length = Math.min(lane.at(index + 1), ends) - Math.max(lane.at(index), begins)
      if (length <= 0) continue
      const wait = lane.wait(index)
      const code = wait?.label ? waitCode(lane.state(index), wait) : ''
      if (code) {
        const known = named.get(code)
        if (known) known.ns += length
        else named.set(code, { state: lane.state(index), ns: length })
      } else plain[lane.code(index)] = (plain[lane.code(index)] ?? 0) + length
    }
  }
  return [
    ...UNIT_STATES.flatMap((state, code): StateShare[] => {
      const ns = plain[code] ?? 0
      return ns > 0 ? [{ state, code: '', ns }] : []
    }),
    ...[...named].map(([code, { state, ns }]) => ({ state, code, ns })),
  ]
}

export interface AtOnce {
  /** The highest number of units that were running at one instant. */
  readonly highest: number
  /** Mean over the time. */
  readonly mean: number
}

const RUNNING = codeOf('running')

/** Between two points on the machine's clock. Under a GIL (`oneAtATime`) a process counts at most once. */
export function atOnceWithin(lanes: readonly RunningLane[], from: Ns, to: Ns, oneAtATime: boolean): AtOnce {
  const byProcess = new Map<UnitId, Stretches>()
  const all = new Stretches()
  for (const { process, lane, until } of lanes) {
    let stretches = all
    if (oneAtATime) {
      stretches = byProcess.get(process) ?? new Stretches()
      byProcess.set(process, stretches)
    }
    addRunning(lane, from, Math.min(to, until), stretches)
  }
  for (const stretches of byProcess.values()) stretches.union(all)
  const { highest, sum } = all.sweep()
  return { highest, mean: to > from ? sum / (to - from) : 0 }
}

function addRunning(lane: Lane, from: Ns, to: Ns, into: Stretches): void {
  for (let index = Math.max(0, lane.indexAt(from)); lane.at(index) < to; index += 1) {
    if (lane.code(index) !== RUNNING) continue
    const begins = Math.max(lane.at(index), from)
    const ends = Math.min(lane.at(index + 1), to)
    if (ends > begins) into.add(begins, ends)
  }
}

/** Stretches of time, counted over their sorted beginnings and ends. */
class Stretches {
  readonly #begins: number[] = []
  readonly #ends: number[] = []

  add(begins: Ns, ends: Ns): void {
    this.#begins.push(begins)
    this.#ends.push(ends)
  }

  /** Puts into `other` the time in which there is at least one. */
  union(other: Stretches): void {
    let since = 0
    this.#walk((count, before, at) => {
      if (before === 0 && count > 0) since = at
      else if (before > 0 && count === 0) other.add(since, at)
    })
  }

  sweep(): { highest: number; sum: Ns } {
    let highest = 0
    let sum = 0
    let last = 0
    this.#walk((count, before, at) => {
      sum += before * (at - last)
      last = at
      highest = Math.max(highest, count)
    })
    return { highest, sum }
  }

  /** Every instant at which the number changes. What ends at an instant ends before another begins there. */
  #walk(visit: (count: number, before: number, at: Ns) => void): void {
    const begins = Float64Array.from(this.#begins).sort()
    const ends = Float64Array.from(this.#ends).sort()
    let count = 0
    for (let b = 0, e = 0; e < ends.length;) {
      const at = Math.min(begins[b] ?? Infinity, ends[e] ?? Infinity)
      const before = count
      for (; ends[e] === at; e += 1) count -= 1
      for (; begins[b] === at; b += 1) count += 1
      visit(count, before, at)
    }
  }
}
