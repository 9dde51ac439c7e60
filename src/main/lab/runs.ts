/**
 * All runs of the Lab: those that go on, those that are over and still in memory, and those of which only the
 * record is there. Owns them: whatever is here is closed here.
 */
import { SpindleError } from '../../contract/errors'
import type { Run, RunId } from '../../contract/run'
import type { Clock } from './clock'
import type { EventStream } from './event-stream'
import { openRecord, type OpenedRecord } from './record/open-record'
import { KEPT_RUNS, type Shelf } from './record/shelf'
import { closeRun } from './run/close-run'
import type { LiveRun } from './run/live-run'
import type { RunPicture } from './run/run-picture'
import type { StartedRun } from './run/start-run'
import { UnitActions } from './run/unit-actions'

/** Runs that may go on at the same time; each is a tree of processes. */
export const MAX_LIVE_RUNS = 20
/** Finished runs that are kept open for reading; others are read from their records again. */
const KEPT_OPEN = 6

interface Live {
  readonly started: StartedRun
  readonly actions: UnitActions
  readonly over: Promise<Run>
}

export class Runs {
  readonly #shelf: Shelf
  readonly #events: EventStream
  readonly #clock: Clock
  readonly #onDefect: (error: unknown) => void
  readonly #live = new Map<RunId, Live>()
  /** Newest first. */
  #finished: Run[] = []
  readonly #open = new Map<RunId, Promise<OpenedRecord>>()

  constructor(shelf: Shelf, events: EventStream, clock: Clock, onDefect: (error: unknown) => void) {
    this.#shelf = shelf
    this.#events = events
    this.#clock = clock
    this.#onDefect = onDefect
  }

  async load(): Promise<void> {
    await this.#shelf.open()
    this.#finished = await this.#shelf.list()
  }

  /** Every run that is known, newest first. */
  list(): Run[] {
    const live = [...this.#live.values()].map(({ started }) => started.run.book.picture.run)
    return [...live.reverse(), ...this.#finished]
  }

  liveRuns(): LiveRun[] {
    return [...this.#live.values()].map(({ started }) => started.run)
  }

  /** Throws `too-many-runs`. */
  checkRoom(): void {
    if (this.#live.size >= MAX_LIVE_RUNS) throw new SpindleError('too-many-runs', { limit: MAX_LIVE_RUNS })
  }

  /** Takes a run that was started; `empty` settles when its processes are gone. */
  add(started: StartedRun, empty: Promise<void>): void {
    const over = empty.then(() => this.#close(started))
    over.catch(this.#onDefect)
    this.#live.set(started.run.id, { started, actions: new UnitActions(started.run), over })
  }

  /** Throws `no-such-run`, also for a run that is over. */
  live(id: RunId): LiveRun {
    return this.#liveOne(id).started.run
  }

  actions(id: RunId): UnitActions {
    return this.#liveOne(id).actions
  }

  isLive(id: RunId): boolean {
    return this.#live.has(id)
  }

  /** Settles when the run is over and its books are closed; at once if they are. Rejects with `no-such-run`. */
  async over(id: RunId): Promise<Run> {
    const live = this.#live.get(id)
    if (live) return live.over
    const run = this.#finished.find((one) => one.id === id)
    if (!run) throw new SpindleError('no-such-run', { run: id })
    return run
  }

  /** What can be asked about a run. Rejects with `no-such-run`, `bad-record`, `record-too-new`. */
  async picture(id: RunId): Promise<RunPicture> {
    const live = this.#live.get(id)
    if (live) return live.started.run.book.picture
    if (!this.#finished.some((run) => run.id === id)) throw new SpindleError('no-such-run', { run: id })
    const opened = this.#open.get(id) ?? openRecord(this.#shelf.recordPath(id))
    this.#keepOpen(id, opened)
    try {
      return (await opened).picture
    } catch (error) {
      this.#open.delete(id)
      throw error
    }
  }

  /** Forgets a run that is over. Rejects with `no-such-run`, and with `action-refused` for one that goes on. */
  async remove(id: RunId): Promise<void> {
    const live = this.#live.get(id)
    if (live) {
      const facts = { action: 'remove', unit: id, reason: 'run-goes-on' }
      if (live.started.run.book.picture.run.state !== 'ended') throw new SpindleError('action-refused', facts)
      await live.over // its books are just being closed
    }
    if (!this.#finished.some((run) => run.id === id)) throw new SpindleError('no-such-run', { run: id })
    await this.#drop(id)
    this.#events.push({ type: 'run.removed', run: id })
  }

  async close(): Promise<void> {
    await Promise.allSettled([...this.#live.values()].map(({ over }) => over))
    const open = [...this.#open.values()]
    this.#open.clear()
    await Promise.allSettled(open.map(async (opened) => (await opened).close()))
  }

  async #close(started: StartedRun): Promise<Run> {
    const run = await closeRun(started, this.#clock)
    const { picture } = started.run.book
    // Before it can be removed: what is removed must not be put back.
    await this.#shelf.put(run)
    this.#keepOpen(run.id, Promise.resolve({ picture, close: () => started.files.file.close() }))
    this.#finished.unshift(run)
    this.#live.delete(run.id)
    // Whoever waits for the end has been told everything before.
    this.#events.flush()
    for (const old of this.#finished.slice(KEPT_RUNS)) {
      await this.#drop(old.id)
      this.#events.push({ type: 'run.removed', run: old.id })
    }
    return run
  }

  async #drop(id: RunId): Promise<void> {
    this.#finished = this.#finished.filter((run) => run.id !== id)
    this.#closeRecord(id)
    await this.#shelf.remove(id)
  }

  #keepOpen(id: RunId, opened: Promise<OpenedRecord>): void {
    this.#open.delete(id)
    this.#open.set(id, opened)
    for (const oldest of [...this.#open.keys()].slice(0, -KEPT_OPEN)) this.#closeRecord(oldest)
  }

  #closeRecord(id: RunId): void {
    const opened = this.#open.get(id)
    this.#open.delete(id)
    // One that could not be opened has nothing to close.
    opened?.then(({ close }) => close()).catch(() => undefined)
  }

  #liveOne(id: RunId): Live {
    const live = this.#live.get(id)
    if (live) return live
    const isOver = this.#finished.some((run) => run.id === id)
    if (isOver) throw new SpindleError('action-refused', { action: 'run', unit: id, reason: 'run-is-over' })
    throw new SpindleError('no-such-run', { run: id })
  }
}
