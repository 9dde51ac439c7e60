/**
 * What a run is, from what happened in it: frames of its agents and facts of the Lab go in, in the order of
 * the record, and patches come out. It starts nothing, asks nobody and knows no clock, so a run read from
 * its record comes out the same as the run that was watched.
 */
import { FRAME, readPayload, type Payload } from '../../../contract/frames'
import type { Patch } from '../../../contract/events'
import type { Run } from '../../../contract/run'
import type { Ns } from '../../../contract/time'
import { isAlive, type Step, type Unit, type UnitId } from '../../../contract/unit'
import type { GoneFact, JoinedFact, LabFact, RunFact } from '../record/facts'
import { endWithProcess, processEnd } from '../unit/ends'
import { DeadlockWatch } from './deadlock-watch'
import { LinkBook } from './links'
import { SampleBook } from './sample-book'
import { UnitNews } from './unit-news'
import { UnitTable, type ProcessEntry } from './unit-table'

export type OnPatch = (patch: Patch) => void
/** Something impossible was told. */
export type OnDefect = (what: string) => void

/** Name of a run's first process until its agent says another. */
const FIRST_PROCESS = 'MainProcess'
/** Most notes of agents that are kept beside the facts of a run. */
const MAX_NOTES = 32

export class RunModel {
  readonly table: UnitTable
  readonly links: LinkBook
  readonly deadlock: DeadlockWatch
  readonly samples: SampleBook
  readonly #news: UnitNews
  readonly args: readonly string[]
  readonly source: string
  readonly #onPatch: OnPatch
  readonly #onDefect: OnDefect
  #run: Run
  #lastAt: Ns

