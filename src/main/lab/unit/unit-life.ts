/**
 * The life of one unit: the only place in which a unit's state changes. Facts are applied to the contract's
 * transition table; what the table does not allow is refused and left to the caller to record as a defect.
 */
import type { Ns } from '../../../contract/time'
import {
  canGo,
  hasEnded,
  type Actor,
  type Step,
  type Unit,
  type UnitEnd,
  type UnitState,
  type Wait,
} from '../../../contract/unit'

/** Steps kept of one unit; when there are more, the oldest CHUNK of them goes. */
export const MAX_STEPS = 4_000
const CHUNK = 1_000

/** What a new unit is made from; everything else follows from its life. */
export type UnitSeed = Pick<Unit, 'id' | 'kind' | 'process' | 'parent' | 'name' | 'createdAt'> &
  Partial<Pick<Unit, 'daemon' | 'helper' | 'pid' | 'tid' | 'ppid' | 'source'>>

/** Told of every change, with the new stretch of life where there is one. */
export type OnChange = (before: Unit, after: Unit, changes: Partial<Unit>, step?: Step) => void

/** Who asked for the end of a unit, and with what. The latest one counts when the end comes. */
export interface Asked {
  readonly by: Actor
  readonly signal: string | null
  readonly forced: boolean
}

export class UnitLife {
  #unit: Unit
  readonly #onChange: OnChange
  readonly #steps: Step[]
  readonly #lines: () => number
  /** Set when somebody outside the program asked for its end. */
  asked: Asked | null = null

  /** `lines`: how long the run's log is now, so that each step knows where it stands among the lines. */
  constructor(seed: UnitSeed, onChange: OnChange, lines: () => number) {
    this.#unit = {
      daemon: false,
      helper: false,
      pid: null,
      tid: null,
      ppid: null,
      source: null,
      ...seed,
      state: 'new',
      wait: null,
      since: seed.createdAt,
      startedAt: null,
      startedBy: null,
      end: null,
      joined: false,
    }
    this.#onChange = onChange
    this.#lines = lines
    this.#steps = [{ at: seed.createdAt, state: 'new', wait: null, line: lines() }]
  }

  get unit(): Unit {
    return this.#unit
  }

  /** Oldest first; thinned at the old end. */
  get steps(): readonly Step[] {
    return this.#steps
  }

  get ended(): boolean {
    return hasEnded(this.#unit.state)
  }

  /**
   * Goes to a state in which the unit is alive. `false`: the table forbids it.
   * In the same kind of wait, a wait for another thing is a new step; other words for the same are not.
   */
  go(state: UnitState, at: Ns, wait: Wait | null = null, by: Actor = 'program'): boolean {
    const { state: from, wait: before, startedAt } = this.#unit
    if (hasEnded(state)) return false
    if (from === state) return this.#goOnWaiting(at, wait, before)
    if (!canGo(from, state)) return false
    const starts = startedAt === null
    this.#step(state, at, wait, starts ? { startedAt: at, startedBy: by } : {})
    return true
  }

  /** Ends; `false` if it has ended before: the first cause wins. */
  finish(end: UnitEnd): boolean {
    if (!canGo(this.#unit.state, end.state)) return false
    this.#step(end.state, end.at, null, { end })
    return true
  }

  /** Takes over facts other than the state; those that are the same already are left out. */
  change(changes: Partial<Omit<Unit, 'id' | 'state' | 'wait' | 'since' | 'end'>>): void {
    const before: Partial<Record<keyof Unit, unknown>> = this.#unit
    const news = Object.entries(changes).filter(
      ([key, value]) => value !== undefined && before[key as keyof Unit] !== value,
    )
    if (news.length > 0) this.#apply(Object.fromEntries(news))
  }

  /** Other words for what it waits for, without a new step. */
  rewordWait(wait: Wait): void {
    this.#apply({ wait })
    const last = this.#steps.length - 1
    const step = this.#steps[last]
    if (step) this.#steps[last] = { ...step, wait }
  }

  #goOnWaiting(at: Ns, wait: Wait | null, before: Wait | null): boolean {
    if (!wait) return true
    if (
      before &&
      before.unit === wait.unit &&
      before.object === wait.object &&
      before.prompt === wait.prompt
    ) {
      this.rewordWait(wait)
    } else {
      this.#step(this.#unit.state, at, wait, {})
    }
    return true
  }

  #step(state: UnitState, at: Ns, wait: Wait | null, more: Partial<Unit>): void {
    // Facts about one unit come over two connections (its own and its parent's): time never runs backwards.
    const since = Math.max(at, this.#unit.since)
    const step: Step = { at: since, state, wait, line: this.#lines() }
    if (this.#steps.length >= MAX_STEPS) this.#steps.splice(0, CHUNK)
    this.#steps.push(step)
    this.#apply({ ...more, state, wait, since }, step)
  }

  #apply(changes: Partial<Unit>, step?: Step): void {
    const before = this.#unit
    this.#unit = { ...before, ...changes }
    this.#onChange(before, this.#unit, changes, step)
  }
}
