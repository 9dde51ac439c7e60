/** The rows of the grid as they are shown now: boxes of processes or a table, filtered and in order. */
import { computed, type ComputedRef, type Ref } from 'vue'
import type { Ns } from '../../../../contract/time'
import type { UnitId } from '../../../../contract/unit'
import type { RunData } from '../../stores/run-data'
import { valueOf } from './columns'
import { passes } from './filter'
import { layOut, type Block, type Grid, type Row } from './rows'
import { isLive, layOutTable, sorted } from './table'
import type { useUnitsView } from './units-view'

/** A line that can have the focus: the box of a process (`box:2`) or a unit's row (`row:1.2`). */
export interface Line {
  readonly key: string
  readonly unit: UnitId
  /** The box it stands in; `null` in the table. */
  readonly block: Block | null
  readonly y: number
}

export interface GridLines {
  readonly grid: ComputedRef<Grid>
  readonly lines: ComputedRef<readonly Line[]>
  /** The units of the rows, in their order: what ranges and “all” are made of. */
  readonly order: ComputedRef<readonly UnitId[]>
}

export interface GridLinesOptions {
  readonly run: () => RunData
  readonly folded: Readonly<Ref<ReadonlyMap<UnitId, boolean>>>
  readonly ticks: Readonly<Ref<number>>
  readonly now: () => Ns
}

export function useGridLines(
  view: ReturnType<typeof useUnitsView>,
  { run, folded, ticks, now }: GridLinesOptions,
): GridLines {
  const grid = computed<Grid>((before) => {
    const data = run()
    void data.structure.value
    // Values that change by themselves are looked at twice a second, not with every change.
    if (view.filters || (view.mode === 'table' && isLive(view.sort))) void ticks.value
    const keep = view.filters ? (row: Row): boolean => isKept(data, row, view.filter) : undefined
    const isTable = view.mode === 'table'
    const tree = layOut(data.all(), {
      folded: isTable ? NEVER_FOLDED : folded.value,
      ...(keep && { keep }),
      ...(isTable && { foldsOld: false }),
    })
    if (!isTable) return tree
    const at = now()
    const rows = sorted(tree.rows, view.sort, (row, column) => valueOf(data, row, column, at))
    // The same rows in the same order: nothing has to be drawn anew.
    return before && isSame(before, rows) ? before : layOutTable(rows, tree.rowOf)
  })

  const lines = computed<readonly Line[]>(() => {
    const { blocks, rows } = grid.value
    if (blocks.length === 0) {
      return rows.map(({ unit, y }) => ({ key: `row:${unit}`, unit, block: null, y }))
    }
    return blocks.flatMap((block) => [
      { key: `box:${block.process}`, unit: block.process, block, y: block.y },
      ...block.rows.map(({ unit, y }) => ({ key: `row:${unit}`, unit, block, y })),
    ])
  })
  const order = computed(() => grid.value.rows.map(({ unit }) => unit))
  return { grid, lines, order }
}

const NEVER_FOLDED: ReadonlyMap<UnitId, boolean> = new Map()

function isKept(run: RunData, row: Row, filter: Parameters<typeof passes>[0]): boolean {
  const unit = run.peek(row.unit)
  return unit !== undefined && passes(filter, unit, run.peek(row.shown) ?? unit, row.kind)
}

const isSame = (before: Grid, rows: readonly Row[]): boolean =>
  before.blocks.length === 0 &&
  before.rows.length === rows.length &&
  rows.every(({ unit, shown, isLife }, index) => {
    const row = before.rows[index]
    return row?.unit === unit && row.shown === shown && row.isLife === isLife
  })
