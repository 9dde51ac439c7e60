/** Identity and scheduling of a unit as labels and values. */
import type { LabInfo } from '../../../../contract/lab-info'
import { hasEnded, type SourcePlace, type UnitId } from '../../../../contract/unit'
import { t, tCode, type MessageKey } from '../../i18n'
import { count, MISSING, span } from '../../look/format'
import { kindWord } from '../../look/words'
import type { RunData } from '../../stores/run-data'
import type { Subject } from './subject'

export interface Fact {
  readonly label: string
  readonly value: string
  /** The unit it names, to go to. */
  readonly other?: UnitId
  /** The platform has no such number. */
  readonly isMissing?: boolean
}

export function identityOf(run: RunData, { unit, shown, row }: Subject): Fact[] {
  const process = run.peek(unit.process)
  const parent = unit.kind === 'main' ? null : unit.parent
  const number = (value: number | null | undefined): string =>
    value == null ? t('inspector.notYet') : String(value)
  return [
    { label: t('unit.kind'), value: kindWord({ kind: row.kind, helper: unit.helper }) },
    { label: t('unit.pid'), value: number(unit.pid) },
    { label: t('unit.tid'), value: number(shown.tid) },
    { label: t('inspector.parentPid'), value: number(process?.ppid) },
    ...(parent
      ? [{ label: t('inspector.parent'), value: run.peek(parent)?.name ?? parent, other: parent }]
      : []),
    { label: t('unit.daemon'), value: t(unit.daemon ? 'inspector.yes' : 'inspector.no') },
    { label: t('inspector.language'), value: languageOf(run) },
  ]
}

function languageOf(run: RunData): string {
  const { language, facts } = run.run.value
  if (language === 'typescript') {
    return facts['node'] ? t('inspector.node', { version: String(facts['node']) }) : 'TypeScript'
  }
  const version = String(facts['python'] ?? '')
  if (!version) return 'Python'
  const gil = facts['gil']
  if (gil !== 'on' && gil !== 'off') return t('inspector.python', { version })
  return t('inspector.pythonGil', { version, gil: t(gil === 'on' ? 'inspector.gilOn' : 'inspector.gilOff') })
}

/** A line of the program without the folder it stands in, which is nobody's business on a projector. */
export function placeWords({ file, line }: SourcePlace): string {
  return t('inspector.line', { file: file.split(/[\\/]/).at(-1) ?? file, line })
}

/** Empty before the first sample. */
export function schedulingOf(run: RunData, { unit, shown }: Subject, info: LabInfo | null): Fact[] {
  const thread = run.threadSamples.get(shown.id)
  const process = unit.kind === 'process' ? run.processSamples.get(unit.id) : undefined
  if (!thread && !process) return []
  const missing = (label: string): Fact => ({ label, value: t('inspector.notHere'), isMissing: true })
  const facts: Fact[] = []
  const add = (key: MessageKey, value: string | null, isHere: boolean): void => {
    const label = t(key as 'inspector.core')
    if (value !== null) facts.push({ label, value })
    else facts.push(isHere ? { label, value: MISSING } : missing(label))
  }
  // Of what has ended the sums are left; what it was doing when it was looked at last says nothing.
  if (!hasEnded(shown.state)) {
    const letter = thread?.state ?? null
    add('inspector.schedulerState', letter && letterWords(letter), info?.samples.threadState !== false)
    add('inspector.core', thread?.core == null ? null : String(thread.core), info?.samples.core !== false)
  }
  const cpuNs = process?.cpuNs ?? thread?.cpuNs ?? null
  add('inspector.cpuTime', cpuNs === null ? null : span(cpuNs), info?.samples.threadCpu !== false)
  // What only some systems tell is left out by them.
  const isTold = info?.samples.threadState !== false
  add('inspector.queued', thread?.queuedNs === undefined ? null : span(thread.queuedNs), isTold)
  add('inspector.yields', times(thread?.yields), isTold)
  add('inspector.preemptions', times(thread?.preemptions), isTold)
  if (process?.threads != null) facts.push({ label: t('inspector.threads'), value: count(process.threads) })
  return facts
}

const LETTERS = new Set(['R', 'S', 'D', 'T', 't', 'Z', 'I', 'X'])
const letterWords = (letter: string): string =>
  LETTERS.has(letter) ? tCode(`inspector.letter.${letter}` as MessageKey, {}) : letter

const times = (n: number | undefined): string | null =>
  n === undefined ? null : t('inspector.switches', { n: count(n) })
