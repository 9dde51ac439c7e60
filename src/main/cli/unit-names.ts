/** What the reader of a terminal knows the units by, learnt from the batches. */
import type { Batch, Patch } from '../../contract/events'
import { UNKNOWN_UNIT, type Unit, type UnitId } from '../../contract/unit'

export class UnitNames {
  readonly #units = new Map<UnitId, Unit>()

  learn({ patches }: Batch): void {
    for (const patch of patches) this.#learn(patch)
  }

  /** `Thread-1 (work)`; in a child process `Process-1/Thread-1 (work)`, its main thread being `Process-1`. */
  of(id: UnitId): string {
    if (id === UNKNOWN_UNIT) return '?'
    const unit = this.#units.get(id)
    if (!unit) return id
    const process = this.#units.get(unit.process)
    const isFirst = process === undefined || process.parent === null
    if (unit.kind === 'process' || isFirst) return unit.name
    return unit.kind === 'main' ? process.name : `${process.name}/${unit.name}`
  }

  #learn(patch: Patch): void {
    if (patch.type === 'unit.added') this.#units.set(patch.unit.id, patch.unit)
    if (patch.type !== 'unit.changed') return
    const unit = this.#units.get(patch.unit)
    if (unit) this.#units.set(patch.unit, { ...unit, ...patch.changes })
  }
}
