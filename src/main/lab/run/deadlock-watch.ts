/** Keeps track of the one circle of waiting units that is shown, as units step from state to state. */
import { hasEnded, isAlive, type Unit, type UnitId } from '../../../contract/unit'
import { findCircle, type WaitGraph } from './deadlock'

export class DeadlockWatch {
  readonly #graph: WaitGraph
  readonly #units: () => Iterable<Unit>
  readonly #onCircle: (units: readonly UnitId[]) => void
  #circle: readonly UnitId[] = []
  /** Units that wait for a lock they hold themselves. */
  readonly #selfish = new Set<UnitId>()

  constructor(graph: WaitGraph, units: () => Iterable<Unit>, onCircle: (units: readonly UnitId[]) => void) {
    this.#graph = graph
    this.#units = units
    this.#onCircle = onCircle
  }

  get circle(): readonly UnitId[] {
    return this.#circle
  }

  /** A unit has taken a step, or the holder it waits for has changed. */
  stepped({ id, state, wait }: Unit): void {
    if (this.#circle.length > 0) {
      if (this.#stands(this.#circle[0])) return
      this.#show([])
    }
    if (state === 'lock' && wait?.holder === id) this.#selfish.add(id)
    else this.#selfish.delete(id)
    const candidates = hasEnded(state) || state === 'join' || state === 'exit' ? [id, ...this.#selfish] : [id]
    for (const candidate of candidates) {
      const circle = this.#circleOf(candidate)
      if (circle.length > 0) return this.#show(circle)
    }
  }

  #stands(first: UnitId | undefined): boolean {
    const now = first === undefined ? [] : this.#circleOf(first)
    return now.length === this.#circle.length && now.every((id, index) => id === this.#circle[index])
  }

  #circleOf(id: UnitId): readonly UnitId[] {
    const circle = findCircle(id, this.#graph)
    return circle.length === 1 && this.#mayBeHelped(id) ? [] : circle
  }

  /** Whether somebody is left who could release the lock. */
  #mayBeHelped(id: UnitId): boolean {
    for (const unit of this.#units()) {
      const helpless = unit.state === 'join' || unit.state === 'exit' || unit.state === 'lock'
      if (unit.id !== id && unit.kind !== 'process' && isAlive(unit.state) && !helpless) return true
    }
    return false
  }

  #show(circle: readonly UnitId[]): void {
    this.#circle = circle
    this.#onCircle(circle)
  }
}
