/** Repeat and compare: what can be done with more than one run, from anywhere. */
import { useActionHandler } from './actions'
import { t } from './i18n'
import { runnable } from './runnable'
import { useLab } from './stores/lab'
import { useRepeats } from './stores/repeats'
import { useUi } from './stores/ui'
import { pairToCompare } from './panels/compare/pair'

export function useRunActions(): void {
  const lab = useLab()
  const ui = useUi()
  const repeats = useRepeats()

  useActionHandler('run.repeat', {
    whyNot: () => {
      // There the person is the program's main thread: it asks for something else every time.
      if (ui.view.name === 'free-lab') return t('command.notHere')
      return runnable.value || repeats.draft || repeats.going ? null : t('command.nothingToRun')
    },
    run: () => repeats.prepare(),
  })

  const pair = (): ReturnType<typeof pairToCompare> =>
    pairToCompare(
      [...lab.runs.values()].map(({ run }) => run.value),
      lab.currentId,
    )
  useActionHandler('run.compare', {
    whyNot: () => (pair() ? null : t('command.nothingToCompare')),
    run: () => {
      const runs = pair()
      if (runs) ui.go({ name: 'compare', runs })
    },
  })
}
