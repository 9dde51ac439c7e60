/**
 * The units of a run and their names. On the wire a unit is a number in the space of its process; here it
 * gets its run-wide id, and what a parent announces (by key) and what a child says of itself meet.
 */
import type { Payload } from '../../../contract/frames'
import type { Ns } from '../../../contract/time'
import type { UnitId, Wait } from '../../../contract/unit'
import { UnitLife, type OnChange, type UnitSeed } from '../unit/unit-life'

/** Most units of one run that are shown; the output of those beyond counts for their process. */
export const MAX_UNITS = 20_000

/** What is known of one process beside its unit. */
export interface ProcessEntry {
  readonly number: number
  readonly id: UnitId
  readonly life: UnitLife
  /** The key its agent says hello with; `null` when nobody announced it. */
  readonly key: string | null
  /** Ids of the units with a number in this process's space: 0 itself, threads, and the child processes it made. */
  readonly locals: Map<number, UnitId>
  /** Where it was announced: by which process, under which number. */
  announced: { readonly by: number; readonly unit: number } | null
  /** Whether its agent has said hello. */
  joined: boolean
  bye: number | null
  /** What its parent told about its end. */
  told: Payload<'end'> | null
  /** When its parent took note of that. */
  toldAt: Ns | null
  gone: boolean
}

export class UnitTable {
  readonly lives = new Map<UnitId, UnitLife>()
  readonly processes = new Map<number, ProcessEntry>()
  readonly #byKey = new Map<string, number>()
  readonly #onAdded: (life: UnitLife) => void
  readonly #onChange: OnChange
  readonly #lines: () => number
  #nextProcess = 1

  constructor(onAdded: (life: UnitLife) => void, onChange: OnChange, lines: () => number) {
    this.#onAdded = onAdded
    this.#onChange = onChange
    this.#lines = lines
  }

  /** The number that the next process will get. */
  get nextProcess(): number {
    return this.#nextProcess
  }

  get isFull(): boolean {
    return this.lives.size >= MAX_UNITS
  }

  processByKey(key: string): ProcessEntry | undefined {
    return this.processes.get(this.#byKey.get(key) ?? 0)
  }

  /** The process that has this PID now. */
  processByPid(pid: number): ProcessEntry | undefined {
    let found: ProcessEntry | undefined
    for (const entry of this.processes.values()) {
      if (!entry.gone && entry.life.unit.pid === pid) found = entry
    }
    return found
  }

  addProcess(key: string | null, parent: UnitId | null, name: string, createdAt: Ns): ProcessEntry {
    const number = this.#nextProcess++
    const id = String(number)
    const life = this.#add({ id, kind: 'process', process: id, parent, name, createdAt })
    const entry: ProcessEntry = {
      number,
      id,
      life,
      key,
      locals: new Map([[0, id]]),
      announced: null,
      joined: false,
      bye: null,
      told: null,
      toldAt: null,
      gone: false,
    }
    this.processes.set(number, entry)
    if (key !== null) this.#byKey.set(key, number)
    return entry
  }

  /** A parent told under which number it knows this process. */
  announce(entry: ProcessEntry, by: ProcessEntry, unit: number): void {
    entry.announced = { by: by.number, unit }
    by.locals.set(unit, entry.id)
  }

  addThread(process: ProcessEntry, number: number, seed: Omit<UnitSeed, 'id' | 'process'>): UnitLife {
    const id = `${process.id}.${number}`
    process.locals.set(number, id)
    return this.#add({ ...seed, id, process: process.id })
  }

  /** `undefined` for a number that was never announced. */
  local(process: ProcessEntry, number: number): UnitLife | undefined {
    const id = process.locals.get(number)
    return id === undefined ? undefined : this.lives.get(id)
  }

  /** The process entry of a process unit's id. */
  process(id: UnitId): ProcessEntry | undefined {
    return this.processes.get(Number(id))
  }

  /** Threads of a process, its main thread among them, in order of their making. */
  *threadsOf(process: ProcessEntry): Generator<UnitLife> {
    for (const id of process.locals.values()) {
      const life = this.lives.get(id)
      if (life && life.unit.kind !== 'process' && life.unit.process === process.id) yield life
    }
  }

  /** The processes that a process has made and announced. */
  *childrenOf(process: ProcessEntry): Generator<ProcessEntry> {
    for (const id of process.locals.values()) {
      const entry = id === process.id ? undefined : this.processes.get(Number(id))
      if (entry && entry.announced?.by === process.number) yield entry
    }
  }

  /** The main thread of a process, once it is announced. */
  mainOf(process: ProcessEntry): UnitLife | undefined {
    return this.lives.get(`${process.id}.1`)
  }

  /** Who stands for a process where a thread is meant: its main thread, or itself before that is announced. */
  mainId(process: ProcessEntry): UnitId {
    return process.locals.get(1) ?? process.id
  }

  /** A wait in the words of its process, told with run-wide ids. Numbers that mean nothing here are left out. */
  translate(process: ProcessEntry, wait: Wait | undefined): Wait | null {
    if (!wait) return null
    const { unit, holder, ...rest } = wait
    const named = { unit: this.runWide(process, unit), holder: this.runWide(process, holder) }
    return { ...rest, ...Object.fromEntries(Object.entries(named).filter(([, id]) => id !== undefined)) }
  }

  /** A unit as an agent names it: by its number, or `PID/NUMBER` where it lives in another process. */
  runWide(process: ProcessEntry, name: string | undefined): UnitId | undefined {
    if (name === undefined) return undefined
    const [first = '', second] = name.split('/')
    if (second === undefined) return process.locals.get(Number(first))
    // The youngest that had this PID: a process that is dead may hold a lock for ever.
    const owner = [...this.processes.values()].findLast(({ life }) => life.unit.pid === Number(first))
    return owner?.locals.get(Number(second))
  }

  #add(seed: UnitSeed): UnitLife {
    const life = new UnitLife(seed, this.#onChange, this.#lines)
    this.lives.set(seed.id, life)
    this.#onAdded(life)
    return life
  }
}
