/** The thread and process manager: the one object a shell composes. */
import type { CommandArgument, CommandName, CommandResult } from '../../contract/commands'
import { SpindleError } from '../../contract/errors'
import type { Batch } from '../../contract/events'
import type { Run, RunId } from '../../contract/run'
import type { LabOptions } from './options'
import type { OutputListener } from './output'

/** The commands a Lab serves; the others are the shell's. */
export type LabCommand = Extract<
  CommandName,
  `lab.${string}` | `run.${string}` | `unit.${string}` | `log.${string}`
>

export class Lab {
  readonly options: LabOptions

  constructor(options: LabOptions) {
    this.options = options
  }

  /** Serves a command whose argument has been checked by its schema. Rejects with a SpindleError. */
  async handle<N extends LabCommand>(command: N, _argument: CommandArgument<N>): Promise<CommandResult<N>> {
    throw new SpindleError('internal', { message: `${command} is not there yet` })
  }

  /** Ordered batches of patches, at most one per BATCH_MS; returns what ends the subscription. */
  onBatch(_listener: (batch: Batch) => void): () => void {
    return () => undefined
  }

  /**
   * The output of a run as it comes, in order, nothing lost, with back-pressure (see output.ts). To get all
   * of it, subscribe in the same turn in which `run.start` answered. Returns what ends the subscription.
   */
  onRunOutput(_run: RunId, _listener: OutputListener): () => void {
    return () => undefined
  }

  /** Called once when the run is over and all its output has been handed out; at once if it is over already. */
  onRunEnd(_run: RunId, _listener: (run: Run) => void): () => void {
    return () => undefined
  }

  /** Ends every run and gives everything back. Bounded: nothing waits longer than CLOSE_MS. */
  async close(): Promise<void> {}
}
