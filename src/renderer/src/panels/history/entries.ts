/** What the run history lists: runs, and repetitions with the runs they keep as examples. Pure. */
import type { Repeat } from '../../../../contract/repeat'
import type { Run } from '../../../../contract/run'

export const FILTERS = ['all', 'good', 'bad', 'repeat', 'pinned'] as const
export type Filter = (typeof FILTERS)[number]

export type Entry =
  | { readonly kind: 'run'; readonly id: string; readonly run: Run; readonly bytes: number }
  | { readonly kind: 'repeat'; readonly id: string; readonly repeat: Repeat; readonly bytes: number }

/** Newest first. Examples stand for their repetition, unless it is gone. */
export function entriesOf(runs: Iterable<Run>, repeats: ReadonlyMap<string, Repeat>): Entry[] {
  const bytes = new Map<string, number>()
  const entries: Entry[] = []
  for (const run of runs) {
    const of = run.repeat?.id
    if (of !== undefined && repeats.has(of)) bytes.set(of, (bytes.get(of) ?? 0) + (run.recordBytes ?? 0))
    else entries.push({ kind: 'run', id: run.id, run, bytes: run.recordBytes ?? 0 })
  }
  for (const repeat of repeats.values()) {
    entries.push({ kind: 'repeat', id: repeat.id, repeat, bytes: bytes.get(repeat.id) ?? 0 })
  }
  return entries.sort((a, b) => startOf(b) - startOf(a))
}

const startOf = (entry: Entry): number =>
  entry.kind === 'run' ? entry.run.startedAtWall : entry.repeat.startedAtWall

export const isEnded = (entry: Entry): boolean =>
  (entry.kind === 'run' ? entry.run.state : entry.repeat.state) === 'ended'

export const isPinned = (entry: Entry): boolean =>
  (entry.kind === 'run' ? entry.run.pinned : entry.repeat.pinned) === true

/** `words`: what stands in its row, to be searched in. */
export function isWanted(entry: Entry, filter: Filter, search: string, words: string): boolean {
  const sought = search.trim().toLocaleLowerCase()
  return fits(entry, filter) && (sought === '' || words.toLocaleLowerCase().includes(sought))
}

function fits(entry: Entry, filter: Filter): boolean {
  switch (filter) {
    case 'all':
      return true
    case 'pinned':
      return isPinned(entry)
    case 'repeat':
      return entry.kind === 'repeat'
    case 'good':
      return entry.kind === 'run' && isGood(entry.run)
    case 'bad':
      return entry.kind === 'run' && entry.run.state === 'ended' && !isGood(entry.run)
  }
}

const isGood = ({ state, failure, exitCode, cutOff }: Run): boolean =>
  state === 'ended' && failure === null && exitCode === 0 && cutOff !== true
