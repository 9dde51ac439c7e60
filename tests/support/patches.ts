import type { Patch } from '../../src/contract/events'
import type { RunFacts } from '../../src/lessons/facts'

/** The patches by which a Lab would have told of these facts: the run, each unit, and every step of its life. */
export function patchesOf({ run, units, steps, lines }: RunFacts): Patch[] {
  const told: Patch[] = [
    { type: 'run.added', run: { ...run, state: 'running', endedAt: null, exitCode: null } },
  ]
  for (const unit of units) {
    const [first, ...later] = steps[unit.id] ?? []
    if (!first) continue
    told.push({
      type: 'unit.added',
      run: run.id,
      unit: { ...unit, state: first.state, wait: first.wait, since: first.at, end: null, joined: false },
    })
    for (const step of later) {
      const { at, state, wait } = step
      told.push({
        type: 'unit.changed',
        run: run.id,
        unit: unit.id,
        changes: { state, wait, since: at },
        step,
      })
    }
    told.push({ type: 'unit.changed', run: run.id, unit: unit.id, changes: unit })
  }
  if (lines.length > 0) {
    const perUnit: Record<string, number> = {}
    for (const { unit } of lines) perUnit[unit] = (perUnit[unit] ?? 0) + 1
    told.push({
      type: 'log.grew',
      run: run.id,
      lines: lines.length,
      bytes: lines.length * 10,
      units: perUnit,
    })
  }
  told.push({ type: 'run.changed', run: run.id, changes: run })
  return told
}
