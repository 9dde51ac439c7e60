/** How a unit is named where it stands alone: its tag's shape is its kind, its hue its process. */
import { UNKNOWN_UNIT, type UnitId } from '../../../contract/unit'
import { t } from '../i18n'
import type { RunData } from '../stores/run-data'
import { hueClass } from './states'

export interface TagLook {
  readonly name: string
  readonly classes: string
}

export function tagOf(run: RunData, id: UnitId): TagLook {
  if (id === UNKNOWN_UNIT) return { name: t('log.unknownProcess'), classes: 'tag k-process' }
  const unit = run.peek(id)
  if (!unit) return { name: id, classes: `tag ${hueClass(id)}` }
  const process = run.peek(unit.process)
  const hue = hueClass(unit.process)
  // The main thread of a child process is known by the process: that is what the program calls it.
  if (unit.kind === 'process' || (unit.kind === 'main' && process && process.parent !== null)) {
    return { name: process?.name ?? unit.name, classes: `tag ${hue} k-process` }
  }
  if (unit.kind === 'main') return { name: unit.name, classes: `tag ${hue} k-main` }
  return { name: unit.name, classes: `tag ${hue}${unit.daemon ? ' k-daemon' : ''}` }
}
