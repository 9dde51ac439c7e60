/**
 * Which unit of one run is which of another. PIDs differ and ids may (children are numbered as they come), so
 * units go by kind and name, those of one name in the order in which they were made.
 */
import type { Unit, UnitId, UnitKind } from '../../../contract/unit'

export interface UnitName {
  readonly name: string
  readonly kind: UnitKind
}

/** `units`: in order of creation. A main thread of a child process goes by its process's name. */
export function nameUnits(units: Iterable<Unit>): Map<UnitId, UnitName> {
  const names = new Map<UnitId, UnitName>()
  const used = new Map<string, number>()
  const processes = new Map<UnitId, UnitName>()
  for (const unit of units) {
    const process = unit.kind === 'main' ? processes.get(unit.process) : undefined
    if (process && process.name !== '') {
      names.set(unit.id, process)
      continue
    }
    const key = `${unit.kind} ${unit.name}`
    const times = (used.get(key) ?? 0) + 1
    used.set(key, times)
    const name = { name: times === 1 ? unit.name : `${unit.name} (${times})`, kind: unit.kind }
    names.set(unit.id, name)
    if (unit.kind !== 'process') continue
    // The first process is its program: its main thread keeps its own name.
    processes.set(unit.id, unit.parent === null ? { ...name, name: '' } : name)
  }
  return names
}
