/**
 * The one event stream: a snapshot, then ordered patches in batches of at most one per frame.
 *
 * A client subscribes, asks for `lab.snapshot`, drops batches whose `seq` is not above the snapshot's and
 * applies the rest in order. Patches of one run follow each other in the order of its record. A client
 * that finds a gap in `seq` asks for a new snapshot.
 */
import type { Ns } from './time'
import type { LabInfo } from './lab-info'
import type { Repeat, RepeatId } from './repeat'
import type { Run, RunId } from './run'
import type { Link, Step, Unit, UnitId } from './unit'

/** CPU, memory and scheduling of one process at one instant. `null`: not available here. */
export interface ProcessSample {
  readonly unit: UnitId
  /** CPU time used since the process began. */
  readonly cpuNs: Ns | null
  /** Share of one core since the last sample, 0…100 × cores. */
  readonly cpuPercent: number | null
  readonly rssBytes: number | null
  /** Proportional set size: shared pages counted once over all who share them. Every few samples only. */
  readonly pssBytes: number | null
  readonly threads: number | null
}

export interface ThreadSample {
  readonly unit: UnitId
  readonly cpuNs: Ns | null
  readonly cpuPercent: number | null
  /** The scheduler's letter: R running, S sleeping, D in the kernel, T stopped, Z zombie. */
  readonly state: string | null
  /** Number of the core it ran on last. */
  readonly core: number | null
  /** Time in which it could have run and had no core, since it began. Left out where not known, as the next two. */
  readonly queuedNs?: Ns
  /** How often it gave its core up by itself (to wait), since it began. Looked at every few samples. */
  readonly yields?: number
  /** How often its core was taken from it while it could have gone on. */
  readonly preemptions?: number
}

/** One point of a unit's curves: time, percent of one core, bytes in memory (processes only). */
export type CurvePoint = readonly [at: Ns, cpuPercent: number | null, rssBytes: number | null]

/** A thread at one sample at which it had run since the one before: time, number of the core, percent of it. */
export type CorePoint = readonly [at: Ns, core: number, cpuPercent: number]

/** Lines that a unit began within a moment (16 ms or more) from a time on. */
export type PrintPoint = readonly [at: Ns, lines: number]

export interface SampleSet {
  readonly at: Ns
  readonly processes: readonly ProcessSample[]
  readonly threads: readonly ThreadSample[]
}

export type Patch =
  | { readonly type: 'run.added'; readonly run: Run }
  | { readonly type: 'run.changed'; readonly run: RunId; readonly changes: Partial<Run> }
  | { readonly type: 'run.removed'; readonly run: RunId }
  | { readonly type: 'unit.added'; readonly run: RunId; readonly unit: Unit }
  /** State changes come here as well; `step` is then the new stretch of the unit's life. */
  | {
      readonly type: 'unit.changed'
      readonly run: RunId
      readonly unit: UnitId
      readonly changes: Partial<Unit>
      readonly step?: Step
    }
  | { readonly type: 'link.added'; readonly run: RunId; readonly link: Link }
  /** The log grew (or its open lines did): new totals, and lines per unit that changed. */
  | {
      readonly type: 'log.grew'
      readonly run: RunId
      readonly lines: number
      readonly bytes: number
      readonly units: Readonly<Record<UnitId, number>>
      /** When units that print in their own name began how many of the new lines. */
      readonly prints?: Readonly<Record<UnitId, readonly PrintPoint[]>>
    }
  | { readonly type: 'samples'; readonly run: RunId; readonly samples: SampleSet }
  /** A cycle of units that wait for each other's locks, or `[]` when it was broken. */
  | { readonly type: 'deadlock'; readonly run: RunId; readonly units: readonly UnitId[] }
  | RepeatPatch
  /** More is known of the machine than `lab.info` has answered. */
  | { readonly type: 'info.changed'; readonly changes: Partial<LabInfo> }

/** Repetitions: what came out is read by `repeat.read`, these say that there is more. */
export type RepeatPatch =
  | { readonly type: 'repeat.added'; readonly repeat: Repeat }
  | { readonly type: 'repeat.changed'; readonly repeat: RepeatId; readonly changes: Partial<Repeat> }
  | { readonly type: 'repeat.removed'; readonly repeat: RepeatId }

export interface Batch {
  readonly seq: number
  readonly patches: readonly Patch[]
}

export interface Snapshot {
  readonly seq: number
  readonly runs: readonly Run[]
  /** Newest first, as the runs are. */
  readonly repeats: readonly Repeat[]
}

/** Everything of one run but its log. Consistent with `seq`: apply the batches after it. */
export interface RunSnapshot {
  readonly seq: number
  readonly run: Run
  readonly units: readonly Unit[]
  /** Oldest first. Bounded: long histories are thinned at their old end. */
  readonly steps: Readonly<Record<UnitId, readonly Step[]>>
  readonly links: readonly Link[]
  readonly lines: Readonly<Record<UnitId, number>>
  /** When units printed how much, oldest first; of a long run more coarsely. */
  readonly prints?: Readonly<Record<UnitId, readonly PrintPoint[]>>
  readonly samples: SampleSet | null
  /** Samples of the whole run per unit, oldest first, thinned evenly when there are many. */
  readonly curves?: Readonly<Record<UnitId, readonly CurvePoint[]>>
  /** Where threads ran, oldest first and bounded at its old end. Left out where cores are not known. */
  readonly cores?: Readonly<Record<UnitId, readonly CorePoint[]>>
  /** The cycle of units that wait for each other now; empty when there is none. */
  readonly deadlock: readonly UnitId[]
  /** The program text as it was run. */
  readonly source: string
}
