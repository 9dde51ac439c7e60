/** The numbers of a run: those the Lab reads, and those that agents tell where it cannot. */
import type { CorePoint, CurvePoint, ProcessSample, SampleSet, ThreadSample } from '../../../contract/events'
import type { Payload } from '../../../contract/frames'
import { NS_PER_MS, type Ns } from '../../../contract/time'
import type { RunUsage } from '../../../contract/run'
import type { UnitId } from '../../../contract/unit'
import { CoreTrail } from './core-trail'
import { Curve } from './curve'
import type { ProcessEntry } from './unit-table'

export class SampleBook {
  #last: SampleSet | null = null
  /** CPU time at the last sample, by unit. */
  readonly #before = new Map<UnitId, { readonly at: Ns; readonly cpuNs: Ns }>()
  readonly #curves = new Map<UnitId, Curve>()
  readonly #cores = new Map<UnitId, CoreTrail>()
  readonly #onSamples: (samples: SampleSet) => void

  /** CPU time of every process, and memory of those that live. */
  readonly #cpu = new Map<UnitId, Ns>()
  readonly #rss = new Map<UnitId, number>()
  #peakBytes: number | null = null

  constructor(onSamples: (samples: SampleSet) => void) {
    this.#onSamples = onSamples
  }

  get last(): SampleSet | null {
    return this.#last
  }

  /** What all processes have used so far; `null` before the first number. */
  get usage(): RunUsage | null {
    if (this.#cpu.size === 0 && this.#peakBytes === null) return null
    const cpuNs = this.#cpu.size === 0 ? null : sum(this.#cpu)
    return { cpuNs, peakBytes: this.#peakBytes }
  }

  /** What a process told, or the system of it, when it was about to exit. */
  used(unit: UnitId, cpuNs: Ns | null, peakBytes: number | null): void {
    if (cpuNs !== null) this.#cpu.set(unit, Math.max(cpuNs, this.#cpu.get(unit) ?? 0))
    if (peakBytes !== null) this.#resides(unit, peakBytes)
  }

  /** A process is over: what it held is given back. */
  gone(unit: UnitId): void {
    this.#rss.delete(unit)
  }

  tell(samples: SampleSet): void {
    this.#last = samples
    for (const { unit, cpuNs, cpuPercent, rssBytes } of samples.processes) {
      this.used(unit, cpuNs, rssBytes)
      this.#curve(unit).add(samples.at, cpuPercent, rssBytes)
    }
    for (const { unit, cpuPercent, core } of samples.threads) {
      this.#curve(unit).add(samples.at, cpuPercent, null)
      if (core !== null) this.#trail(unit).add(samples.at, core, cpuPercent)
    }
    this.#onSamples(samples)
  }

  curves(): Record<UnitId, readonly CurvePoint[]> {
    return Object.fromEntries([...this.#curves].map(([unit, curve]) => [unit, curve.points()]))
  }

  cores(): Record<UnitId, readonly CorePoint[]> {
    return Object.fromEntries([...this.#cores].map(([unit, trail]) => [unit, trail.points()]))
  }

  #trail(unit: UnitId): CoreTrail {
    let trail = this.#cores.get(unit)
    if (!trail) this.#cores.set(unit, (trail = new CoreTrail()))
    return trail
  }

  #curve(unit: UnitId): Curve {
    let curve = this.#curves.get(unit)
    if (!curve) this.#curves.set(unit, (curve = new Curve()))
    return curve
  }

  /** What the agent of a process told of itself. */
  toldBy({ id, locals }: ProcessEntry, at: Ns, told: Payload<'sample'>): void {
    const process: ProcessSample = {
      unit: id,
      cpuNs: told.cpuNs ?? null,
      cpuPercent: this.#percent(id, at, told.cpuNs),
      rssBytes: told.rssBytes ?? null,
      pssBytes: null,
      threads: null,
    }
    const threads = told.threads.flatMap(([number, cpuNs]): ThreadSample[] => {
      const unit = locals.get(number)
      if (unit === undefined) return []
      return [{ unit, cpuNs, cpuPercent: this.#percent(unit, at, cpuNs), state: null, core: null }]
    })
    this.tell({ at, processes: [process], threads })
  }

  #resides(unit: UnitId, bytes: number): void {
    this.#rss.set(unit, bytes)
    this.#peakBytes = Math.max(this.#peakBytes ?? 0, sum(this.#rss))
  }

  /** Share of one core since the last sample; `null` at the first. */
  #percent(unit: UnitId, at: Ns, cpuNs: Ns | undefined): number | null {
    if (cpuNs === undefined) return null
    const before = this.#before.get(unit)
    this.#before.set(unit, { at, cpuNs })
    if (!before || at - before.at < NS_PER_MS) return null
    return Math.max(0, ((cpuNs - before.cpuNs) / (at - before.at)) * 100)
  }
}

const sum = (numbers: ReadonlyMap<UnitId, number>): number =>
  [...numbers.values()].reduce((total, one) => total + one, 0)
