/** How the output of a run is shown. One format a file; all of them are fed with the same pieces and batches. */
import type { Batch } from '../../contract/events'
import type { Run } from '../../contract/run'
import type { OutputListener } from '../lab/output'

export interface Format {
  readonly piece: OutputListener
  batch(batch: Batch): void
  /** The run is over, and every piece and batch of it has been given. */
  end(run: Run): void
}
