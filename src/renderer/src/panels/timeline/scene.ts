/** What one frame of the timeline is drawn from. Plain data; times are on the machine's clock unless said otherwise. */
import type { Ns } from '../../../../contract/time'
import type { Link, UnitId } from '../../../../contract/unit'
import type { RunData } from '../../stores/run-data'
import type { Grid } from '../units/rows'
import type { Palette } from './palette'
import type { Textures } from './textures'
import type { Viewport } from './viewport'

/** A stretch of time that is measured, in ns since the run's start; `from` is the earlier end. */
export interface TimeRange {
  readonly from: Ns
  readonly to: Ns
}

/** What the person points at or has marked. A picture has none of it. */
export interface Attention {
  /** The unit whose links stand out: the one under the pointer, or the selected one. */
  readonly unit: UnitId | null
  readonly link: Link | null
  readonly range: TimeRange | null
  /** Where the keys stand, in ns since the run's start. */
  readonly cursor: Ns | null
}

export interface Scene {
  readonly run: RunData
  readonly grid: Grid
  readonly viewport: Viewport
  /** The run's start, and the end of what is still going on, on the machine's clock. */
  readonly origin: number
  readonly now: number
  readonly isLive: boolean
  readonly width: number
  readonly height: number
  readonly scrollTop: number
  readonly ratio: number
  readonly palette: Palette
  readonly textures: Textures
  readonly attention?: Attention
}

/** Pixels from the left of the lanes. */
export const xOf = ({ viewport, origin, width }: Scene, at: number): number =>
  ((at - origin - viewport.start) / viewport.span) * width

/** The time under a place, in ns since the run's start. */
export const timeAt = ({ viewport, width }: Scene, x: number): Ns =>
  viewport.start + (x / width) * viewport.span
