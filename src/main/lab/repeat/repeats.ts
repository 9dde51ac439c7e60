/**
 * All repetitions of the Lab: the one that is under way and those that are over. Their examples are ordinary
 * runs that bear the repetition's name; whatever becomes of a repetition becomes of them.
 */
import type { CommandArgument } from '../../../contract/commands'
import { SpindleError } from '../../../contract/errors'
import { languageOfName, type Language, type Program } from '../../../contract/program'
import { MAX_ORDER_LINES, type Repeat, type RepeatId, type RepeatResult } from '../../../contract/repeat'
import { KEPT_RUNS, UNDO_MS, type Run, type RunId } from '../../../contract/run'
import type { Clock } from '../clock'
import type { EventStream, RunEvents } from '../event-stream'
import type { LiveRun } from '../run/live-run'
import type { RunMarks, Runs } from '../runs'
import { Answers } from './answers'
import { RepeatBook, type KeptRepeat } from './repeat-book'
import { RepeatRun } from './repeat-run'
import type { RepeatShelf } from './repeat-shelf'

/** A repetition under way is written down so often; what came since is lost when the Lab is killed. */
const WRITE_MS = 2_000

export interface RepeatsParts {
  readonly runs: Runs
  readonly shelf: RepeatShelf
  readonly events: EventStream
  readonly clock: Clock
  newId(): RepeatId
  /** The name a program is known by, as its runs have it. */
  titleOf(program: Program): Promise<Pick<Repeat, 'title' | 'language' | 'lesson'>>
  start(
    argument: CommandArgument<'run.start'>,
    repeat: NonNullable<Run['repeat']>,
    events: RunEvents,
  ): Promise<LiveRun>
  /** A process stands ready for the next trial. */
  ready(language: Language): Promise<void>
  readonly onDefect: (error: unknown) => void
}

interface Kept {
  repeat: Repeat
  /** Read when it is asked for. */
  book: RepeatBook | null
  readonly stored: KeptRepeat | null
}

export class Repeats {
  readonly #parts: RepeatsParts
  /** Newest first. */
  #kept = new Map<RepeatId, Kept>()
  readonly #aside = new Map<RepeatId, { readonly kept: Kept; readonly runs: RunId[]; cancel: () => void }>()
  #current: { readonly run: RepeatRun; readonly over: Promise<void>; writtenAt: number } | null = null

  constructor(parts: RepeatsParts) {
    this.#parts = parts
  }

  /** After the runs were loaded. Runs of trials that nobody has kept go. */
  async load(): Promise<void> {
    const { shelf, runs } = this.#parts
    const { kept, elsewhere } = await shelf.list()
    const examples = new Set<RunId>()
    for (const stored of kept.slice(0, KEPT_RUNS)) {
      const repeat: Repeat = { ...stored.repeat, state: 'ended', asks: null }
      this.#kept.set(repeat.id, { repeat, book: null, stored })
      for (const { run } of stored.trials) if (run) examples.add(run)
    }
    for (const { repeat } of kept.slice(KEPT_RUNS)) await shelf.remove(repeat.id)
    for (const { id, repeat } of runs.list()) {
      if (repeat && !elsewhere.has(repeat.id) && !examples.has(id)) await runs.discard(id)
    }
  }

