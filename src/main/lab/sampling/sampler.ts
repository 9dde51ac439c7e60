/** Samples all live runs at an interval, while there are any. */
import type { SampleSet } from '../../../contract/events'
import type { Unit } from '../../../contract/unit'
import type { Clock } from '../clock'
import { readMachine } from './proc'
import { RunSampler } from './run-sampler'

/** Twice a second: often enough to see, and cheaper than `top`. */
export const SAMPLE_MS = 500
/** Other systems do not show threads to outsiders: there the agents tell. */
export const canSampleOutside = process.platform === 'linux'

export interface SampledRun {
  units(): Iterable<Unit>
  sampled(samples: SampleSet): void
}

export class Sampler {
  readonly #clock: Clock
  readonly #intervalMs: number
  readonly #machine = readMachine()
  readonly #runs = new Map<SampledRun, RunSampler>()
  #timer: (() => void) | null = null

  constructor(clock: Clock, intervalMs: number) {
    this.#clock = clock
    this.#intervalMs = intervalMs
  }

  add(run: SampledRun): void {
    this.#runs.set(run, new RunSampler(this.#machine))
    this.#arm()
  }

  remove(run: SampledRun): void {
    this.#runs.get(run)?.close()
    this.#runs.delete(run)
    if (this.#runs.size > 0) return
    this.#timer?.()
    this.#timer = null
  }

  #arm(): void {
    this.#timer ??= this.#clock.after(this.#intervalMs, () => {
      this.#timer = null
      for (const [run, sampler] of this.#runs) {
        const samples = sampler.sample(this.#clock.now(), run.units())
        if (samples.processes.length + samples.threads.length > 0) run.sampled(samples)
      }
      if (this.#runs.size > 0) this.#arm()
    })
  }
}
