/** The one time axis of the lanes of two runs: both begin at its origin and have its scale. */
import { shallowRef } from 'vue'
import { panned, viewportOf, zoomed, type Mode, type Viewport } from '../timeline/viewport'

export interface SharedAxis {
  viewport(): Viewport
  /** Around a time in ns since the start; without one: around the middle. */
  zoom(factor: number, anchor?: number): void
  pan(byNs: number): void
  fit(): void
}

/** `longest`: how long the longer run is by now, in ns. */
export function useSharedAxis(longest: () => number, isLive: () => boolean): SharedAxis {
  const mode = shallowRef<Mode>({ name: 'fit' })
  const viewport = (): Viewport => viewportOf(mode.value, longest(), isLive())
  const still = (next: Viewport): void => void (mode.value = { name: 'still', viewport: next })
  return {
    viewport,
    zoom(factor, anchor) {
      const now = viewport()
      still(zoomed(now, factor, anchor ?? now.start + now.span / 2, longest()))
    },
    pan: (by) => still(panned(viewport(), by, longest())),
    fit: () => void (mode.value = { name: 'fit' }),
  }
}
