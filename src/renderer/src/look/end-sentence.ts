/** How a unit ended, as a sentence: its code, what ended it and who asked for that. */
import type { Unit, UnitEnd } from '../../../contract/unit'
import { t } from '../i18n'
import { signed } from './format'

/** `''` while it has not ended. */
export function endSentence(unit: Unit): string {
  const { end, kind, startedAt, daemon } = unit
  if (!end) return ''
  switch (end.state) {
    case 'finished':
      return end.exitCode === null || kind !== 'process'
        ? t('end.finished')
        : t('end.finishedCode', { code: signed(end.exitCode) })
    case 'failed':
      return metNoInput(unit) ? `${failed(end)}. ${t('end.noInput')}` : failed(end)
    case 'terminated':
      return terminated(end)
    case 'abandoned':
      if (startedAt === null) return t('end.neverStarted')
      return daemon ? t('end.abandonedDaemon') : t('end.abandoned')
  }
}

/** A child process has asked for input, and nobody can give it any (semantics P35). */
const metNoInput = ({ process, end }: Unit): boolean => process !== '1' && end?.error?.type === 'EOFError'

function failed({ exitCode, error }: UnitEnd): string {
  const what = error ? `${error.type}${error.message ? `: ${error.message}` : ''}` : ''
  if (exitCode === null) return what ? t('end.failedError', { error: what }) : t('end.failed')
  const code = signed(exitCode)
  return what ? t('end.failedCodeError', { code, error: what }) : t('end.failedCode', { code })
}

function terminated({ exitCode, signal, askedBy, forced }: UnitEnd): string {
  const asked = t(`end.by.${askedBy}`) + (forced ? t('end.forced') : '')
  if (signal === null) return t('end.terminated', { asked })
  return exitCode === null
    ? t('end.terminatedSignal', { signal, asked })
    : t('end.terminatedCode', { code: signed(exitCode), signal, asked })
}
