/** Which rows are shown: typed words, each of which has to occur, and stages of life. */
import { hasEnded, isWaiting, type Unit, type UnitState } from '../../../../contract/unit'
import { t } from '../../i18n'
import { endWords, kindWord, statusOf } from '../../look/words'
import { statusUnit } from './columns'
import type { Row } from './rows'

export const STAGES = ['active', 'waiting', 'unborn', 'ended'] as const
export type Stage = (typeof STAGES)[number]

export interface Filter {
  readonly text: string
  /** None: all stages. */
  readonly stages: ReadonlySet<Stage>
}

export const NO_FILTER: Filter = { text: '', stages: new Set() }
export const isFiltering = ({ text, stages }: Filter): boolean => text.trim() !== '' || stages.size > 0

export function stageOf(state: UnitState): Stage {
  if (state === 'new') return 'unborn'
  if (hasEnded(state)) return 'ended'
  return isWaiting(state) ? 'waiting' : 'active'
}

/** Name, kind, numbers, state in the reader's words and as it is in code; lower case. */
export function searchText(unit: Unit, shown: Unit, kind: Row['kind']): string {
  const told = statusUnit(unit, shown)
  const { before, code, after } = statusOf(told)
  return [
    unit.name,
    kindWord({ kind, helper: unit.helper }),
    kind,
    unit.pid ?? '',
    shown.tid ?? '',
    told.state,
    before + code + after,
    endWords(unit),
    unit.daemon ? `daemon ${t('unit.daemon')}` : '',
  ]
    .join(' ')
    .toLowerCase()
}

export function passes(filter: Filter, unit: Unit, shown: Unit, kind: Row['kind']): boolean {
  if (filter.stages.size > 0 && !filter.stages.has(stageOf(statusUnit(unit, shown).state))) return false
  const words = filter.text.toLowerCase().split(/\s+/).filter(Boolean)
  if (words.length === 0) return true
  const text = searchText(unit, shown, kind)
  return words.every((word) => text.includes(word))
}
