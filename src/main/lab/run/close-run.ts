/** Closes the books of a run whose processes are gone: the rest of its output, its record, its folder. */
import type { Run } from '../../../contract/run'
import type { Clock } from '../clock'
import type { LiveRun } from './live-run'
import type { StartedRun } from './start-run'

/**
 * What was written past the agents is read to its end. All writers of ours are dead by then; somebody who
 * left the run's session may hold the descriptors for ever, and is waited for until he has been silent for
 * RAW_SILENCE_MS, or for RAW_MS in all.
 */
export const RAW_SILENCE_MS = 300
export const RAW_MS = 3_000
const LOOK_MS = 20

export async function closeRun({ run, files, forget }: StartedRun, clock: Clock): Promise<Run> {
  const { book } = run
  await rawEnd(run, clock)
  run.hosted?.dropRaw()
  run.flush()
  await book.outputs.drained()
  book.tell({ fact: 'ended' })
  forget()
  await files.seal()
  return book.picture.run
}

async function rawEnd(run: LiveRun, clock: Clock): Promise<void> {
  const { book } = run
  let bytes = book.log.bytes
  let silentMs = 0
  for (let ms = 0; ms < RAW_MS && silentMs < RAW_SILENCE_MS && !run.hasRawEnded; ms += LOOK_MS) {
    await book.outputs.drained() // while nobody takes it, nothing is read
    await new Promise<void>((resolve) => clock.after(LOOK_MS, resolve))
    silentMs = book.log.bytes === bytes && !run.isHeld ? silentMs + LOOK_MS : 0
    bytes = book.log.bytes
  }
}
