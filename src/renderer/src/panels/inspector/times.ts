/** How long a unit was in each state, and what it has waited for. */
import type { UnitState } from '../../../../contract/unit'
import type { Ns } from '../../../../contract/time'
import type { RunData } from '../../stores/run-data'
import { laneOf } from '../timeline/lane-parts'
import { sharesOf } from '../timeline/measure'
import type { Row } from '../units/rows'
import { STATE_LOOKS } from '../../look/states'

export interface StateTime {
  readonly state: UnitState
  readonly ns: Ns
  /** Of all its time, 0…1. */
  readonly share: number
}
export interface WaitTime {
  /** `lock(order)` */
  readonly code: string
  readonly state: UnitState
  readonly ns: Ns
}
export interface Times {
  /** The longest first. Time before the start is none. */
  readonly states: readonly StateTime[]
  readonly waits: readonly WaitTime[]
  readonly total: Ns
}

export function timesOf(run: RunData, row: Row, now: Ns): Times {
  const shares = sharesOf(laneOf(run, row, now).parts, -Infinity, now).filter(
    ({ state }) => state !== 'new' && STATE_LOOKS[state].texture !== 'none',
  )
  const byState = new Map<UnitState, Ns>()
  for (const { state, ns } of shares) byState.set(state, (byState.get(state) ?? 0) + ns)
  const total = [...byState.values()].reduce((sum, ns) => sum + ns, 0)
  return {
    total,
    states: [...byState]
      .map(([state, ns]) => ({ state, ns, share: total > 0 ? ns / total : 0 }))
      .sort((a, b) => b.ns - a.ns),
    waits: shares
      .filter(({ code }) => code !== '')
      .map(({ code, state, ns }) => ({ code, state, ns }))
      .sort((a, b) => b.ns - a.ns),
  }
}
