/**
 * The panels. A new one is a folder and a line here.
 *
 * - `stage`: the place on the left under the units, beside the log
 * - `note`: the lower part of the sidebar
 * - `page`: all of the main area, in place of units, stage and log
 */
import { defineAsyncComponent, type Component } from 'vue'
import type { View } from '../stores/ui'

export interface Panel {
  readonly place: 'stage' | 'note' | 'page'
  /** The views it belongs to. */
  readonly views: readonly View['name'][]
  readonly component: Component
}

export const PANELS: readonly Panel[] = [
  {
    place: 'note',
    views: ['lesson', 'free-lab'],
    component: defineAsyncComponent(() => import('./lesson/LessonNote.vue')),
  },
  {
    place: 'stage',
    views: ['lesson', 'program'],
    component: defineAsyncComponent(() => import('./program/ProgramPanel.vue')),
  },
  {
    place: 'stage',
    views: ['free-lab'],
    component: defineAsyncComponent(() => import('./free-lab/FreeLabPanel.vue')),
  },
  {
    place: 'page',
    views: ['history'],
    component: defineAsyncComponent(() => import('./history/HistoryPanel.vue')),
  },
  {
    place: 'page',
    views: ['repeat'],
    component: defineAsyncComponent(() => import('./repeat/RepeatPanel.vue')),
  },
  {
    place: 'page',
    views: ['compare'],
    component: defineAsyncComponent(() => import('./compare/ComparePanel.vue')),
  },
]

/** The panel that stands at a place in a view, or `null`. */
export const panelAt = (place: Panel['place'], view: View['name']): Component | null =>
  PANELS.find((panel) => panel.place === place && panel.views.includes(view))?.component ?? null
