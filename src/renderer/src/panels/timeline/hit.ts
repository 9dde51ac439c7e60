/** What is under a point of the lanes. */
import type { Link, UnitId, UnitState, Wait } from '../../../../contract/unit'
import { ROW_HEIGHT, type Row } from '../units/rows'
import { laneOf } from './lane-parts'
import { linksInSight } from './paint-links'
import { timeAt, xOf, type Scene } from './scene'

export type Hit =
  | {
      readonly kind: 'stretch'
      readonly row: Row
      readonly unit: UnitId
      readonly state: UnitState
      readonly wait: Wait | null
      /** On the machine's clock; `to` is `null` while it lasts. */
      readonly from: number
      readonly to: number | null
    }
  | { readonly kind: 'link'; readonly link: Link }
  | { readonly kind: 'row'; readonly row: Row }

const LINK_REACH_PX = 4

/** `x` and `y` are CSS pixels from the corner of the canvas. */
export function hitTest(scene: Scene, x: number, y: number): Hit | null {
  const bodyY = y + scene.scrollTop
  const link = linkAt(scene, x, bodyY)
  const row = scene.grid.rows.find((candidate) => bodyY >= candidate.y && bodyY < candidate.y + ROW_HEIGHT)
  // A link is thinner than a stretch: it wins outside of stretches and at the gaps between rows.
  const isOnStretch = row !== undefined && bodyY > row.y + 5 && bodyY < row.y + ROW_HEIGHT - 5
  if (link && !isOnStretch) return { kind: 'link', link }
  if (!row) return link ? { kind: 'link', link } : null
  const at = scene.origin + timeAt(scene, x)
  for (const part of laneOf(scene.run, row, scene.now).parts) {
    if (at < part.from || at >= part.until) continue
    const index = part.lane.indexAt(at)
    if (index < 0) continue
    const next = part.lane.at(index + 1)
    const isOpen = next === Infinity && part.until >= scene.now && scene.isLive
    return {
      kind: 'stretch',
      row,
      unit: part.unit,
      state: part.lane.state(index),
      wait: part.lane.wait(index),
      from: part.lane.at(index),
      to: isOpen ? null : Math.min(next, part.until),
    }
  }
  return { kind: 'row', row }
}

function linkAt(scene: Scene, x: number, bodyY: number): Link | null {
  let best: Link | null = null
  let bestDistance = LINK_REACH_PX
  for (const link of linksInSight(scene)) {
    const from = scene.grid.rowOf.get(link.from)
    const to = scene.grid.rowOf.get(link.to)
    if (!from || !to) continue
    const top = Math.min(from.y, to.y) + 6
    const bottom = Math.max(from.y, to.y) + ROW_HEIGHT - 6
    const distance = Math.abs(xOf(scene, link.at) - x)
    if (bodyY >= top && bodyY <= bottom && distance <= bestDistance) {
      best = link
      bestDistance = distance
    }
  }
  return best
}
