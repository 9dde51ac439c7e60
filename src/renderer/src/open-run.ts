/** Puts a run that is kept on the screen, where it belongs: a lesson's run leads back to its lesson. */
import type { Run } from '../../contract/run'
import { placeOf } from './place-of-run'
import { useReport } from './report'
import { useLab } from './stores/lab'
import { useUi } from './stores/ui'

export function useOpenRun(): (run: Run) => Promise<void> {
  const lab = useLab()
  const ui = useUi()
  const report = useReport()
  return (run) =>
    report.guard(async () => {
      await lab.show(run.id)
      ui.select(null)
      ui.logUnit = null
      ui.go(placeOf(run))
    })
}
