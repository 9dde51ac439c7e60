/**
 * The one stream of patches, in batches. A batch is sent BATCH_MS after its first patch, so that a page
 * draws once for all of it; whoever asks for a picture (`lab.snapshot`, `run.open`) has what is waiting sent
 * first, so that the picture's `seq` is exact.
 *
 * Bounds within a batch: one `log.grew` per run, STEPS_PER_BATCH steps per unit, LINKS_PER_BATCH links. A unit
 * that changes more often than can be seen keeps its last state here and its steps in the run's own picture;
 * so do links.
 */
import type { Batch, Patch } from '../../contract/events'
import type { RunId } from '../../contract/run'
import type { Clock } from './clock'

/** About one frame of a screen. */
export const BATCH_MS = 16
export const STEPS_PER_BATCH = 32
export const LINKS_PER_BATCH = 256

type UnitChanged = Extract<Patch, { type: 'unit.changed' }>
type LogGrew = Extract<Patch, { type: 'log.grew' }>

/** What a run tells of itself; a run nobody is told of gets another one. */
export type RunEvents = Pick<EventStream, 'push' | 'logGrew'>

export class EventStream {
  readonly #clock: Clock
  readonly #listeners = new Set<(batch: Batch) => void>()
  readonly #onDefect: (error: unknown) => void
  #seq = 0
  #patches: Patch[] = []
  #timer: (() => void) | null = null
  #links = 0
  /** Steps of each unit in this batch, and the place of its last patch. */
  #steps = new Map<string, { count: number; last: number }>()
  /** Runs whose log has grown, and how to tell of it when the batch goes out. */
  #logs = new Map<RunId, () => LogGrew>()

  constructor(clock: Clock, onDefect: (error: unknown) => void) {
    this.#clock = clock
    this.#onDefect = onDefect
  }

  /** The number of the last batch that was sent. */
  get seq(): number {
    return this.#seq
  }

  subscribe(listener: (batch: Batch) => void): () => void {
    this.#listeners.add(listener)
    return () => void this.#listeners.delete(listener)
  }

  push(patch: Patch): void {
    if (patch.type === 'unit.changed') this.#pushChange(patch)
    else if (patch.type !== 'link.added') this.#patches.push(patch)
    else if (this.#links++ < LINKS_PER_BATCH) this.#patches.push(patch)
    this.#arm()
  }

  /** The log of a run has grown; `tell` is asked for the totals when the batch is sent. */
  logGrew(run: RunId, tell: () => LogGrew): void {
    this.#logs.set(run, tell)
    this.#arm()
  }

  /** Sends what is waiting now. */
  flush(): void {
    this.#timer?.()
    this.#timer = null
    const patches = this.#patches
    for (const tell of this.#logs.values()) patches.push(tell())
    this.#logs.clear()
    if (patches.length === 0) return
    this.#patches = []
    this.#steps.clear()
    this.#links = 0
    this.#seq += 1
    const batch: Batch = { seq: this.#seq, patches }
    for (const listener of this.#listeners) {
      try {
        listener(batch)
      } catch (error) {
        this.#onDefect(error) // a listener's fault is not the run's
      }
    }
  }

  close(): void {
    this.flush()
    this.#listeners.clear()
  }

  #arm(): void {
    this.#timer ??= this.#clock.after(BATCH_MS, () => {
      this.#timer = null
      this.flush()
    })
  }

  #pushChange(patch: UnitChanged): void {
    const key = `${patch.run} ${patch.unit}`
    const known = this.#steps.get(key)
    const last = known && this.#patches[known.last]
    if (known && last?.type === 'unit.changed' && (!patch.step || known.count >= STEPS_PER_BATCH)) {
      // In place of the last one: later values win, and so does the later step.
      const step = patch.step ?? last.step
      this.#patches[known.last] = {
        ...last,
        changes: { ...last.changes, ...patch.changes },
        ...(step && { step }),
      }
      return
    }
    this.#patches.push(patch)
    this.#steps.set(key, {
      count: (known?.count ?? 0) + (patch.step ? 1 : 0),
      last: this.#patches.length - 1,
    })
  }
}
