/** The time beside a line of the log: since the start of the run, by the clock on the wall, or since the line before. */
import { NS_PER_MS, type Ns } from '../../../../contract/time'
import type { Run } from '../../../../contract/run'
import { seconds } from '../../look/format'

export const TIME_STYLES = ['relative', 'wall', 'delta'] as const
export type TimeStyle = (typeof TIME_STYLES)[number]

const DECIMALS = 3

/** `before` is the time of the line (or event) before it; `null` where that is not known. */
export function lineTime(style: TimeStyle, run: Run, at: Ns, before: Ns | null): string {
  switch (style) {
    case 'relative':
      return seconds(at - run.startedAt, DECIMALS)
    case 'wall':
      return wallTime(run.startedAtWall + (at - run.startedAt) / NS_PER_MS)
    case 'delta':
      // Lines of two processes may stand a little out of order.
      return before === null ? '' : `+${seconds(Math.max(0, at - before), DECIMALS)}`
  }
}

/** `14:03:22.125` in the zone of this machine. */
export function wallTime(ms: number): string {
  const date = new Date(ms)
  const two = (n: number): string => String(n).padStart(2, '0')
  const time = [date.getHours(), date.getMinutes(), date.getSeconds()].map(two).join(':')
  return `${time}.${String(date.getMilliseconds()).padStart(3, '0')}`
}
