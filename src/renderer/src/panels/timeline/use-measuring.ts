/** Marking a stretch of time with the pointer: dragging on the ruler, or over the lanes with Shift held. */
import { onMounted, onUnmounted, type Ref } from 'vue'
import type { Ns } from '../../../../contract/time'
import { inside } from '../../scale'
import { useUi } from '../../stores/ui'
import { snapped } from './snap'
import { xOf } from './scene'
import { useTimeline } from './timeline-store'
import type { Painting } from './use-painting'

/** A press that moves less than this marks nothing. */
const DRAG_PX = 4
/** So near to an end of the range is meant to move that end. */
const GRAB_PX = 5

type Canvas = Readonly<Ref<HTMLCanvasElement | null>>

export function useMeasuring(ruler: Canvas, lanes: Canvas, painting: Painting): void {
  const timeline = useTimeline()
  const ui = useUi()
  /** The end that stays where it is while the other one is dragged. */
  let anchor: Ns | null = null
  let pressedX = 0
  let isDrag = false

  const timeOf = (event: PointerEvent): Ns | null => {
    const scene = painting.scene()
    const target = event.currentTarget as HTMLElement
    const box = target.getBoundingClientRect()
    const y = target === lanes.value ? inside(target, event.clientY - box.top) : null
    return scene && snapped(scene, inside(target, event.clientX - box.left), y)
  }

  /** The other end of the range when the pointer is on one of its ends. */
  function grabbed(event: PointerEvent): Ns | null {
    const scene = painting.scene()
    const { range } = timeline
    if (!scene || !range) return null
    const target = event.currentTarget as HTMLElement
    const x = inside(target, event.clientX - target.getBoundingClientRect().left)
    const distance = (at: Ns): number => Math.abs(xOf(scene, scene.origin + at) - x)
    if (Math.min(distance(range.from), distance(range.to)) > GRAB_PX) return null
    return distance(range.from) < distance(range.to) ? range.to : range.from
  }

  function onDown(event: PointerEvent): void {
    if (event.button !== 0) return
    const isOnLanes = event.currentTarget === lanes.value
    if (isOnLanes && !event.shiftKey) return
    const held = isOnLanes ? null : grabbed(event)
    anchor = held ?? timeOf(event)
    if (anchor === null) return
    pressedX = event.clientX
    isDrag = held !== null
    event.stopImmediatePropagation()
    // No text is selected on the way.
    event.preventDefault()
    ;(event.currentTarget as HTMLElement).setPointerCapture(event.pointerId)
  }

  function onMove(event: PointerEvent): void {
    if (anchor === null) {
      const target = event.currentTarget as HTMLElement
      if (target === ruler.value) target.style.cursor = grabbed(event) === null ? '' : 'ew-resize'
      return
    }
    event.stopImmediatePropagation()
    if (Math.abs(event.clientX - pressedX) > DRAG_PX) isDrag = true
    const at = timeOf(event)
    if (isDrag && at !== null) timeline.measure(anchor, at)
  }

  function onUp(event: PointerEvent): void {
    if (anchor === null) return
    event.stopImmediatePropagation()
    anchor = null
    // A press on the ruler without a way puts the marks away.
    if (!isDrag) timeline.clear()
  }

  const onCancel = (): void => {
    anchor = null
  }

  /** Esc belongs to a field, a menu or a dialog first. */
  function onKey(event: KeyboardEvent): void {
    if (event.key !== 'Escape' || event.defaultPrevented || ui.dialog !== null) return
    if ((event.target as HTMLElement).closest('input, textarea, [role="textbox"], [role="menu"]')) return
    if (timeline.clear()) event.preventDefault()
  }

  onMounted(() => {
    window.addEventListener('keydown', onKey)
    for (const canvas of [ruler.value, lanes.value]) {
      // Before whoever drags the lanes.
      canvas?.addEventListener('pointerdown', onDown, { capture: true })
      canvas?.addEventListener('pointermove', onMove, { capture: true })
      canvas?.addEventListener('pointerup', onUp, { capture: true })
      canvas?.addEventListener('pointercancel', onCancel)
    }
  })
  onUnmounted(() => {
    window.removeEventListener('keydown', onKey)
    timeline.clear()
  })
}
