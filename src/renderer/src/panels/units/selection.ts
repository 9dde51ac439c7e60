/** Several rows at once. The rows are named by their units, in the order in which they are shown. */
import type { UnitId } from '../../../../contract/unit'

export interface Selection {
  readonly units: ReadonlySet<UnitId>
  /** Where a range begins: the row that was chosen last without Shift. */
  readonly anchor: UnitId | null
}

export const NOTHING_SELECTED: Selection = { units: new Set(), anchor: null }

export const only = (unit: UnitId): Selection => ({ units: new Set([unit]), anchor: unit })

/** Adds the unit, or takes it out. */
export function toggled({ units }: Selection, unit: UnitId): Selection {
  const next = new Set(units)
  if (!next.delete(unit)) next.add(unit)
  return { units: next, anchor: unit }
}

/** Everything between the anchor and the unit, both included; the anchor stays. */
export function upTo({ anchor }: Selection, unit: UnitId, order: readonly UnitId[]): Selection {
  const from = anchor === null ? -1 : order.indexOf(anchor)
  const to = order.indexOf(unit)
  if (from < 0 || to < 0) return only(unit)
  return { units: new Set(order.slice(Math.min(from, to), Math.max(from, to) + 1)), anchor }
}

export const everything = ({ anchor }: Selection, order: readonly UnitId[]): Selection => ({
  units: new Set(order),
  anchor: anchor ?? order[0] ?? null,
})

/** Without units whose rows are gone. The same object when none is. */
export function among(selection: Selection, order: ReadonlySet<UnitId>): Selection {
  const units = [...selection.units].filter((unit) => order.has(unit))
  if (units.length === selection.units.size) return selection
  const { anchor } = selection
  return { units: new Set(units), anchor: anchor !== null && order.has(anchor) ? anchor : null }
}
