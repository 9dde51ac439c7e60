/** What a unit waits for and who has it, and what others wait for that it has. */
import { isWaiting, type Unit, type UnitId, type UnitState } from '../../../../contract/unit'
import type { Ns } from '../../../../contract/time'
import { waitCode } from '../../look/words'
import type { RunData } from '../../stores/run-data'

export interface WaitFact {
  /** `lock(order)`, `join(buyer)`, the prompt of an input; `''` where there is nothing more to say than the state. */
  readonly code: string
  readonly state: UnitState
  /** Who has it, or who wants it; for a join the unit that is waited for. */
  readonly other: UnitId | null
  readonly since: Ns
}

/** What it stands in now; `null` when it does not wait. */
export function wantedBy(unit: Unit): WaitFact | null {
  const { state, wait, since } = unit
  if (!isWaiting(state)) return null
  const code = state === 'input' ? (wait?.prompt?.trim() ?? '') : waitCode(state, wait)
  return { code, state, other: wait?.holder ?? wait?.unit ?? null, since }
}

/**
 * What it has and somebody waits for, who waits longest first. A lock that nobody waits for is not told by
 * the agents, so it is not here.
 */
export function heldBy(run: RunData, unit: UnitId): WaitFact[] {
  const facts: WaitFact[] = []
  for (const { id, state, wait, since } of run.all()) {
    if (wait?.holder !== unit || !isWaiting(state)) continue
    facts.push({ code: waitCode(state, wait), state, other: id, since })
  }
  return facts.sort((a, b) => a.since - b.since)
}
