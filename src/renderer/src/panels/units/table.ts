/** The flat table: the rows of the tree without their boxes, in the order of a column. Its rows are the lanes too. */
import type { UnitId } from '../../../../contract/unit'
import { COLUMNS, type Column } from './columns'
import { ROW_HEIGHT, type Grid, type Row } from './rows'

export interface Sort {
  readonly column: Column
  readonly isDown: boolean
}

/** Whoever sorts by a number looks for the largest. */
const LARGEST_FIRST: ReadonlySet<Column> = new Set<Column>(['memory', 'cpu', 'elapsed'])
/** Their values change without a unit changing. */
const LIVE: ReadonlySet<Column> = new Set<Column>(['memory', 'cpu', 'elapsed', 'status'])

export const isLive = (sort: Sort | null): boolean => sort !== null && LIVE.has(sort.column)

/** What pressing a column's head leads to: its first direction, the other one, and then the order of creation. */
export function nextSort(sort: Sort | null, column: Column): Sort | null {
  const first = LARGEST_FIRST.has(column)
  if (sort?.column !== column) return { column, isDown: first }
  return sort.isDown === first ? { column, isDown: !first } : null
}

/** As it is kept in the settings: `cpu:down`; `''` for none. */
export const sortText = (sort: Sort | null): string =>
  sort ? `${sort.column}:${sort.isDown ? 'down' : 'up'}` : ''

export function readSort(text: string): Sort | null {
  const [column, direction] = text.split(':')
  const known = COLUMNS.find((one) => one === column)
  return known ? { column: known, isDown: direction === 'down' } : null
}

/** Equal values keep the order of creation, missing ones stand last in either direction. */
export function sorted(
  rows: readonly Row[],
  sort: Sort | null,
  valueOf: (row: Row, column: Column) => number | string | null,
): readonly Row[] {
  if (!sort) return rows
  const sign = sort.isDown ? -1 : 1
  const keyed = rows.map((row) => ({ row, value: valueOf(row, sort.column) }))
  keyed.sort((a, b) => {
    if (a.value === null || b.value === null) return Number(a.value === null) - Number(b.value === null)
    return sign * compare(a.value, b.value)
  })
  return keyed.map(({ row }) => row)
}

/** Names as people count them: Thread-2 before Thread-10. */
const names = new Intl.Collator(undefined, { numeric: true })
const compare = (a: number | string, b: number | string): number =>
  typeof a === 'number' && typeof b === 'number' ? a - b : names.compare(String(a), String(b))

/** The table of rows in their order, as a grid: without boxes and elbows. */
export function layOutTable(rows: readonly Row[], rowOfTree: ReadonlyMap<UnitId, Row>): Grid {
  const placed = rows.map((row, index) => ({
    ...row,
    isChild: false,
    isFirstChild: false,
    y: index * ROW_HEIGHT,
  }))
  const byUnit = new Map(placed.map((row) => [row.unit, row]))
  const rowOf = new Map<UnitId, Row>()
  for (const [unit, { unit: holder }] of rowOfTree) {
    const row = byUnit.get(holder)
    if (row) rowOf.set(unit, row)
  }
  return { blocks: [], rows: placed, height: placed.length * ROW_HEIGHT, rowOf }
}
