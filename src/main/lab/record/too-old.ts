/** Which records must go, so that those of later runs have room. */
import { KEPT_BYTES, KEPT_RUNS, type Run, type RunId } from '../../../contract/run'

/** A record, by the name of its file. */
export interface Kept {
  readonly id: RunId
  readonly run: Run
}

export interface KeepLimits {
  readonly runs: number
  readonly bytes: number
}

/**
 * Those beyond the limits, of `kept`, newest first. Examples of one repetition count as one run. What is
 * pinned stays and counts for nothing but its bytes; the newest run stays however long its record is.
 */
export function tooOld(
  kept: readonly Kept[],
  limits: KeepLimits = { runs: KEPT_RUNS, bytes: KEPT_BYTES },
): Kept[] {
  const entries = new Set<string>()
  const old: Kept[] = []
  let bytes = kept.reduce((sum, { run }) => (run.pinned ? sum + (run.recordBytes ?? 0) : sum), 0)
  for (const one of kept) {
    const { id, run } = one
    if (run.pinned) continue
    const entry = run.repeat?.id ?? id
    bytes += run.recordBytes ?? 0
    const isFirst = entries.size === 0
    const hasRoom = entries.has(entry) || entries.size < limits.runs
    if (!isFirst && (!hasRoom || bytes > limits.bytes)) old.push(one)
    else entries.add(entry)
  }
  return old
}
