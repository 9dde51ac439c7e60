/** How a run is doing, with its look: for the top bar and the history. */
import type { Run } from '../../../contract/run'
import { t } from '../i18n'
import { signed } from './format'
import type { StateIcon } from './state-icons'
import type { StateTokens } from './states'

export interface RunLook {
  readonly tokens: StateTokens
  readonly icon: StateIcon
  readonly words: string
}

export function lookOfRun(run: Run): RunLook {
  switch (run.state) {
    case 'starting':
      return { tokens: 'start', icon: 's-start', words: t('run.starting') }
    case 'running':
      return { tokens: 'run', icon: 's-run', words: t('run.running') }
    case 'stopping':
      return { tokens: 'term', icon: 's-term', words: t('run.stopping') }
    case 'ended':
      return lookOfEnd(run)
  }
}

function lookOfEnd({ failure, exitCode }: Run): RunLook {
  if (failure) return { tokens: 'fail', icon: 's-fail', words: t('run.notStarted') }
  if (exitCode === null) return { tokens: 'done', icon: 's-done', words: t('run.ended') }
  if (exitCode < 0)
    return { tokens: 'term', icon: 's-term', words: t('run.signalled', { code: signed(exitCode) }) }
  return exitCode === 0
    ? { tokens: 'done', icon: 's-done', words: t('run.endedWith', { code: exitCode }) }
    : { tokens: 'fail', icon: 's-fail', words: t('run.failed', { code: exitCode }) }
}
