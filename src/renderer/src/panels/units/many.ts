/** What several units allow: which of them, and why not the others. */
import type { UnitAction } from '../../../../contract/actions'
import type { Unit, UnitId } from '../../../../contract/unit'
import { t } from '../../i18n'
import type { RunData } from '../../stores/run-data'
import { refusalOf, refusalWords } from '../../unit-actions'

export interface Allowance {
  readonly allowed: readonly UnitId[]
  /** How many refuse, with the reasons; `null` when none does. */
  readonly reason: string | null
}

export function allowance(run: RunData, units: readonly Unit[], action: UnitAction): Allowance {
  const allowed: UnitId[] = []
  const reasons = new Set<string>()
  for (const unit of units) {
    const refusal = refusalOf(run, unit, action)
    if (refusal) reasons.add(refusalWords(refusal, action))
    else allowed.push(unit.id)
  }
  const refused = units.length - allowed.length
  return {
    allowed,
    reason: refused === 0 ? null : [t('action.notForSome', { n: refused }), ...reasons].join(' '),
  }
}
