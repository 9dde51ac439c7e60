/** Which threads were found on which cores, sample by sample. Packed for drawing, outside of reactivity. */
import type { CorePoint, ThreadSample } from '../../../contract/events'
import { NS_PER_MS, type Ns } from '../../../contract/time'
import type { UnitId } from '../../../contract/unit'

/** Kept samples; older ones are dropped half by half. */
const MOST = 100_000
/** A sample speaks of the time since the one before, and of no more than this. */
const LONGEST_NS = 1_000 * NS_PER_MS

export interface CoreStretch {
  readonly unit: UnitId
  readonly core: number
  readonly from: Ns
  readonly to: Ns
  /** Share of the core in that time, 0…1. */
  readonly share: number
}

export class CoreSamples {
  /** In order of time. */
  #stretches: CoreStretch[] = []
  #lastAt: Ns | null = null
  #highest = -1

  /** The highest number of a core that was used; −1 for none. */
  get highestCore(): number {
    return this.#highest
  }

  clear(): void {
    this.#stretches = []
    this.#lastAt = null
    this.#highest = -1
  }

  /** The samples of all threads at one time. */
  add(at: Ns, threads: readonly Pick<ThreadSample, 'unit' | 'core' | 'cpuPercent'>[]): void {
    const from = Math.max(this.#lastAt ?? at - LONGEST_NS / 2, at - LONGEST_NS)
    let isTold = false
    for (const { unit, core, cpuPercent } of threads) {
      if (core === null) continue
      isTold = true
      if (cpuPercent === null || cpuPercent <= 0) continue
      this.#stretches.push({ unit, core, from, to: at, share: Math.min(1, cpuPercent / 100) })
      this.#highest = Math.max(this.#highest, core)
    }
    if (isTold) this.#lastAt = at
    if (this.#stretches.length > MOST) this.#stretches.splice(0, MOST / 2)
  }

  /** Starts over with what a snapshot tells: by thread, oldest first. */
  load(cores: Readonly<Record<UnitId, readonly CorePoint[]>>): void {
    this.clear()
    const byTime = new Map<Ns, { unit: UnitId; core: number; cpuPercent: number }[]>()
    for (const [unit, points] of Object.entries(cores)) {
      for (const [at, core, cpuPercent] of points) {
        const threads = byTime.get(at)
        if (threads) threads.push({ unit, core, cpuPercent })
        else byTime.set(at, [{ unit, core, cpuPercent }])
      }
    }
    for (const at of [...byTime.keys()].sort((a, b) => a - b)) this.add(at, byTime.get(at) ?? [])
  }

  /** Those that have a part between two times, in order of time. */
  within(from: Ns, to: Ns): readonly CoreStretch[] {
    let low = 0
    let high = this.#stretches.length
    while (low < high) {
      const middle = (low + high) >>> 1
      if ((this.#stretches[middle]?.to ?? Infinity) <= from) low = middle + 1
      else high = middle
    }
    let end = low
    // A stretch is at most LONGEST_NS long: none that begins later can reach back.
    while (end < this.#stretches.length && (this.#stretches[end]?.to ?? 0) < to + LONGEST_NS) end += 1
    return this.#stretches.slice(low, end).filter((one) => one.from < to)
  }
}
