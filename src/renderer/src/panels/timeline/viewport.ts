/** Which stretch of time the lanes show. All times in ns since the run's start. Pure. */
import { NS_PER_MS, NS_PER_S, type Ns } from '../../../../contract/time'

export interface Viewport {
  readonly start: Ns
  /** Length of the time shown over the whole width. */
  readonly span: Ns
}

/** How the viewport moves with the run. */
export type Mode =
  /** All of the run, from its start to now. */
  | { readonly name: 'fit' }
  /** A stretch of this length whose end is now. */
  | { readonly name: 'follow'; readonly span: Ns }
  /** Where the person put it. */
  | { readonly name: 'still'; readonly viewport: Viewport }

/** Where now stands, as a share of the width. */
export const PLAYHEAD_AT = 0.94
const SHORTEST_SPAN: Ns = 20_000
/** While a run is young its first moments would fill the screen and then shrink away. */
const SHORTEST_LIVE_FIT: Ns = 500 * NS_PER_MS

export function viewportOf(mode: Mode, now: Ns, isLive: boolean): Viewport {
  switch (mode.name) {
    case 'fit':
      return {
        start: 0,
        span: Math.max(now / PLAYHEAD_AT, isLive ? SHORTEST_LIVE_FIT : SHORTEST_SPAN),
      }
    case 'follow':
      return { start: Math.max(0, now - mode.span * PLAYHEAD_AT), span: mode.span }
    case 'still':
      return mode.viewport
  }
}

/** Makes the shown time `factor` times as long around `anchor`. Longest: twice the run. */
export function zoomed(viewport: Viewport, factor: number, anchor: Ns, now: Ns): Viewport {
  const longest = Math.max((now / PLAYHEAD_AT) * 2, NS_PER_S)
  const span = Math.min(Math.max(viewport.span * factor, SHORTEST_SPAN), longest)
  const share = (anchor - viewport.start) / viewport.span
  return panned({ start: anchor - share * span, span }, 0, now)
}

/** Moves by `by` ns; at least a tenth of the run stays in sight. */
export function panned({ start, span }: Viewport, by: Ns, now: Ns): Viewport {
  const lowest = -span * (1 - PLAYHEAD_AT)
  const highest = Math.max(lowest, now - span * 0.1)
  return { start: Math.min(Math.max(start + by, lowest), highest), span }
}

export interface Tick {
  readonly at: Ns
  readonly label: string
}

/** Marks at round times, about `targetPx` apart. */
export function ticksOf({ start, span }: Viewport, width: number, targetPx = 76): Tick[] {
  if (width <= 0) return []
  const rough = (span * targetPx) / width
  const power = 10 ** Math.floor(Math.log10(rough))
  const step = [1, 2, 5, 10].map((n) => n * power).find((n) => n >= rough) ?? power * 10
  const ticks: Tick[] = []
  for (let n = Math.max(0, Math.ceil(start / step)); n * step <= start + span; n += 1) {
    ticks.push({ at: n * step, label: tickLabel(n * step, step) })
  }
  return ticks
}

/** A time on the ruler, in the unit that suits the distance between marks. */
export function tickLabel(at: Ns, step: Ns): string {
  if (at === 0) return '0 s'
  if (step >= NS_PER_S) return `${Math.round(at / NS_PER_S)} s`
  if (step >= NS_PER_S / 1000) {
    const decimals = Math.max(0, -Math.floor(Math.log10(step / NS_PER_S) + 1e-9))
    return `${(at / NS_PER_S).toFixed(decimals)} s`
  }
  const decimals = Math.max(0, -Math.floor(Math.log10(step / NS_PER_MS) + 1e-9))
  return `${(at / NS_PER_MS).toFixed(decimals)} ms`
}
