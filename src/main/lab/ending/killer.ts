/**
 * Signals to everything a run has started: its process group, every process it knows, and on Linux whatever
 * those have started, wherever it has gone (found by its parents, and by the mark it inherited).
 */
import { familyOf, hasProcessTable, markedPids, processRows, type ProcessRow } from './process-table'
import { isRunning, signalGroup, signalProcess, type EndSignal, type ProcessName } from './signals'

export interface Family {
  /** The process that leads the group; it was our child. */
  readonly leader: ProcessName
  /** Whether the leader has ended (its PID may then be somebody else's once the group is empty). */
  readonly leaderEnded: boolean
  readonly members: readonly ProcessName[]
  /** What they all have inherited in their environment. */
  readonly mark: string
  /** Path of the program that the leader runs, where it can be known. */
  readonly program: string | null
}

/** A fork between two looks escapes the first; more rounds than that only a fork bomb needs. */
const ROUNDS = 5

/** Living processes of the run; `null` where the system does not tell. */
export function living(family: Family): ProcessName[] | null {
  if (!hasProcessTable) return null
  const rows = processRows()
  // The number of a group is used again only when nobody is left in it: then another process may lead it.
  const reused = rows.some((row) => row.pid === family.leader.pid && row.start !== family.leader.start)
  const roots = [...family.members.filter(isRunning).map(({ pid }) => pid), ...markedPids(family.mark, rows)]
  return familyOf(reused ? -1 : family.leader.pid, roots, rows).map(nameRow)
}

/** Sends the signal to all of them. */
export function signalFamily(family: Family, signal: EndSignal): void {
  const seen = new Set<number>()
  for (let round = 0; round < (signal === 'SIGKILL' ? ROUNDS : 1); round += 1) {
    const members = living(family)
    if (members === null) return signalBlindly(family, signal)
    const news = members.filter(({ pid }) => !seen.has(pid))
    if (news.length === 0) return
    for (const member of news) {
      seen.add(member.pid)
      signalProcess(member, signal)
    }
  }
}

function signalBlindly(family: Family, signal: EndSignal): void {
  if (!family.leaderEnded || family.members.some(isRunning)) signalGroup(family.leader.pid, signal)
  for (const member of family.members) signalProcess(member, signal)
}

const nameRow = ({ pid, start }: ProcessRow): ProcessName => ({ pid, start })
