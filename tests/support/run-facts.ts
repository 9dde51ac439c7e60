/**
 * Builds the facts of a run by hand: a small story told in the order in which things happened, so that a
 * test reads like one. Times are seconds since the run's start.
 */
import type { LogStream } from '../../src/contract/log'
import { NS_PER_S } from '../../src/contract/time'
import { canGo, hasEnded, type Step, type Unit, type UnitEnd, type UnitState } from '../../src/contract/unit'
import type { RunFacts } from '../../src/lessons/facts'

type Wait = NonNullable<Unit['wait']>

export class Story {
  #units = new Map<string, Unit>()
  #steps: Record<string, Step[]> = {}
  #lines: RunFacts['lines'][number][] = []
  #ended: { at: number; exitCode: number } | null = null
  readonly #language: 'typescript' | 'python'

  constructor(language: 'typescript' | 'python' = 'typescript') {
    this.#language = language
    this.process('1', { name: 'MainProcess', pid: 100, at: 0 })
  }

  /** A process and its main thread; the first one is there from the beginning. */
  process(
    id: string,
    {
      name,
      pid,
      at,
      parent = null,
      daemon = false,
    }: {
      name: string
      pid: number
      at: number
      parent?: string | null
      daemon?: boolean
    },
  ): this {
    const ppid = parent === null ? 1 : (this.#units.get(parent)?.pid ?? null)
    this.#add({ id, kind: 'process', process: id, parent, name, pid, tid: pid, ppid, daemon }, at, 'running')
    this.#add(
      { id: `${id}.1`, kind: 'main', process: id, parent: id, name: 'MainThread', pid, tid: pid },
      at,
      'running',
    )
    return this
  }

  /** A thread that was made and started at once. */
  thread(
    id: string,
    { name, tid, at, daemon = false }: { name: string; tid: number; at: number; daemon?: boolean },
  ): this {
    const process = id.split('.')[0] ?? ''
    const pid = this.#units.get(process)?.pid ?? null
    this.#add({ id, kind: 'thread', process, parent: `${process}.1`, name, pid, tid, daemon }, at, 'running')
    return this
  }

  /** A thread or process that was made and not started. */
  unstarted(id: string, kind: 'thread' | 'process', name: string, at: number, daemon = false): this {
    this.#add({ id, kind, process: kind === 'process' ? id : '1', parent: '1.1', name, daemon }, at, 'new')
    return this
  }

  goes(id: string, state: UnitState, at: number, wait: Wait | null = null): this {
    const unit = this.#unit(id)
    if (!canGo(unit.state, state)) throw new Error(`${id} cannot go from ${unit.state} to ${state}`)
    this.#units.set(id, { ...unit, state, wait, since: at * NS_PER_S })
    this.#steps[id]?.push({ at: at * NS_PER_S, state, wait })
    return this
  }

  ends(id: string, at: number, end: Partial<Omit<UnitEnd, 'at'>> = {}): this {
    const state = end.state ?? 'finished'
    this.goes(id, state, at)
    const whole: UnitEnd = {
      state,
      at: at * NS_PER_S,
      exitCode: null,
      signal: null,
      askedBy: 'program',
      forced: false,
      error: null,
      ...end,
    }
    this.#units.set(id, { ...this.#unit(id), end: whole })
    return this
  }

  changes(id: string, changes: Partial<Unit>): this {
    this.#units.set(id, { ...this.#unit(id), ...changes })
    return this
  }

  prints(id: string, text: string, at: number, stream: LogStream = 'out'): this {
    const index = this.#lines.length
    this.#lines.push({ index, unit: id, stream, at: at * NS_PER_S, text, open: false })
    return this
  }

  /** The run is over. Whoever is left has ended before. */
  over(at: number, exitCode = 0): this {
    for (const { id, kind, state } of this.#units.values()) {
      if (state === 'new') this.ends(id, at, { state: 'abandoned' })
      else if (!hasEnded(state)) this.ends(id, at, { exitCode: kind === 'process' ? exitCode : null })
    }
    this.#ended = { at: at * NS_PER_S, exitCode }
    return this
  }

  facts(): RunFacts {
    return {
      run: {
        id: 'run-1',
        language: this.#language,
        title: 'story',
        lesson: null,
        state: this.#ended ? 'ended' : 'running',
        speed: 1,
        startedAtWall: 0,
        startedAt: 0,
        endedAt: this.#ended?.at ?? null,
        exitCode: this.#ended?.exitCode ?? null,
        facts: {},
        failure: null,
        logLines: this.#lines.length,
        logBytes: 0,
      },
      units: [...this.#units.values()],
      steps: this.#steps,
      lines: [...this.#lines],
    }
  }

  #unit(id: string): Unit {
    const unit = this.#units.get(id)
    if (!unit) throw new Error(`no unit ${id}`)
    return unit
  }

  #add(
    unit: Pick<Unit, 'id' | 'kind' | 'process' | 'parent' | 'name'> & Partial<Unit>,
    at: number,
    state: UnitState,
  ): void {
    const started = state === 'new' ? null : at * NS_PER_S
    this.#units.set(unit.id, {
      daemon: false,
      helper: false,
      pid: null,
      tid: null,
      ppid: null,
      state,
      wait: null,
      since: at * NS_PER_S,
      createdAt: at * NS_PER_S,
      startedAt: started,
      startedBy: started === null ? null : 'program',
      end: null,
      joined: false,
      source: null,
      ...unit,
    })
    this.#steps[unit.id] = [{ at: at * NS_PER_S, state, wait: null }]
  }
}
