/**
 * What the operating system knows about processes, where it can be read (Linux: /proc). A PID alone names a
 * process only as long as nobody else can have got it: together with its start time it always does.
 */
import { readdirSync, readFileSync, readlinkSync } from 'node:fs'

export interface ProcessRow {
  readonly pid: number
  readonly ppid: number
  readonly group: number
  readonly session: number
  /** The scheduler's letter; Z: dead, waiting to be reaped. */
  readonly state: string
  /** When it was started, in ticks since boot: the same PID with another start is another process. */
  readonly start: number
}

export const hasProcessTable = process.platform === 'linux'

/** `null`: there is no such process (or it cannot be known here). */
export function processRow(pid: number): ProcessRow | null {
  if (!hasProcessTable) return null
  try {
    return parseStat(pid, readFileSync(`/proc/${pid}/stat`, 'latin1'))
  } catch {
    return null // it is gone
  }
}

export function processRows(): ProcessRow[] {
  if (!hasProcessTable) return []
  return readdirSync('/proc').flatMap((name) => {
    const pid = Number(name)
    return Number.isInteger(pid) ? (processRow(pid) ?? []) : []
  })
}

/** Path of the program that a process runs; `null` where it cannot be known. */
export function executableOf(pid: number): string | null {
  try {
    return readlinkSync(`/proc/${pid}/exe`)
  } catch {
    return null // gone, somebody else's, or another system
  }
}

/** A zombie counts as gone: it runs nothing and holds nothing. */
export const isLiving = (row: ProcessRow | null): row is ProcessRow =>
  row !== null && row.state !== 'Z' && row.state !== 'X'

/**
 * The variable that every process of a run inherits, with a value of its own per first process. Whoever has
 * left session, group and parents behind is known by it.
 */
export const MARK_VARIABLE = 'SPINDLE_MARK'

/** PIDs of processes that were started with this mark in their environment. */
export function markedPids(mark: string, rows: readonly ProcessRow[]): number[] {
  const wanted = Buffer.from(`${MARK_VARIABLE}=${mark}\0`)
  return rows.flatMap(({ pid }) => {
    try {
      return readFileSync(`/proc/${pid}/environ`).includes(wanted) ? pid : []
    } catch {
      return [] // somebody else's, or gone
    }
  })
}

/** Living processes of a group or session, and everything they have started, wherever that has gone. */
export function familyOf(group: number, roots: readonly number[], rows: readonly ProcessRow[]): ProcessRow[] {
  const family = new Map<number, ProcessRow>()
  const byParent = Map.groupBy(rows, (row) => row.ppid)
  const add = (row: ProcessRow): void => {
    if (family.has(row.pid)) return
    family.set(row.pid, row)
    for (const child of byParent.get(row.pid) ?? []) add(child)
  }
  const known = new Set(roots)
  for (const row of rows) {
    if (row.group === group || row.session === group || known.has(row.pid)) add(row)
  }
  return [...family.values()].filter(isLiving)
}

function parseStat(pid: number, stat: string): ProcessRow {
  // The name stands in brackets and may hold anything, brackets too.
  const fields = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
  return {
    pid,
    state: fields[0] ?? '?',
    ppid: Number(fields[1]),
    group: Number(fields[2]),
    session: Number(fields[3]),
    start: Number(fields[19]),
  }
}
