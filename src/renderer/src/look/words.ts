/** What is written about a unit: its kind, its state and what it waits for, in the reader's language. */
import { hasEnded, type Unit, type UnitState, type Wait } from '../../../contract/unit'
import { t } from '../i18n'
import { seconds, signed } from './format'

/** The call a wait stands in, as code: `join(buyer)`, `lock(ledger)`, `get(orders)`; `''` when unnamed. */
export function waitCode(state: UnitState, wait: Wait | null): string {
  const label = wait?.label ?? ''
  if (!label) return ''
  switch (state) {
    case 'join':
    case 'lock':
    case 'semaphore':
    case 'event':
    case 'condition':
    case 'barrier':
      return `${state}(${label})`
    case 'queue':
      return `${wait?.side ?? 'get'}(${label})`
    case 'pipe':
      return `${wait?.side === 'put' ? 'send' : 'recv'}(${label})`
    default:
      return ''
  }
}

/** A status in two parts: `code` is set in the monospace face, `{code}` stands where it goes in `words`. */
export interface StatusText {
  readonly before: string
  readonly code: string
  readonly after: string
}

const plainStatus = (before: string): StatusText => ({ before, code: '', after: '' })

type NamedWait = 'join' | 'lock' | 'queue' | 'event' | 'condition' | 'semaphore' | 'barrier' | 'pipe'

/** The state of a unit in words. */
export function statusOf(unit: Pick<Unit, 'state' | 'wait' | 'end' | 'kind'>): StatusText {
  const { state, wait } = unit
  if (hasEnded(state)) return plainStatus(endWords(unit))
  switch (state) {
    case 'sleeping':
      return plainStatus(
        wait?.forNs === undefined
          ? t('state.sleeping')
          : t('state.sleepingFor', { seconds: seconds(wait.forNs) }),
      )
    case 'new':
    case 'starting':
    case 'running':
    case 'input':
    case 'exit':
      return plainStatus(t(`state.${state}`))
    default:
      return waitStatus(state, wait)
  }
}

/** Stands for the code in a message, so that the message can be cut there. */
const CODE_MARK = '\u0000'

function waitStatus(state: NamedWait, wait: Wait | null): StatusText {
  const code = waitCode(state, wait)
  if (!code) return plainStatus(t(`state.${state}`))
  const [before = '', after = ''] = t(`state.${state}For`, { what: CODE_MARK }).split(CODE_MARK)
  return { before, code, after }
}

/** How it ended: with its exit code, signal or error where there is one. */
export function endWords({ state, end, kind }: Pick<Unit, 'state' | 'end' | 'kind'>): string {
  switch (state) {
    case 'finished':
      return end?.exitCode == null || kind !== 'process'
        ? t('state.finished')
        : t('state.finishedCode', { code: signed(end.exitCode) })
    case 'failed':
      if (end?.exitCode != null) return t('state.failedCode', { code: signed(end.exitCode) })
      return end?.error ? t('state.failedError', { error: end.error.type }) : t('state.failed')
    case 'terminated':
      return end?.signal ? t('state.terminatedSignal', { signal: end.signal }) : t('state.terminated')
    case 'abandoned':
      return t('state.abandoned')
    default:
      return ''
  }
}

export const kindWord = (unit: Pick<Unit, 'kind' | 'helper'>): string =>
  unit.helper
    ? t('unit.kindHelper')
    : unit.kind === 'process'
      ? t('unit.kindProcess')
      : unit.kind === 'main'
        ? t('unit.kindMain')
        : t('unit.kindThread')
