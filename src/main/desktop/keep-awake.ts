/** Keeps the machine from going to sleep while a run or a repetition is going, and only then. */
import type { PowerSaveBlocker } from 'electron'
import type { Batch } from '../../contract/events'
import type { RepeatId } from '../../contract/repeat'
import type { RunId } from '../../contract/run'

export class KeepAwake {
  readonly #blocker: Pick<PowerSaveBlocker, 'start' | 'stop'>
  readonly #going = new Set<RunId | RepeatId>()
  #id: number | null = null

  constructor(blocker: Pick<PowerSaveBlocker, 'start' | 'stop'>) {
    this.#blocker = blocker
  }

  batch({ patches }: Batch): void {
    for (const patch of patches) {
      if (patch.type === 'run.added' && patch.run.state !== 'ended') this.#going.add(patch.run.id)
      if (patch.type === 'run.changed' && patch.changes.state === 'ended') this.#going.delete(patch.run)
      if (patch.type === 'run.removed') this.#going.delete(patch.run)
      if (patch.type === 'repeat.added' && patch.repeat.state !== 'ended') this.#going.add(patch.repeat.id)
      if (patch.type === 'repeat.changed' && patch.changes.state === 'ended') this.#going.delete(patch.repeat)
    }
    if (this.#going.size > 0) this.#id ??= this.#blocker.start('prevent-app-suspension')
    else this.stop()
  }

  stop(): void {
    if (this.#id !== null) this.#blocker.stop(this.#id)
    this.#id = null
  }
}
