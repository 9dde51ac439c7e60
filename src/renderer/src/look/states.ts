/**
 * How each state looks: its tokens (`st-*`), its silhouette and its lane. The one table that the compiler
 * makes a new state join.
 */
import type { UnitState } from '../../../contract/unit'
import type { StateIcon } from './state-icons'

export type StateTokens =
  'new' | 'start' | 'run' | 'sleep' | 'input' | 'join' | 'lock' | 'done' | 'fail' | 'term'

/** Texture of a lane's stretch. Each is told from the others without its colour. */
export type LaneTexture =
  | 'dots'
  | 'outline'
  | 'solid'
  | 'line'
  | 'box'
  | 'hatch'
  | 'hatch-thin'
  | 'bars'
  | 'bars-wide'
  | 'rails'
  | 'none'

export interface StateLook {
  readonly tokens: StateTokens
  readonly icon: StateIcon
  readonly texture: LaneTexture
}

export const STATE_LOOKS: Readonly<Record<UnitState, StateLook>> = {
  new: { tokens: 'new', icon: 's-new', texture: 'dots' },
  starting: { tokens: 'start', icon: 's-start', texture: 'outline' },
  running: { tokens: 'run', icon: 's-run', texture: 'solid' },
  sleeping: { tokens: 'sleep', icon: 's-sleep', texture: 'line' },
  input: { tokens: 'input', icon: 's-input', texture: 'box' },
  join: { tokens: 'join', icon: 's-join', texture: 'hatch' },
  exit: { tokens: 'join', icon: 's-exit', texture: 'hatch-thin' },
  lock: { tokens: 'lock', icon: 's-lock', texture: 'bars' },
  semaphore: { tokens: 'lock', icon: 's-lock', texture: 'bars' },
  condition: { tokens: 'lock', icon: 's-signal', texture: 'bars-wide' },
  event: { tokens: 'lock', icon: 's-signal', texture: 'bars-wide' },
  barrier: { tokens: 'lock', icon: 's-signal', texture: 'bars-wide' },
  queue: { tokens: 'sleep', icon: 's-queue', texture: 'rails' },
  pipe: { tokens: 'sleep', icon: 's-queue', texture: 'rails' },
  finished: { tokens: 'done', icon: 's-done', texture: 'none' },
  failed: { tokens: 'fail', icon: 's-fail', texture: 'none' },
  terminated: { tokens: 'term', icon: 's-term', texture: 'none' },
  abandoned: { tokens: 'term', icon: 's-gone', texture: 'none' },
}

/** Hues for processes; a seventh process begins again with the first. */
const HUES = 6

/** Class that sets the hue of a process: the same for all that lives in it. */
export function hueClass(process: string): string {
  const number = Number.parseInt(process, 10)
  return `p${((number - 1) % HUES) + 1}`
}
