/**
 * Everything the page knows of one run. What is hot (steps, links, sums of the log, samples) is plain data
 * with a version beside it: drawing reads it once a frame, and components that show numbers watch the
 * version. What is shown as text per unit is one shallow ref per unit, so that a change of one of 500 units
 * renders one row.
 */
import { ref, shallowReactive, shallowRef, type Ref, type ShallowRef } from 'vue'
import type {
  Patch,
  PrintPoint,
  ProcessSample,
  RunSnapshot,
  SampleSet,
  ThreadSample,
} from '../../../contract/events'
import type { Run } from '../../../contract/run'
import { hasEnded, type Link, type Step, type Unit, type UnitId } from '../../../contract/unit'
import { CoreSamples } from './core-samples'
import { LogEvents } from './log-events'
import { Lane } from './lane'
import { Prints } from './prints'
import { SampleHistory } from './sample-history'

/** Links kept; older ones are dropped half by half. */
const MAX_LINKS = 20_000

export type RunPatch = Exclude<Patch, { type: 'run.added' | 'run.changed' | 'run.removed' }>

export class RunData {
  readonly run: ShallowRef<Run>
  /** In order of creation. Reactive in which units there are; each unit is a ref of its own. */
  readonly units = shallowReactive(new Map<UnitId, ShallowRef<Unit>>())
  /** Whether `units` and the rest are here, or only the line in the list of runs. */
  readonly state: Ref<'listed' | 'loading' | 'loaded'> = ref('listed')
  /** The program text as it was run; `null` until it was asked for. */
  readonly source: ShallowRef<string | null> = shallowRef(null)
  /** Units that wait for each other in a circle. */
  readonly deadlock: ShallowRef<readonly UnitId[]> = shallowRef([])
  readonly log: ShallowRef<{ readonly lines: number; readonly bytes: number }>

  readonly lanes = new Map<UnitId, Lane>()
  links: Link[] = []
  /** Lines per unit. Watch `log` to know when it changed. */
  readonly lines = new Map<UnitId, number>()
  /** When each unit printed how much. */
  readonly prints = new Map<UnitId, Prints>()
  /** Beginnings and ends of units, where they stand between the lines of the log. */
  readonly events = new LogEvents()
  readonly processSamples = new Map<UnitId, ProcessSample>()
  readonly threadSamples = new Map<UnitId, ThreadSample>()
  readonly history = new SampleHistory()
  readonly cores = new CoreSamples()
  /** Time of the last samples; watch it to know when they changed. */
  readonly sampledAt = ref(0)
  /** Goes up with every change of lanes and links. Not reactive: drawing compares it once a frame. */
  drawVersion = 0
  /** How many units are in which stage of life. */
  readonly counts: ShallowRef<{ readonly alive: number; readonly unborn: number; readonly ended: number }> =
    shallowRef({ alive: 0, unborn: 0, ended: 0 })
  /** Units that somebody stands in a join of. */
  readonly awaited: ShallowRef<ReadonlySet<UnitId>> = shallowRef(new Set())
  /** Units that wait for a line of input, the one that waits longest first. */
  readonly asking: ShallowRef<readonly UnitId[]> = shallowRef([])
  /** Goes up when units come, or end: whatever may change which rows there are. */
  readonly structure = ref(0)
  /** Number of the last batch that is contained. */
  seq = 0
  /** The same units as `units`, to read without becoming dependent on them. */
  readonly #plain = new Map<UnitId, Unit>()
  readonly #mains = new Map<UnitId, UnitId>()
  #uncounted = false
  #restructured = false
  /** Steps of this batch whose place among the lines is not told, with how long the log was before it. */
  #unplaced: { unit: UnitId; step: Step; before: number }[] = []

  constructor(run: Run) {
    this.run = shallowRef(run)
    this.log = shallowRef({ lines: run.logLines, bytes: run.logBytes })
  }

  /** A unit, reactively. */
  unit(id: UnitId): Unit | undefined {
    return this.units.get(id)?.value
  }

  /** A unit as it is now, for drawing and for events: a reader does not become dependent on it. */
  peek(id: UnitId): Unit | undefined {
    return this.#plain.get(id)
  }

  /** All units as they are now, in order of creation, not reactively. */
  all(): Iterable<Unit> {
    return this.#plain.values()
  }

  /** The main thread of the process a unit lives in (of the unit's parent: of who created it). */
  mainOf(process: UnitId): UnitId | null {
    return this.#mains.get(process) ?? null
  }

  lane(id: UnitId): Lane {
    let lane = this.lanes.get(id)
    if (!lane) this.lanes.set(id, (lane = new Lane()))
    return lane
  }

  /** Starts over with what the Lab says the run is. */
  load(snapshot: RunSnapshot): void {
    this.run.value = snapshot.run
    this.units.clear()
    this.lanes.clear()
    this.lines.clear()
    this.prints.clear()
    this.processSamples.clear()
    this.threadSamples.clear()
    this.links = [...snapshot.links]
    this.#plain.clear()
    this.#mains.clear()
    for (const unit of snapshot.units) this.#keep(unit)
    this.events.clear()
    for (const [id, steps] of Object.entries(snapshot.steps)) {
      const lane = this.lane(id)
      for (const step of steps) {
        lane.push(step)
        this.#tell(id, step, step.line)
      }
    }
    for (const [id, lines] of Object.entries(snapshot.lines)) this.lines.set(id, lines)
    this.history.load(snapshot.curves ?? {})
    this.#printed(snapshot.prints ?? {})
    if (snapshot.samples) this.#sample(snapshot.samples)
    if (snapshot.cores) this.cores.load(snapshot.cores)
    this.log.value = { lines: snapshot.run.logLines, bytes: snapshot.run.logBytes }
    this.source.value = snapshot.source
    this.deadlock.value = snapshot.deadlock
    this.seq = snapshot.seq
    this.state.value = 'loaded'
    this.drawVersion += 1
    this.#uncounted = true
    this.#restructured = true
    this.settle()
  }

