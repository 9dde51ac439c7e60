/** Reads CPU, memory and scheduling of the units of one run (Linux). */
import { readFile } from 'node:fs/promises'
import type { ProcessSample, SampleSet, ThreadSample } from '../../../contract/events'
import { NS_PER_MS, type Ns } from '../../../contract/time'
import { isAlive, type Unit, type UnitId } from '../../../contract/unit'
import { parsePss, ProcessFiles, ThreadFiles, type Machine } from './proc'

/**
 * PSS every so many samples only: the kernel walks all page tables for it (31 ms for 100 threads, in one of
 * Node's helper threads), and one process at a time.
 */
const SAMPLES_PER_PSS = 10
/** Threads that do not run are looked at closely every so many samples: they may have been stopped. */
const SAMPLES_PER_LOOK = 4

interface Kept<F> {
  readonly files: F
  cpuNs: Ns | null
  at: Ns
  seen: boolean
}

export class RunSampler {
  readonly #machine: Machine
  readonly #processes = new Map<string, Kept<ProcessFiles>>()
  readonly #threads = new Map<string, Kept<ThreadFiles>>()
  readonly #pss = new Map<UnitId, number>()
  #count = 0
  #readingPss = false

  constructor(machine: Machine) {
    this.#machine = machine
  }

  /** Numbers of all units that live. */
  sample(at: Ns, units: Iterable<Unit>): SampleSet {
    const processes: ProcessSample[] = []
    const threads: ThreadSample[] = []
    const pids: [UnitId, number][] = []
    for (const unit of units) {
      if (!isAlive(unit.state) || unit.pid === null) continue
      if (unit.kind === 'process') {
        processes.push(...this.#process(at, unit.id, unit.pid))
        pids.push([unit.id, unit.pid])
      } else if (unit.tid !== null) {
        threads.push(...this.#thread(at, unit.id, unit.pid, unit.tid))
      }
    }
    this.#closeUnseen(this.#processes)
    this.#closeUnseen(this.#threads)
    if (this.#count++ % SAMPLES_PER_PSS === 0 && !this.#readingPss) void this.#readPss(pids)
    return { at, processes, threads }
  }

  close(): void {
    for (const { files } of this.#processes.values()) files.close()
    for (const { files } of this.#threads.values()) files.close()
    this.#processes.clear()
    this.#threads.clear()
  }

  #process(at: Ns, unit: UnitId, pid: number): ProcessSample[] {
    const kept = keep(this.#processes, `${pid}`, () => new ProcessFiles(pid, this.#machine))
    const reading = kept.files.read()
    if (!reading) return []
    const cpuPercent = percent(kept, at, reading.cpuNs)
    const pssBytes = this.#pss.get(unit) ?? null
    this.#pss.delete(unit) // told once: it is that of one moment
    return [{ unit, ...reading, cpuPercent, pssBytes }]
  }

  #thread(at: Ns, unit: UnitId, pid: number, tid: number): ThreadSample[] {
    const kept = keep(this.#threads, `${pid}/${tid}`, () => new ThreadFiles(pid, tid))
    const reading = kept.files.read(this.#count % SAMPLES_PER_LOOK === 0)
    return reading ? [{ unit, ...reading, cpuPercent: percent(kept, at, reading.cpuNs) }] : []
  }

  async #readPss(pids: readonly [UnitId, number][]): Promise<void> {
    this.#readingPss = true
    for (const [unit, pid] of pids) {
      const rollup = await readFile(`/proc/${pid}/smaps_rollup`, 'latin1').catch(() => '') // it is gone
      const pss = parsePss(rollup)
      if (pss !== null) this.#pss.set(unit, pss)
    }
    this.#readingPss = false
  }

  #closeUnseen<F extends { close(): void }>(kept: Map<string, Kept<F>>): void {
    for (const [key, one] of kept) {
      if (one.seen) {
        one.seen = false
      } else {
        one.files.close()
        kept.delete(key)
      }
    }
  }
}

function keep<F>(all: Map<string, Kept<F>>, key: string, make: () => F): Kept<F> {
  let kept = all.get(key)
  if (!kept) all.set(key, (kept = { files: make(), cpuNs: null, at: 0, seen: true }))
  kept.seen = true
  return kept
}

/** Share of one core since the last reading; `null` at the first. */
function percent(kept: Kept<unknown>, at: Ns, cpuNs: Ns): number | null {
  const { cpuNs: before, at: beforeAt } = kept
  kept.cpuNs = cpuNs
  kept.at = at
  if (before === null || at - beforeAt < NS_PER_MS) return null
  // A tenth of a percent is more than the clock ticks tell.
  return Math.max(0, Math.round(((cpuNs - before) / (at - beforeAt)) * 1000) / 10)
}
