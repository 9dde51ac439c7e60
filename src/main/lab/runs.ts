/**
 * All runs of the Lab: those that go on, those that are over and still in memory, and those of which only the
 * record is there. Owns them: whatever is here is closed here.
 */
import { SpindleError } from '../../contract/errors'
import { UNDO_MS, type Run, type RunId } from '../../contract/run'
import type { Clock } from './clock'
import type { EventStream } from './event-stream'
import { openRecord, type OpenedRecord } from './record/open-record'
import type { Shelf } from './record/shelf'
import { tooOld } from './record/too-old'
import { closeRun } from './run/close-run'
import type { LiveRun } from './run/live-run'
import type { RunPicture } from './run/run-picture'
import type { StartedRun } from './run/start-run'
import { UnitActions } from './run/unit-actions'

/** Runs that may go on at the same time; each is a tree of processes. */
export const MAX_LIVE_RUNS = 20
/** Finished runs that are kept open for reading; others are read from their records again. */
const KEPT_OPEN = 6

/** What a person can change of a run that is over. */
export type RunMarks = Pick<Run, 'name' | 'pinned'>

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
  /** Trials of repetitions that are not kept, or not yet: nobody is told of them. */
  readonly #hidden = new Set<RunId>()
  /** Runs that can still be brought back, with what cancels their end. */
  readonly #aside = new Map<RunId, { readonly run: Run; readonly cancel: () => void }>()

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
    return [...live.reverse(), ...this.#finished].filter(({ id }) => !this.#hidden.has(id))
  }

  liveRuns(): LiveRun[] {
    return [...this.#live.values()].map(({ started }) => started.run)
  }

  /** Throws `too-many-runs`. */
  checkRoom(): void {
    if (this.#live.size >= MAX_LIVE_RUNS) throw new SpindleError('too-many-runs', { limit: MAX_LIVE_RUNS })
  }

  /** Takes a run that was started; `empty` settles when its processes are gone. `isHidden`: see `keep`. */
  add(started: StartedRun, empty: Promise<void>, isHidden = false): void {
    if (isHidden) this.#hidden.add(started.run.id)
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

  /** A run as it is listed: with what stands beside its record. */
  asListed(run: Run): Run {
    return this.#finished.find(({ id }) => id === run.id) ?? run
  }

  /** Forgets a run that is over. Rejects with `no-such-run`, and with `action-refused` for one that goes on. */
  async remove(id: RunId): Promise<void> {
    const run = await this.#endedOne(id, 'remove')
    this.#finished = this.#finished.filter((one) => one.id !== id)
    this.#closeRecord(id)
    const cancel = this.#clock.after(UNDO_MS, () => this.#forget(id))
    this.#aside.set(id, { run, cancel })
    await this.#shelf.putAside(id)
    this.#events.push({ type: 'run.removed', run: id })
  }

  /** Brings back a run that was removed. Rejects with `no-such-run` when it is too late. */
  async restore(id: RunId): Promise<void> {
    const aside = this.#aside.get(id)
    if (!aside) throw new SpindleError('no-such-run', { run: id })
    aside.cancel()
    this.#aside.delete(id)
    await this.#shelf.putBack(id)
    this.#finish(aside.run)
    this.#events.push({ type: 'run.added', run: aside.run })
  }

  /** Rejects as `remove` does. */
  async mark(id: RunId, marks: RunMarks): Promise<void> {
    const run = { ...(await this.#endedOne(id, 'mark')), ...marks }
    this.#finished = this.#finished.map((one) => (one.id === id ? run : one))
    await this.#shelf.put(run)
    this.#events.push({ type: 'run.changed', run: id, changes: marks })
  }

  /** A hidden run that is over is kept like any other from now on. */
  async keep(id: RunId): Promise<void> {
    const run = this.#finished.find((one) => one.id === id)
    if (!run || !this.#hidden.delete(id)) return
    this.#events.push({ type: 'run.added', run })
    await this.#makeRoom()
  }

  /** Deletes a run that is over at once; nobody can bring it back. */
  async discard(id: RunId): Promise<void> {
    const wasHidden = this.#hidden.has(id)
    await this.#drop(id)
    if (!wasHidden) this.#events.push({ type: 'run.removed', run: id })
  }

  async close(): Promise<void> {
    await Promise.allSettled([...this.#live.values()].map(({ over }) => over))
    const open = [...this.#open.values()]
    this.#open.clear()
    await Promise.allSettled(open.map(async (opened) => (await opened).close()))
    const aside = [...this.#aside]
    this.#aside.clear()
    for (const [, { cancel }] of aside) cancel()
    await Promise.allSettled(aside.map(([id]) => this.#shelf.remove(id)))
  }

  async #close(started: StartedRun): Promise<Run> {
    const { picture } = started.run.book
    // A disk that takes no more is no reason to keep a run among the living.
    const closed = await closeRun(started, this.#clock).catch((error: unknown) => {
      this.#onDefect(error)
      return picture.run
    })
    const recordBytes = started.files.file.length
    const run = { ...closed, recordBytes }
    // Before it can be removed: what is removed must not be put back.
    await this.#shelf.put(run).catch(this.#onDefect)
    this.#keepOpen(run.id, Promise.resolve({ picture, close: () => started.files.file.close() }))
    this.#finish(run)
    this.#live.delete(run.id)
    if (this.#hidden.has(run.id)) return run
    this.#events.push({ type: 'run.changed', run: run.id, changes: { recordBytes } })
    // Whoever waits for the end has been told everything before.
    this.#events.flush()
    await this.#makeRoom()
    return run
  }

  /** Newest first: names sort by the time of the start. */
  #finish(run: Run): void {
    const later = this.#finished.findIndex(({ id }) => id < run.id)
    this.#finished.splice(later < 0 ? this.#finished.length : later, 0, run)
  }

  async #makeRoom(): Promise<void> {
    const seen = this.#finished.filter(({ id }) => !this.#hidden.has(id))
    for (const { id } of tooOld(seen.map((run) => ({ id: run.id, run })))) await this.discard(id)
  }

  async #endedOne(id: RunId, action: string): Promise<Run> {
    const live = this.#live.get(id)
    if (live) {
      const facts = { action, unit: id, reason: 'run-goes-on' }
      if (live.started.run.book.picture.run.state !== 'ended') throw new SpindleError('action-refused', facts)
      await live.over // its books are just being closed
    }
    const run = this.#finished.find((one) => one.id === id)
    if (!run) throw new SpindleError('no-such-run', { run: id })
    return run
  }

  #forget(id: RunId): void {
    if (this.#aside.delete(id)) this.#shelf.remove(id).catch(this.#onDefect)
  }

  async #drop(id: RunId): Promise<void> {
    this.#finished = this.#finished.filter((run) => run.id !== id)
    this.#hidden.delete(id)
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