  /** `lines`: how long the run's log is now. */
  constructor(
    fact: RunFact,
    at: Ns,
    lines: () => number,
    onPatch: OnPatch,
    onDefect: OnDefect = () => undefined,
  ) {
    this.#onPatch = onPatch
    this.#onDefect = onDefect
    this.#run = newRun(fact, at)
    this.args = fact.args
    this.source = fact.source
    this.#lastAt = at
    this.samples = new SampleBook((samples) => this.#onPatch({ type: 'samples', run: fact.id, samples }))
    this.links = new LinkBook((link) => this.#onPatch({ type: 'link.added', run: fact.id, link }))
    this.table = new UnitTable(
      ({ unit }) => this.#onPatch({ type: 'unit.added', run: fact.id, unit }),
      (before, after, changes, step) => this.#unitChanged(before, after, changes, step),
      lines,
    )
    this.#news = new UnitNews({
      table: this.table,
      links: this.links,
      onDefect,
      onNote: (code) => this.#noted(code),
    })
    this.deadlock = new DeadlockWatch(
      { unit: (id) => this.table.lives.get(id)?.unit, lefts: (id) => this.#leftsOf(id) },
      () => this.units(),
      (units) => this.#onPatch({ type: 'deadlock', run: fact.id, units }),
    )
    this.#onPatch({ type: 'run.added', run: this.#run })
    const first = this.table.addProcess('root', null, FIRST_PROCESS, at)
    first.life.go('starting', at, null, 'person')
  }

  get run(): Run {
    return this.#run
  }

  /** The latest time that was told. */
  get lastAt(): Ns {
    return this.#lastAt
  }

  *units(): Generator<Unit> {
    for (const life of this.table.lives.values()) yield life.unit
  }

  steps(): Record<UnitId, readonly Step[]> {
    return Object.fromEntries([...this.table.lives].map(([id, life]) => [id, [...life.steps]]))
  }

  /** Takes over how far the log has grown; told to the shells by `log.grew`, not here. */
  logGrew(logLines: number, logBytes: number): void {
    this.#run = { ...this.#run, logLines, logBytes }
  }

  /** Applies a frame of a process that is known. Throws `bad-frame` when its payload is none. Output is not for here. */
  frame(number: number, type: number, unit: number, at: Ns, payload: Uint8Array): void {
    const process = this.table.processes.get(number)
    if (!process) return this.#onDefect(`frame of process ${number}, which is not known`)
    this.#passes(at)
    switch (type) {
      case FRAME.unit:
        return this.#news.announced(process, unit, at, readPayload('unit', payload))
      case FRAME.state:
        return this.#news.stated(process, unit, at, readPayload('state', payload))
      case FRAME.end:
        return this.#news.ended(process, unit, at, readPayload('end', payload))
      case FRAME.change:
        return this.#news.changed(process, unit, readPayload('change', payload))
      case FRAME.link:
        return this.#news.linked(process, unit, at, readPayload('link', payload))
      case FRAME.sample:
        this.samples.toldBy(process, at, readPayload('sample', payload))
        return this.#usageChanged()
      case FRAME.note:
        return this.#noted(readPayload('note', payload).code)
      case FRAME.bye:
        return this.#saidBye(process, readPayload('bye', payload))
      default:
        this.#onDefect(`frame of type ${type}`)
    }
  }

  /** Applies a fact of the Lab. */
  fact(fact: LabFact, at: Ns): void {
    this.#passes(at)
    switch (fact.fact) {
      case 'run':
        return this.#onDefect('a second beginning')
      case 'spawned':
        this.table.processes.get(1)?.life.change({ pid: fact.pid })
        return this.#changeRun({ facts: { ...this.#run.facts, ...fact.facts } })
      case 'joined':
        return this.#joined(fact, at)
      case 'asked':
        return this.#asked(fact)
      case 'gone':
        return this.#gone(fact, at)
      case 'link': {
        const { kind, from, to, label, size } = fact
        return this.links.add({
          kind,
          at,
          from,
          to,
          ...(label && { label }),
          ...(size !== undefined && { size }),
        })
      }
      case 'wait': {
        const life = this.table.lives.get(fact.unit)
        if (!life || life.ended) return
        life.rewordWait(fact.wait)
        return this.deadlock.stepped(life.unit)
      }
      case 'samples':
        this.samples.tell({ at, processes: fact.processes, threads: fact.threads })
        return this.#usageChanged()
      case 'used':
        this.samples.used(fact.unit, fact.cpuNs, fact.peakBytes)
        return this.#usageChanged()
      case 'speed':
        return this.#changeRun({ speed: fact.speed })
      case 'failure':
        return this.#changeRun({ failure: fact.error })
      case 'defect':
        return
      case 'ended':
        return this.#runEnded(at)
      default:
        fact satisfies never
    }
  }

  /** A record that was cut off: what still lived when it was has died with the host. */
  cutOff(): void {
    if (this.#run.state === 'ended') return
    for (const process of this.table.processes.values()) {
      if (process.gone || !isAlive(process.life.unit.state)) continue
      this.#gone({ fact: 'gone', process: process.number, exitCode: null, signal: 'SIGKILL' }, this.#lastAt)
    }
    this.#changeRun({ cutOff: true })
    this.#runEnded(this.#lastAt)
  }

  #passes(at: Ns): void {
    if (at > this.#lastAt) this.#lastAt = at
  }

  #unitChanged(before: Unit, after: Unit, changes: Partial<Unit>, step: Step | undefined): void {
    const run = this.#run.id
    this.#onPatch({ type: 'unit.changed', run, unit: after.id, changes, ...(step && { step }) })
    if (!step) return
    const target = before.wait?.unit === undefined ? undefined : this.table.lives.get(before.wait.unit)?.unit
    this.links.follow(before, after, step, target)
    this.deadlock.stepped(after)
  }

  /** What the main thread of a process whose code is over still waits for (semantics M02, P20). */
  #leftsOf(id: UnitId): UnitId[] {
    const process = this.table.process(id)
    if (!process) return []
    const waitedFor = (unit: Unit) => isAlive(unit.state) && !unit.daemon && unit.kind !== 'main'
    return [...process.locals.values()].filter((local) => {
      const unit = this.table.lives.get(local)?.unit
      return unit !== undefined && unit.id !== process.id && waitedFor(unit)
    })
  }

  /** A run's first notes stand beside its facts: they tell of the limits of what is seen. */
  #noted(code: string): void {
    const name = `note:${code}`
    const notes = Object.keys(this.#run.facts).filter((key) => key.startsWith('note:'))
    if (name in this.#run.facts || notes.length >= MAX_NOTES) return
    this.#changeRun({ facts: { ...this.#run.facts, [name]: true } })
  }

  #saidBye(process: ProcessEntry, { code, cpuNs }: Payload<'bye'>): void {
    process.bye = code
    if (cpuNs === undefined) return
    this.samples.used(process.id, cpuNs, null)
    this.#usageChanged()
  }