  list(): Repeat[] {
    return [...this.#kept.values()].map(({ repeat }) => repeat)
  }

  /** Rejects with `too-many-runs` while another goes on, and as the preparation of a program does. */
  async start({ count, answersOf, ...argument }: CommandArgument<'repeat.start'>): Promise<RepeatId> {
    if (this.#current) throw new SpindleError('too-many-runs', { limit: 1 })
    const { clock, runs, shelf, events, newId, titleOf } = this.#parts
    const repeat: Repeat = {
      id: newId(),
      ...(await titleOf(argument.program)),
      speed: argument.speed,
      startedAtWall: clock.wall(),
      state: 'running',
      wanted: count,
      done: 0,
      orders: 0,
      asks: null,
      failure: null,
    }
    const answers = await this.#answersOf(answersOf)
    if (this.#current) throw new SpindleError('too-many-runs', { limit: 1 })
    const book = new RepeatBook(repeat)
    const run = new RepeatRun(argument, book, {
      clock,
      answers,
      ready: () => this.#parts.ready(repeat.language),
      start: this.#parts.start,
      over: (id) => runs.over(id),
      picture: (id) => runs.picture(id),
      answer: (id, unit, text) => this.#answer(id, unit, text),
      keep: (id) => runs.keep(id),
      discard: (id) => runs.discard(id),
      changed: (changes) => this.#changed(repeat.id, changes),
    })
    this.#kept = new Map([[repeat.id, { repeat, book, stored: null }], ...this.#kept])
    const over = shelf
      .claim(repeat.id)
      .then(() => shelf.put(book.kept()))
      .then(() => run.run())
      .catch((error: unknown) => this.#broken(repeat.id, error))
    this.#current = { run, over, writtenAt: clock.wall() }
    events.push({ type: 'repeat.added', repeat })
    await this.#makeRoom()
    return repeat.id
  }

  /** Rejects with `no-such-run`. One that is over stays as it is. */
  async stop(id: RepeatId): Promise<void> {
    this.#one(id)
    if (this.#current?.run.id === id) await this.#current.run.stop()
  }

  /** Rejects with `no-such-run` and, when nobody asks, with `not-waiting-for-input`. */
  answer(id: RepeatId, text: string): void {
    const { repeat } = this.#one(id)
    if (repeat.asks === null) throw new SpindleError('not-waiting-for-input', { unit: repeat.title })
    this.#current?.run.answer(text)
  }

  read(id: RepeatId, exact: boolean): RepeatResult {
    const book = this.#bookOf(this.#one(id))
    // Examples may have been removed one by one, or have become too old.
    const runs = new Set(this.#runsOf(id))
    for (const { run } of book.trials) if (run && !runs.has(run)) book.drop(run)
    return book.read(exact)
  }

  async mark(id: RepeatId, marks: RunMarks): Promise<void> {
    const kept = this.#one(id)
    const { pinned } = marks
    if (pinned !== undefined) for (const run of this.#runsOf(id)) await this.#parts.runs.mark(run, { pinned })
    await this.#changed(id, marks)
    if (kept.repeat.state === 'ended') await this.#write(kept)
  }

  /** Rejects with `no-such-run`, and with `action-refused` while it goes on. */
  async remove(id: RepeatId): Promise<void> {
    const kept = this.#one(id)
    if (kept.repeat.state !== 'ended' || this.#current?.run.id === id) {
      throw new SpindleError('action-refused', { action: 'remove', unit: id, reason: 'run-goes-on' })
    }
    this.#kept.delete(id)
    const runs = this.#runsOf(id)
    const cancel = this.#parts.clock.after(UNDO_MS, () => this.#forget(id))
    this.#aside.set(id, { kept, runs, cancel })
    await this.#parts.shelf.claim(id)
    for (const run of runs) await this.#parts.runs.remove(run)
    this.#parts.events.push({ type: 'repeat.removed', repeat: id })
  }

  /** Rejects with `no-such-run` when it is too late. */
  async restore(id: RepeatId): Promise<void> {
    const aside = this.#aside.get(id)
    if (!aside) throw new SpindleError('no-such-run', { run: id })
    aside.cancel()
    this.#aside.delete(id)
    for (const run of aside.runs) await this.#parts.runs.restore(run)
    await this.#parts.shelf.unclaim(id)
    const all = [...this.#kept.values(), aside.kept]
    all.sort((a, b) => (a.repeat.id < b.repeat.id ? 1 : -1))
    this.#kept = new Map(all.map((kept) => [kept.repeat.id, kept]))
    this.#parts.events.push({ type: 'repeat.added', repeat: aside.kept.repeat })
  }

  /** Ends what goes on; called before the runs are closed. Resolves when it is over. */
  async close(): Promise<void> {
    const current = this.#current
    await current?.run.stop()
    await current?.over
    for (const [id, { cancel }] of this.#aside) {
      cancel()
      await this.#parts.shelf.remove(id)
    }
    this.#aside.clear()
  }

  async #answersOf(run: RunId | undefined): Promise<Answers> {
    const answers = new Answers()
    if (run === undefined) return answers
    const picture = await this.#parts.runs.picture(run)
    const { lines } = await picture.readLog({}, 0, MAX_ORDER_LINES)
    answers.learn([...picture.model.units()], lines)
    return answers
  }

  #answer(run: RunId, unit: string, text: string): boolean {
    try {
      this.#parts.runs.actions(run).input(unit, text)
      return true
    } catch (error) {
      // It has gone on, or has come to its end, in the meantime.
      if (error instanceof SpindleError && error.owner === 'person') return false
      throw error
    }
  }

  async #changed(id: RepeatId, changes: Partial<Repeat>): Promise<void> {
    const kept = this.#kept.get(id)
    if (!kept) return
    const isCurrent = this.#current?.run.id === id
    if (isCurrent && changes.state === 'ended' && kept.book) {
      // Who is told of the end, or asks and finds it ended, may start the next one at once.
      kept.book.repeat = { ...kept.repeat, ...changes }
      await this.#write(kept)
      await this.#parts.shelf.unclaim(id)
      this.#current = null
    }
    kept.repeat = { ...kept.repeat, ...changes }
    if (kept.book) kept.book.repeat = kept.repeat
    this.#parts.events.push({ type: 'repeat.changed', repeat: id, changes })
    const now = this.#parts.clock.wall()
    if (!this.#current || !isCurrent || now - this.#current.writtenAt < WRITE_MS) return
    this.#current.writtenAt = now
    await this.#write(kept)
  }

  async #write(kept: Kept): Promise<void> {
    await this.#parts.shelf.put(this.#bookOf(kept).kept())
  }

  /** Its books cannot be kept any longer (a disk that is full): it ends with what it has. */
  #broken(id: RepeatId, error: unknown): void {
    this.#parts.onDefect(error)
    if (this.#current?.run.id === id) this.#current = null
    const kept = this.#kept.get(id)
    if (!kept) return
    const changes = { state: 'ended', asks: null, failure: SpindleError.from(error).toEnvelope() } as const
    kept.repeat = { ...kept.repeat, ...changes }
    this.#parts.events.push({ type: 'repeat.changed', repeat: id, changes })
  }

  async #makeRoom(): Promise<void> {
    const old = [...this.#kept.values()].filter(({ repeat }) => !repeat.pinned).slice(KEPT_RUNS)
    for (const { repeat } of old) {
      this.#kept.delete(repeat.id)
      await this.#parts.shelf.remove(repeat.id)
      for (const run of this.#runsOf(repeat.id)) await this.#parts.runs.discard(run)
      this.#parts.events.push({ type: 'repeat.removed', repeat: repeat.id })
    }
  }

  #forget(id: RepeatId): void {
    if (this.#aside.delete(id)) this.#parts.shelf.remove(id).catch(this.#parts.onDefect)
  }

  #one(id: RepeatId): Kept {
    const kept = this.#kept.get(id)
    if (!kept) throw new SpindleError('no-such-run', { run: id })
    return kept
  }

  #bookOf(kept: Kept): RepeatBook {
    kept.book ??= new RepeatBook(kept.repeat, kept.stored ?? undefined)
    return kept.book
  }

  #runsOf(id: RepeatId): RunId[] {
    return this.#parts.runs.list().flatMap((run) => (run.repeat?.id === id ? [run.id] : []))
  }
}

/** Name, language and lesson of a program before it was read. */
export function titleOfProgram(
  program: Program,
  fileName: (fileId: string) => Promise<string>,
): Promise<Pick<Repeat, 'title' | 'language' | 'lesson'>> | Pick<Repeat, 'title' | 'language' | 'lesson'> {
  switch (program.kind) {
    case 'lesson':
      return { title: program.lesson, language: program.language, lesson: program.lesson }
    case 'text':
      return { title: program.name, language: program.language, lesson: program.lesson ?? null }
    case 'file':
      return fileName(program.fileId).then((title) => ({
        title,
        language: languageOfName(title) ?? 'typescript',
        lesson: null,
      }))
  }
}
