import type { Unit } from '../../../contract/unit'
import { signed } from './format'

/** What stands after the end of a lane: nothing after a normal end, else the signal or what went wrong. */
export function endMark({ state, end }: Pick<Unit, 'state' | 'end'>): string {
  if (state === 'terminated') return end?.signal ?? ''
  if (state !== 'failed' || !end) return ''
  const code = end.exitCode === null ? '' : `exit ${signed(end.exitCode)}`
  return [code, end.error?.type ?? ''].filter(Boolean).join(' · ')
}
