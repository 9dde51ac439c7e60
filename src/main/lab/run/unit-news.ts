/** What agents tell of their units, applied to the table of a run's units. */
import type { Payload } from '../../../contract/frames'
import type { Ns } from '../../../contract/time'
import { hasEnded, type Link, type UnitId } from '../../../contract/unit'
import type { UnitLife } from '../unit/unit-life'
import type { LinkBook } from './links'
import type { ProcessEntry, UnitTable } from './unit-table'

export interface UnitNewsParts {
  readonly table: UnitTable
  readonly links: LinkBook
  /** Something impossible was told. */
  readonly onDefect: (what: string) => void
  /** Something the reader of the run should know, by its code. */
  readonly onNote: (code: string) => void
}

export class UnitNews {
  readonly #parts: UnitNewsParts
  readonly #table: UnitTable

  constructor(parts: UnitNewsParts) {
    this.#parts = parts
    this.#table = parts.table
  }

  /** A unit exists. */
  announced(process: ProcessEntry, number: number, at: Ns, told: Payload<'unit'>): void {
    const known = this.#table.local(process, number)
    if (known) {
      this.#parts.onDefect(`unit ${number} of process ${process.number} was announced twice`)
      return
    }
    if (this.#table.isFull) return this.#parts.onNote('too-many-units')
    const creator = told.creator === undefined ? undefined : process.locals.get(told.creator)
    if (told.kind === 'process') return this.#announcedProcess(process, number, at, told, creator)
    const life = this.#table.addThread(process, number, {
      kind: told.kind,
      parent: told.kind === 'main' ? process.id : (creator ?? this.#table.mainId(process)),
      name: told.name,
      createdAt: at,
      daemon: told.daemon,
      helper: told.helper,
      pid: process.life.unit.pid,
      tid: told.tid ?? null,
      source: told.source ?? null,
    })
    if (told.kind === 'main' && told.tid !== undefined) process.life.change({ tid: told.tid })
    if (told.state !== 'new') life.go(told.state, at)
  }

  #announcedProcess(
    by: ProcessEntry,
    number: number,
    at: Ns,
    told: Payload<'unit'>,
    creator: UnitId | undefined,
  ): void {
    const parent = creator ?? this.#table.mainId(by)
    const early = told.key === undefined ? undefined : this.#table.processByKey(told.key)
    const child = early ?? this.#table.addProcess(told.key ?? null, parent, told.name, at)
    if (child.announced || child === by) {
      return this.#parts.onDefect(`process ${child.number} was announced twice`)
    }
    this.#table.announce(child, by, number)
    const { daemon, helper, name, source = null } = told
    child.life.change({ parent, name, daemon, helper, source })
    if (told.state !== 'new') child.life.go(told.state, at)
  }

  /** A unit has another state. */
  stated(process: ProcessEntry, number: number, at: Ns, told: Payload<'state'>): void {
    const life = this.#lifeOf(process, number)
    if (!life) return
    if (hasEnded(told.state) || told.state === 'new') {
      return this.#parts.onDefect(`${life.unit.id} is told to be ${told.state} by a state`)
    }
    const { kind, state } = life.unit
    // A parent tells that it starts a child and how it ended; that it runs the child says itself.
    if (kind === 'process' && (told.state !== 'starting' || state !== 'new')) return
    if (!life.go(told.state, at, this.#table.translate(process, told.wait), told.by)) {
      this.#parts.onDefect(`${life.unit.id} cannot go from ${state} to ${told.state}`)
    }
  }

  /** A unit has ended; a parent tells it of its child as well. */
  ended(process: ProcessEntry, number: number, at: Ns, told: Payload<'end'>): void {
    const life = this.#lifeOf(process, number)
    if (!life) return
    const { unit } = life
    if (unit.kind === 'process') {
      const child = this.#table.process(unit.id)
      if (!child || child === process || child.told) return
      child.told = told
      child.toldAt = at
      return
    }
    const { asked } = life
    const done = life.finish({
      state: told.state,
      at,
      exitCode: null,
      signal: told.signal ?? null,
      askedBy: told.state === 'terminated' && asked ? asked.by : told.by,
      forced: told.state === 'terminated' && asked?.forced === true,
      error: told.error ?? null,
    })
    if (!done) this.#parts.onDefect(`${unit.id} has ended twice`)
  }

  /** Facts of a unit are others. */
  changed(process: ProcessEntry, number: number, { joined, ...told }: Payload<'change'>): void {
    const life = this.#lifeOf(process, number)
    if (!life) return
    life.change({ ...told, ...(joined && { joined }) })
    if (number === 1 && told.tid !== undefined) process.life.change({ tid: told.tid })
  }

  /** Something has passed from one unit to another. */
  linked(process: ProcessEntry, number: number, at: Ns, told: Payload<'link'>): void {
    const from =
      told.from === undefined ? process.locals.get(number) : this.#table.runWide(process, told.from)
    const to = process.locals.get(told.to)
    if (from === undefined || to === undefined) {
      // Of another process the news may come later than of this one.
      if (told.from === undefined) this.#parts.onDefect(`a link between units that are not known`)
      return
    }
    const { kind, label, size } = told
    const link: Link = { kind, at, from, to, ...(label && { label }), ...(size !== undefined && { size }) }
    this.#parts.links.add(link)
  }

  #lifeOf(process: ProcessEntry, number: number): UnitLife | undefined {
    const life = this.#table.local(process, number)
    if (!life && !this.#table.isFull) {
      this.#parts.onDefect(`unit ${number} of process ${process.number} is not known`)
    }
    return life
  }
}
