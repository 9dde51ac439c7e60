/** The output of a run as it came, for those who pass it on (the CLI). */
import type { LogStream } from '../../contract/log'
import type { Ns } from '../../contract/time'
import type { UnitId } from '../../contract/unit'

/** One piece of output: what one `print` or write gave, of any length, not cut at line ends. */
export interface OutputPiece {
  /** UNKNOWN_UNIT as in LogLine. */
  readonly unit: UnitId
  readonly stream: LogStream
  /** `raw` only: the descriptor it was written to. The CLI passes it on to its own stdout or stderr by it. */
  readonly fd?: 1 | 2
  /** A view that is good until the listener returns: copy it to keep it. */
  readonly bytes: Uint8Array
  readonly at: Ns
}

/**
 * Gets every piece of output in order. A listener that returns a promise is waited for: until it is
 * settled the Lab reads no further from the run, so that nothing piles up and nothing is lost.
 */
export type OutputListener = (piece: OutputPiece) => void | Promise<void>
