/**
 * Stands between a trial and the stream of patches: nobody is told of its units, but who asks for input and
 * who waits in a circle is seen here.
 */
import type { Patch } from '../../../contract/events'
import type { UnitId } from '../../../contract/unit'
import type { RunEvents } from '../event-stream'

export interface TrialListener {
  /** A unit waits for a line. Called while its state is being applied: act later. */
  asks(unit: UnitId, prompt: string | null): void
  /** Units wait for each other in a circle; `false`: not any longer. */
  stuck(isStuck: boolean): void
}

export class TrialWatch implements RunEvents {
  readonly #listener: TrialListener

  constructor(listener: TrialListener) {
    this.#listener = listener
  }

  push(patch: Patch): void {
    if (patch.type === 'deadlock') this.#listener.stuck(patch.units.length > 0)
    if (patch.type !== 'unit.changed' || patch.changes.state !== 'input') return
    this.#listener.asks(patch.unit, patch.changes.wait?.prompt ?? null)
  }

  logGrew(): void {
    // Its lines are read when it is over.
  }
}
