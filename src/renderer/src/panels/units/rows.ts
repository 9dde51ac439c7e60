/**
 * The rows of the units grid, which are also the lanes of the timeline: one row is one unit. Processes are
 * boxes, in the order of their making under the process that made them; threads stand inside the box of
 * their process. All heights are known without the page, so that rows, lanes and links need not be measured.
 */
import { hasEnded, isAlive, type Unit, type UnitId } from '../../../../contract/unit'

export const ROW_HEIGHT = 28
export const BLOCK_GAP = 7
export const BODY_PADDING = 8
/** How far a child's box stands in. Deeper ones stand in no further than the third. */
export const INDENT = 14
const DEEPEST_INDENT = 3
/** With more finished boxes than this, the older ones fold to one row. */
export const UNFOLDED_DEAD = 20

export interface Row {
  /** The unit the row is about and that actions go to. */
  readonly unit: UnitId
  /** The unit whose state, TID and lane are shown: another one only where a main thread is folded in. */
  readonly shown: UnitId
  /** Of a process that shows its main thread in a row of its own: its lane is its life. */
  readonly isLife: boolean
  readonly kind: 'main' | 'thread' | 'process'
  /** A thread under the first row of its box. */
  readonly isChild: boolean
  /** First row with an elbow. */
  readonly isFirstChild: boolean
  readonly y: number
}

export interface Block {
  readonly process: UnitId
  readonly depth: number
  readonly indent: number
  readonly rows: readonly Row[]
  /** Rows that are hidden because the box is folded. */
  readonly hidden: number
  readonly isDead: boolean
  readonly isFolded: boolean
  /** Living threads of the process, its main one included; of an ended process all it had started. */
  readonly threads: number
  readonly y: number
  readonly height: number
  /** Top and bottom of the elbow to the parent's box; `null` for the first process. */
  readonly elbow: { readonly x: number; readonly y1: number; readonly y2: number } | null
}

export interface Grid {
  readonly blocks: readonly Block[]
  readonly rows: readonly Row[]
  readonly height: number
  /** Where a unit's lane is: its own row, or the one it is folded into. */
  readonly rowOf: ReadonlyMap<UnitId, Row>
}

export interface GridOptions {
  /** Boxes the person has folded (`true`) or unfolded (`false`). */
  readonly folded?: ReadonlyMap<UnitId, boolean>
  readonly showHelpers?: boolean
  /** Whether boxes that ended long ago fold by themselves. Default: unless rows are left out. */
  readonly foldsOld?: boolean
  /** Left out: every row. Boxes that keep none are not there. */
  readonly keep?: (row: Row) => boolean
}

export function layOut(units: Iterable<Unit>, options: GridOptions = {}): Grid {
  const members = new Map<UnitId, Unit[]>()
  const processes = new Map<UnitId, Unit>()
  for (const unit of units) {
    if (unit.helper && !options.showHelpers) continue
    if (unit.kind === 'process') processes.set(unit.id, unit)
    else append(members, unit.process, unit)
  }
  const children = new Map<UnitId | null, Unit[]>()
  for (const process of processes.values()) append(children, parentProcess(process, processes), process)

  const order: { process: Unit; depth: number }[] = []
  const visit = (parent: UnitId | null, depth: number): void => {
    for (const process of children.get(parent) ?? []) {
      order.push({ process, depth })
      visit(process.id, depth + 1)
    }
  }
  visit(null, 0)

  const dead = order.filter(({ process }) => hasEnded(process.state))
  const foldedByAge = new Set(
    dead.slice(0, Math.max(0, dead.length - UNFOLDED_DEAD)).map(({ process }) => process.id),
  )

  const foldsOld = options.foldsOld ?? !options.keep
  const blocks: Block[] = []
  const rowOf = new Map<UnitId, Row>()
  const bottomOf = new Map<UnitId, { y: number; indent: number }>()
  let y = BODY_PADDING
  for (const { process, depth } of order) {
    const all = rowsOf(process, members.get(process.id) ?? [], y, options.keep)
    if (all.length === 0) continue
    const isOld = foldsOld && foldedByAge.has(process.id) && all.length > 1
    const isFolded = options.folded?.get(process.id) ?? isOld
    const rows = isFolded ? all.slice(0, 1) : all
    const height = rows.length * ROW_HEIGHT
    const indent = Math.min(depth, DEEPEST_INDENT) * INDENT
    const above = process.parent === null ? undefined : bottomOf.get(processIdOf(process.parent))
    blocks.push({
      process: process.id,
      depth,
      indent,
      rows,
      hidden: all.length - rows.length,
      isDead: hasEnded(process.state),
      isFolded,
      threads: (members.get(process.id) ?? []).filter(({ state, startedAt }) =>
        hasEnded(process.state) ? startedAt !== null : isAlive(state),
      ).length,
      y,
      height,
      elbow: above ? { x: above.indent + 5, y1: above.y, y2: y + ROW_HEIGHT / 2 } : null,
    })
    for (const row of rows) {
      rowOf.set(row.unit, row)
      rowOf.set(row.shown, row)
    }
    const first = rows[0]
    if (first) {
      if (!rowOf.has(process.id)) rowOf.set(process.id, first)
      for (const unit of members.get(process.id) ?? []) if (!rowOf.has(unit.id)) rowOf.set(unit.id, first)
    }
    bottomOf.set(process.id, { y: y + height, indent })
    y += height + BLOCK_GAP
  }
  const height = blocks.length > 0 ? y - BLOCK_GAP + BODY_PADDING : 0
  return { blocks, rows: blocks.flatMap((block) => block.rows), height, rowOf }
}

function rowsOf(
  process: Unit,
  members: readonly Unit[],
  y: number,
  keep: (row: Row) => boolean = () => true,
): Row[] {
  const main = members.find(({ kind }) => kind === 'main')
  const threads = members.filter(({ kind }) => kind === 'thread')
  const rows: Row[] = []
  const add = (unit: UnitId, shown: UnitId, kind: Row['kind'], isChild: boolean, isLife = false): void => {
    const isFirstChild = isChild && !rows.some((row) => row.isChild)
    const row = { unit, shown, kind, isChild, isFirstChild, isLife, y: y + rows.length * ROW_HEIGHT }
    if (keep(row)) rows.push(row)
  }
  if (process.parent === null && main) {
    // The first process is its box; its first row is the thread that runs the program.
    add(main.id, main.id, 'main', false)
  } else if (threads.length === 0 || !main) {
    add(process.id, main?.id ?? process.id, 'process', false)
  } else {
    add(process.id, process.id, 'process', false, true)
    add(main.id, main.id, 'main', true)
  }
  for (const thread of threads) add(thread.id, thread.id, 'thread', true)
  return rows
}

const processIdOf = (unit: UnitId): UnitId => unit.split('.')[0] ?? unit

function parentProcess(process: Unit, processes: ReadonlyMap<UnitId, Unit>): UnitId | null {
  const parent = process.parent === null ? null : processIdOf(process.parent)
  return parent !== null && processes.has(parent) ? parent : null
}

function append<K, V>(map: Map<K, V[]>, key: K, value: V): void {
  const list = map.get(key)
  if (list) list.push(value)
  else map.set(key, [value])
}
