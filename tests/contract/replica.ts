/** What a page knows of one run when it does as the contract says: a snapshot, then every batch after it. */
import type { Batch, Patch, RepeatPatch, RunSnapshot } from '../../src/contract/events'

export type Replica = Omit<RunSnapshot, 'seq' | 'source' | 'samples'>

/** @param batches - all that came since before the snapshot was asked for */
export function replicaOf(snapshot: RunSnapshot, batches: readonly Batch[]): Replica {
  let replica: Replica = structuredClone(snapshot)
  for (const { seq, patches } of batches) {
    if (seq > snapshot.seq) for (const patch of patches) replica = apply(replica, patch)
  }
  const { run, units, links, deadlock } = replica
  // Where a unit's first step stands in the log is told by snapshots only: `unit.added` carries no step.
  const steps = Object.fromEntries(
    Object.entries(replica.steps).map(([unit, [first, ...later]]) => [
      unit,
      first ? [{ ...first, line: undefined }, ...later] : [],
    ]),
  )
  // A unit without a line may be told as none or not at all.
  const lines = Object.fromEntries(Object.entries(replica.lines).filter(([, count]) => count > 0))
  return { run, units, steps, links, lines, deadlock }
}

type OfNoRun = RepeatPatch | Extract<Patch, { type: 'info.changed' }>
const isOfNoRun = (patch: Patch): patch is OfNoRun => /^(repeat|info)\./.test(patch.type)

function apply(before: Replica, patch: Patch): Replica {
  if (isOfNoRun(patch)) return before
  const id = patch.type === 'run.added' ? patch.run.id : patch.run
  if (id !== before.run.id) return before
  switch (patch.type) {
    case 'run.added':
      return { ...before, run: patch.run }
    case 'run.changed':
      return { ...before, run: { ...before.run, ...patch.changes } }
    case 'unit.added': {
      const { id: unit, since, state, wait } = patch.unit
      const steps = { ...before.steps, [unit]: [{ at: since, state, wait }] }
      return { ...before, units: [...before.units, patch.unit], steps }
    }
    case 'unit.changed': {
      const units = before.units.map((unit) =>
        unit.id === patch.unit ? { ...unit, ...patch.changes } : unit,
      )
      const steps = patch.step
        ? { ...before.steps, [patch.unit]: [...(before.steps[patch.unit] ?? []), patch.step] }
        : before.steps
      return { ...before, units, steps }
    }
    case 'link.added':
      return { ...before, links: [...before.links, patch.link] }
    case 'log.grew':
      return {
        ...before,
        run: { ...before.run, logLines: patch.lines, logBytes: patch.bytes },
        lines: { ...before.lines, ...patch.units },
      }
    case 'deadlock':
      return { ...before, deadlock: patch.units }
    case 'samples':
    case 'run.removed':
      return before
  }
}