  apply(patch: RunPatch): void {
    switch (patch.type) {
      case 'unit.added':
        this.#keep(patch.unit)
        this.#restructured = true
        if (this.lane(patch.unit.id).length === 0) {
          this.lane(patch.unit.id).push({
            at: patch.unit.since,
            state: patch.unit.state,
            wait: patch.unit.wait,
          })
        }
        this.drawVersion += 1
        this.#uncounted = true
        return
      case 'unit.changed': {
        const unit = this.units.get(patch.unit)
        if (!unit) return
        const before = unit.value
        const next = { ...before, ...patch.changes }
        unit.value = next
        this.#plain.set(next.id, next)
        if (patch.step) {
          this.lane(patch.unit).push(patch.step)
          if (patch.step.line === undefined)
            this.#unplaced.push({ unit: patch.unit, step: patch.step, before: this.log.value.lines })
          else this.#tell(patch.unit, patch.step, patch.step.line)
        }
        this.drawVersion += 1
        if (patch.changes.state !== undefined) {
          this.#uncounted = true
          // Leaving `new` and ending change what a box counts and which boxes fold.
          if (before.state === 'new' || hasEnded(patch.changes.state)) this.#restructured = true
        }
        return
      }
      case 'link.added':
        this.links.push(patch.link)
        if (this.links.length > MAX_LINKS) this.links.splice(0, MAX_LINKS / 2)
        this.drawVersion += 1
        return
      case 'log.grew':
        for (const [id, lines] of Object.entries(patch.units)) this.lines.set(id, lines)
        this.#printed(patch.prints ?? {})
        this.log.value = { lines: patch.lines, bytes: patch.bytes }
        this.drawVersion += 1
        return
      case 'samples':
        return this.#sample(patch.samples)
      case 'deadlock':
        this.deadlock.value = patch.units
        return
    }
  }

  #printed(prints: Readonly<Record<UnitId, readonly PrintPoint[]>>): void {
    for (const [id, points] of Object.entries(prints)) {
      let kept = this.prints.get(id)
      if (!kept) this.prints.set(id, (kept = new Prints()))
      for (const [at, lines] of points) kept.add(at, lines)
    }
  }

  #sample(samples: SampleSet): void {
    for (const sample of samples.processes) this.processSamples.set(sample.unit, sample)
    for (const sample of samples.threads) this.threadSamples.set(sample.unit, sample)
    this.history.add(samples)
    this.cores.add(samples.at, samples.threads)
    this.drawVersion += 1
    this.sampledAt.value = samples.at
  }

  /** After a batch: brings what is derived from many units up to date, once. */
  settle(): void {
    // What a unit printed comes before its end, and after its start.
    for (const { unit, step, before } of this.#unplaced) {
      this.#tell(unit, step, step.state === 'starting' ? before : this.log.value.lines)
    }
    this.#unplaced = []
    if (this.#uncounted) this.#count()
    if (this.#restructured) this.structure.value += 1
    this.#restructured = false
  }

  /** Keeps a step that the log shows. `line`: its place among the lines; left out where that is not known. */
  #tell(id: UnitId, step: Step, line: number | undefined): void {
    if (line === undefined) return
    const unit = this.#plain.get(id)
    // A main thread is told of where its process is not: when its own code is over.
    if (!unit || unit.helper || (unit.kind === 'main' && step.state !== 'exit')) return
    const isTold = step.state === 'starting' || step.state === 'exit' || hasEnded(step.state)
    if (isTold) this.events.add({ unit: id, step, line })
  }

  #keep(unit: Unit): void {
    this.#plain.set(unit.id, unit)
    this.units.set(unit.id, shallowRef(unit))
    if (unit.kind === 'main') this.#mains.set(unit.process, unit.id)
  }

  #count(): void {
    this.#uncounted = false
    let alive = 0
    let unborn = 0
    let ended = 0
    const awaited = new Set<UnitId>()
    const asking: Unit[] = []
    for (const unit of this.#plain.values()) {
      if (unit.state === 'join' && unit.wait?.unit) awaited.add(unit.wait.unit)
      if (unit.state === 'input') asking.push(unit)
      if (!isCounted(unit)) continue
      if (unit.state === 'new') unborn += 1
      else if (hasEnded(unit.state)) ended += 1
      else alive += 1
    }
    const now = this.counts.value
    if (now.alive !== alive || now.unborn !== unborn || now.ended !== ended) {
      this.counts.value = { alive, unborn, ended }
    }
    if (awaited.size > 0 || this.awaited.value.size > 0) this.awaited.value = awaited
    const ids = asking.sort((a, b) => a.since - b.since).map(({ id }) => id)
    if (ids.join() !== this.asking.value.join()) this.asking.value = ids
  }
}

/** Whether a unit counts as one of its own: a main thread counts with its process, a helper not at all. */
export const isCounted = (unit: Unit): boolean => !unit.helper && unit.kind !== 'main'