  #usageChanged(): void {
    const { usage } = this.samples
    const known = this.#run.usage
    if (usage && (usage.cpuNs !== known?.cpuNs || usage.peakBytes !== known.peakBytes))
      this.#changeRun({ usage })
  }

  #joined(fact: JoinedFact, at: Ns): void {
    const process = this.#processOf(fact, at)
    if (process.number !== fact.process) this.#onDefect(`process ${fact.process} is ${process.number} here`)
    process.joined = true
    const { pid, ppid } = fact
    process.life.change({ pid, ppid, ...(process.announced === null && { name: fact.name }) })
    process.life.go('running', at)
    if (process.number !== 1) return
    const facts = { ...this.#run.facts, ...fact.facts }
    this.#changeRun(this.#run.state === 'starting' ? { state: 'running', facts } : { facts })
  }

  #processOf(fact: JoinedFact, at: Ns): ProcessEntry {
    const announced = fact.key === null ? undefined : this.table.processByKey(fact.key)
    if (announced && !announced.joined) return announced
    const parent = fact.parent === null ? undefined : this.table.processes.get(fact.parent)
    const name = fact.name ?? `PID ${fact.pid}`
    return this.table.addProcess(fact.key, parent ? this.table.mainId(parent) : '1', name, at)
  }

  #asked({ unit, by, signal, forced }: Extract<LabFact, { fact: 'asked' }>): void {
    const asked = { by, signal, forced }
    if (unit !== null) {
      const life = this.table.lives.get(unit)
      if (life) life.asked = asked
      return
    }
    for (const { life } of this.table.processes.values()) if (!life.ended) life.asked = asked
    if (this.#run.state !== 'ended') this.#changeRun({ state: 'stopping' })
  }

  /**
   * When a process ended: when its connection was seen to end, unless its parent had taken note of the end
   * before that. On a busy machine the Lab comes late, and nobody joins what is still alive.
   */
  #endedAt(process: ProcessEntry, seenAt: Ns): Ns {
    if (process.toldAt === null || process.toldAt >= seenAt) return seenAt
    const lives = [process.life, ...this.table.threadsOf(process)]
    return Math.max(process.toldAt, ...lives.map(({ unit }) => unit.since))
  }

  #gone(fact: GoneFact, at: Ns): void {
    const process = this.table.processes.get(fact.process)
    if (!process || process.gone) return
    process.gone = true
    this.samples.gone(process.id)
    const { exitCode, signal } = fact
    const own = exitCode === null && signal === null ? null : { exitCode, signal }
    const mainError = this.table.mainOf(process)?.unit.end?.error ?? null
    const { bye, told, life } = process
    const end = processEnd(
      { own, parent: told, bye, asked: life.asked, mainError },
      this.#endedAt(process, at),
    )
    for (const thread of this.table.threadsOf(process)) {
      if (!thread.ended) thread.finish(endWithProcess(thread.unit, end))
    }
    for (const child of this.table.childrenOf(process)) {
      if (child.life.unit.state === 'new') child.life.finish(endWithProcess(child.life.unit, end))
    }
    life.finish(end)
    if (end.signal !== null && end.askedBy === 'program') this.#signalLink(life.unit, end.signal, at)
    if (process.number === 1) this.#changeRun({ exitCode: end.exitCode })
  }

  /** The arrow of a signal whose sender did not tell of it. */
  #signalLink({ id, parent }: Unit, label: string, at: Ns): void {
    const told = this.links.links.some(({ kind, to }) => kind === 'signal' && to === id)
    if (!told && parent !== null) this.links.add({ kind: 'signal', at, from: parent, to: id, label })
  }

  #changeRun(changes: Partial<Run>): void {
    this.#run = { ...this.#run, ...changes }
    this.#onPatch({ type: 'run.changed', run: this.#run.id, changes })
  }

  #runEnded(endedAt: Ns): void {
    if (this.#run.state === 'ended') return
    for (const life of this.table.lives.values()) {
      // Announced and never seen: it was not started, or its start failed with the end of its parent.
      const { askedBy, forced } = {
        askedBy: life.asked?.by ?? 'program',
        forced: life.asked?.forced ?? false,
      } as const
      if (life.ended) continue
      life.finish({
        state: 'abandoned',
        at: endedAt,
        exitCode: null,
        signal: null,
        askedBy,
        forced,
        error: null,
      })
    }
    const { logLines, logBytes } = this.#run
    this.#changeRun({ state: 'ended', endedAt, logLines, logBytes })
  }
}

function newRun(fact: RunFact, at: Ns): Run {
  return {
    id: fact.id,
    language: fact.language,
    title: fact.title,
    lesson: fact.lesson,
    state: 'starting',
    speed: fact.speed,
    startedAtWall: fact.startedAtWall,
    startedAt: at,
    endedAt: null,
    exitCode: null,
    facts: fact.facts,
    failure: null,
    logLines: 0,
    logBytes: 0,
    ...(fact.repeat && { repeat: fact.repeat }),
  }
}
