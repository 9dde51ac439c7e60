/** Rows as text to paste: one line per unit, columns cut by tabs, with a line of heads. */
import type { Ns } from '../../../../contract/time'
import { t } from '../../i18n'
import { bytes, MISSING, percent, seconds } from '../../look/format'
import { kindWord, statusOf } from '../../look/words'
import type { RunData } from '../../stores/run-data'
import { cpuOf, elapsedOf, isUnjoined, memoryOf, statusUnit } from './columns'
import type { Row } from './rows'

export function rowsText(run: RunData, rows: readonly Row[], now: Ns): string {
  const heads = [
    t('unit.name'),
    t('unit.kind'),
    t('unit.pid'),
    t('unit.tid'),
    t('unit.parentPid'),
    t('unit.daemon'),
    t('unit.status'),
    t('unit.cpuPercent'),
    t('unit.memory'),
    t('unit.elapsed'),
  ]
  const lines = rows.map((row) => cellsOf(run, row, now).map(plain).join('\t'))
  return [heads.join('\t'), ...lines].join('\n')
}

function cellsOf(run: RunData, row: Row, now: Ns): string[] {
  const unit = run.peek(row.unit)
  const shown = run.peek(row.shown) ?? unit
  if (!unit || !shown) return []
  const status = statusOf(statusUnit(unit, shown))
  const cpu = cpuOf(run, row, unit)
  const memory = memoryOf(run, unit)
  const elapsed = elapsedOf(unit, now)
  return [
    unit.name,
    kindWord({ kind: row.kind, helper: unit.helper }),
    String(unit.pid ?? MISSING),
    String(shown.tid ?? MISSING),
    String(run.peek(unit.process)?.ppid ?? MISSING),
    t(unit.daemon ? 'unit.daemon' : 'unit.notDaemon'),
    status.before + status.code + status.after + (isUnjoined(unit) ? ` (${t('unit.notJoined')})` : ''),
    cpu === null ? MISSING : percent(cpu),
    memory === null ? MISSING : bytes(memory),
    elapsed === null ? MISSING : seconds(elapsed),
  ]
}

/** A name may hold anything; a cell holds neither tabs nor line ends. */
const plain = (cell: string): string => cell.replace(/\s+/g, ' ').trim()
