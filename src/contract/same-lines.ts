/**
 * Which unit, and which line, of one run is which of another run of the program. Pure; the Lab counts orders
 * by it, and the page compares logs by it.
 */
import type { Unit, UnitId, UnitKind } from './unit'

export interface UnitName {
  readonly name: string
  readonly kind: UnitKind
}

/**
 * PIDs differ and ids may (children are numbered as they come), so units go by kind and name, those of one
 * name in the order in which they were made. `units`: in order of creation. The main thread of a child
 * process goes by its process's name.
 */
export function nameUnits(units: Iterable<Unit>): Map<UnitId, UnitName> {
  const names = new Map<UnitId, UnitName>()
  const used = new Map<string, number>()
  const children = new Map<UnitId, UnitName>()
  for (const { id, kind, name, parent, process } of units) {
    const child = kind === 'main' ? children.get(process) : undefined
    if (child) {
      names.set(id, child)
      continue
    }
    const key = `${kind} ${name}`
    const times = (used.get(key) ?? 0) + 1
    used.set(key, times)
    const own = { name: times === 1 ? name : `${name} (${times})`, kind }
    names.set(id, own)
    // The first process is its program: its main thread keeps its own name.
    if (kind === 'process' && parent !== null) children.set(id, own)
  }
  return names
}

/** What stands in place of a number that does not count. */
export const MASK = '#'
/** Smaller ones are not taken for PIDs: they would be mistaken for counts. */
const LEAST_ID = 100

/** Masks the PIDs and TIDs of these units in a text: they differ in every run. */
export function idMask(units: Iterable<Unit>): (text: string) => string {
  const ids = new Set<number>()
  for (const { pid, tid } of units)
    for (const id of [pid, tid]) if (id !== null && id >= LEAST_ID) ids.add(id)
  return (text) => text.replace(/\d+/g, (digits) => (ids.has(Number(digits)) ? MASK : digits))
}
