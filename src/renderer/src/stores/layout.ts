/**
 * How much room there is, and what stands in it: panels that are hidden, one place for several panels where the
 * room does not do for all, and the projector mode.
 *
 * Sizes are in CSS pixels of the page's own scale: the window at 200 % zoom is half as wide, and so it is in the
 * projector mode, which draws everything larger.
 */
import { defineStore } from 'pinia'
import { computed, onScopeDispose, ref, shallowRef, watchEffect } from 'vue'
import { useSettings } from './settings'

export const LAB_PANELS = ['units', 'code', 'log'] as const
export type LabPanel = (typeof LAB_PANELS)[number]
/** What the person can hide. */
export const HIDEABLE = [...LAB_PANELS, 'lessons'] as const
export type Hideable = (typeof HIDEABLE)[number]

/** How much larger the projector mode draws. */
const PROJECTOR_SCALE = 1.3

/** Names of what there is no room for, as styles know them: `[data-room~='rail']`. */
const ROOM = [
  { name: 'rail', below: { width: 1360 } }, // lessons as numbers
  { name: 'narrow', below: { width: 1240 } }, // no breadcrumb, quiet columns
  { name: 'compact', below: { width: 960 } }, // code and log in one place
  { name: 'small', below: { width: 700 } }, // only what a run needs
  { name: 'low', below: { height: 800 } }, // no note beside the lessons
  { name: 'flat', below: { height: 480 } }, // one panel at a time
] as const

export const useLayout = defineStore('layout', () => {
  const settings = useSettings()
  const window_ = shallowRef({ width: window.innerWidth, height: window.innerHeight })
  const measure = (): void => {
    window_.value = { width: window.innerWidth, height: window.innerHeight }
  }
  window.addEventListener('resize', measure)
  onScopeDispose(() => window.removeEventListener('resize', measure))

  const isProjector = computed(() => settings.page('projector', false))
  const scale = computed(() => (isProjector.value ? PROJECTOR_SCALE : 1))
  const width = computed(() => window_.value.width / scale.value)
  const height = computed(() => window_.value.height / scale.value)
  const room = computed(() =>
    ROOM.filter(({ below }) =>
      'width' in below ? width.value < below.width : height.value < below.height,
    ).map(({ name }) => name as string),
  )
  const isRail = computed(() => room.value.includes('rail'))

  /** `grid`: all beside each other; `stacked`: units over code or log; `single`: one at a time. */
  const arrangement = computed<'grid' | 'stacked' | 'single'>(() => {
    if (height.value < 480) return 'single'
    if (width.value >= 960) return 'grid'
    return height.value < 620 ? 'single' : 'stacked'
  })
  /** The panel that was asked for last, where not all have a place. */
  const front = ref<LabPanel>('code')

  const isHidden = (panel: Hideable): boolean => settings.page(`hide.${panel}`, false)
  /** Panels that share a place, in order; empty when each has its own. */
  const sharing = computed<LabPanel[]>(() => {
    const open = LAB_PANELS.filter((panel) => !isHidden(panel))
    if (arrangement.value === 'grid') return []
    return arrangement.value === 'single' ? open : open.filter((panel) => panel !== 'units')
  })
  const inFront = computed<LabPanel | undefined>(() =>
    sharing.value.includes(front.value) ? front.value : sharing.value[0],
  )

  function isShown(panel: Hideable): boolean {
    if (isHidden(panel)) return false
    if (panel === 'lessons' || !sharing.value.includes(panel)) return true
    return panel === inFront.value
  }
  /** One of units, code and log stays. */
  const isLast = (panel: Hideable): boolean =>
    panel !== 'lessons' && LAB_PANELS.every((other) => other === panel || isHidden(other))

  const toggle = (panel: Hideable): Promise<void> => settings.setPage(`hide.${panel}`, !isHidden(panel))
  /** Makes sure that a panel can be seen: its focus is about to be taken. */
  async function reveal(panel: Hideable): Promise<void> {
    if (panel !== 'lessons') front.value = panel
    if (isHidden(panel)) await toggle(panel)
  }
  const setProjector = (isOn: boolean): Promise<void> => settings.setPage('projector', isOn)

  watchEffect(() => {
    const { dataset, style } = document.documentElement
    dataset['room'] = room.value.join(' ')
    dataset['projector'] = String(isProjector.value)
    style.setProperty('--scale', String(scale.value))
  })

  return {
    isProjector,
    scale,
    isRail,
    arrangement,
    sharing,
    inFront,
    isHidden,
    isShown,
    isLast,
    toggle,
    reveal,
    setProjector,
  }
})
