/** What is measured of two runs, and which of them did better. Pure. */
import type { Run } from '../../../../contract/run'
import { isCounted } from '../../stores/run-data'
import type { Unit } from '../../../../contract/unit'

export const MEASURES = ['wall', 'cpu', 'memory'] as const
export type Measure = (typeof MEASURES)[number]

export interface RunMeasures {
  /** In ns, ns and bytes; `null`: not measured. */
  readonly values: Readonly<Record<Measure, number | null>>
  readonly processes: number
  /** Main threads included; what belongs to the language's own machinery is not. */
  readonly threads: number
}

export function measuresOf(run: Run, units: Iterable<Unit>, endNs: number): RunMeasures {
  let processes = 0
  let threads = 0
  for (const unit of units) {
    if (unit.kind === 'process' && isCounted(unit)) processes += 1
    else if (unit.kind !== 'process' && !unit.helper && unit.startedAt !== null) threads += 1
  }
  return {
    values: {
      wall: endNs - run.startedAt,
      cpu: run.usage?.cpuNs ?? null,
      memory: run.usage?.peakBytes ?? null,
    },
    processes,
    threads,
  }
}

/** Smaller differences than this are noise of the machine. */
const WORTH_TELLING = 1.05

/** How many times as much the other one needed, where that is worth telling; `null` otherwise. */
export function advantage(own: number | null, other: number | null): number | null {
  if (own === null || other === null || own <= 0) return null
  const times = other / own
  return times >= WORTH_TELLING ? times : null
}
