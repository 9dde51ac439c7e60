/** How the lanes move with the run, shared by the buttons, the keys, the wheel and the lessons. */
import { defineStore } from 'pinia'
import { computed, ref, shallowRef } from 'vue'
import type { Ns } from '../../../../contract/time'
import type { UnitId } from '../../../../contract/unit'
import type { TimeRange } from './scene'
import { panned, viewportOf, zoomed, type Mode, type Viewport } from './viewport'

/** One press of a zoom button or key. */
export const ZOOM_STEP = 1.5

/** When something of a unit began, on the machine's clock. */
export interface Moment {
  readonly unit: UnitId
  readonly at: Ns
}

export const useTimeline = defineStore('timeline', () => {
  const mode = shallowRef<Mode>({ name: 'fit' })
  /** What was drawn last: the viewport, where now was in it, and whether the run was going on. */
  let drawn: { viewport: Viewport; now: Ns; isLive: boolean } = {
    viewport: { start: 0, span: 1 },
    now: 0,
    isLive: false,
  }
  /** The stretch of time that is measured. */
  const range = shallowRef<TimeRange | null>(null)
  /** Where the keys stand, in ns since the run's start. */
  const cursor = shallowRef<Ns | null>(null)
  /** A moment of a unit that the log and the code were asked to show. A wish for the same one is a new wish. */
  const wish = shallowRef<Moment | null>(null)
  /** The strip shows cores instead of how many units were running at once. */
  const showsCores = ref(false)
  const isFollowing = computed(() => mode.value.name !== 'still')

  /** The viewport for this frame; what zooming and panning start from until the next one. */
  function frame(now: Ns, isLive: boolean): Viewport {
    drawn = { viewport: viewportOf(mode.value, now, isLive), now, isLive }
    return drawn.viewport
  }

  /** Shows `factor` times as much time. Around `anchor` (ns since the start), else around now or the middle. */
  function zoom(factor: number, anchor?: Ns): void {
    const { viewport, now } = drawn
    if (anchor === undefined && isFollowing.value && drawn.isLive) {
      const { span } = zoomed(viewport, factor, now, now)
      mode.value = { name: 'follow', span }
      return
    }
    const around = anchor ?? viewport.start + viewport.span / 2
    mode.value = { name: 'still', viewport: zoomed(viewport, factor, around, now) }
  }

  function pan(by: Ns): void {
    mode.value = { name: 'still', viewport: panned(drawn.viewport, by, drawn.now) }
  }

  function fit(): void {
    mode.value = { name: 'fit' }
  }

  function follow(isOn: boolean): void {
    mode.value = isOn
      ? { name: 'follow', span: drawn.viewport.span }
      : { name: 'still', viewport: drawn.viewport }
  }

  /** Brings a time into sight, a third from the left, without changing the zoom. */
  function show(at: Ns): void {
    const { viewport, now } = drawn
    if (at >= viewport.start && at <= viewport.start + viewport.span) return
    mode.value = {
      name: 'still',
      viewport: panned({ start: at - viewport.span / 3, span: viewport.span }, 0, now),
    }
  }

  /** Measures between two times, in either order. */
  function measure(one: Ns, other: Ns): void {
    range.value = { from: Math.min(one, other), to: Math.max(one, other) }
  }

  /** Puts one end of the range where the keys stand, or at now; the other end stays, or begins there as well. */
  function markEnd(end: 'from' | 'to'): void {
    const at = cursor.value ?? drawn.now
    const { from, to } = range.value ?? { from: at, to: at }
    if (end === 'from') range.value = { from: at, to: Math.max(at, to) }
    else range.value = { from: Math.min(from, at), to: at }
  }

  /** Forgets the range, and where the keys stand. Returns whether there was anything. */
  function clear(): boolean {
    const was = range.value !== null || cursor.value !== null
    range.value = null
    cursor.value = null
    return was
  }

  /** Another run is on the screen: marks in the time of the one before mean nothing in it. */
  function beginRun(): void {
    clear()
    if (!isFollowing.value) fit()
  }

  return {
    mode,
    range,
    cursor,
    showsCores,
    wish,
    isFollowing,
    frame,
    zoom,
    pan,
    fit,
    follow,
    show,
    measure,
    markEnd,
    clear,
    beginRun,
  }
})
