/** Pointer and keys over the lanes: tips with exact times, dragging, zooming, and stepping from event to event. */
import { onMounted, onUnmounted, shallowRef, type Ref, type ShallowRef } from 'vue'
import type { UnitId } from '../../../../contract/unit'
import { inside, scaleOf } from '../../scale'
import { useUi } from '../../stores/ui'
import { ROW_HEIGHT } from '../units/rows'
import { tipFor, type Tip } from './describe'
import { hitTest } from './hit'
import { laneOf } from './lane-parts'
import { timeAt, xOf, type Attention } from './scene'
import { useTimeline, ZOOM_STEP } from './timeline-store'
import type { Painting } from './use-painting'

export interface PlacedTip extends Tip {
  /** In CSS pixels of the window. */
  readonly x: number
  readonly y: number
}

export interface LanePointer {
  /** The unit and the link under the pointer. */
  pointed(): Pick<Attention, 'unit' | 'link'>
  readonly tip: Readonly<ShallowRef<PlacedTip | null>>
  /** The unit whose row is under the pointer. */
  unitAt(event: MouseEvent): UnitId | null
  /** Goes to the previous or next change of a unit and says what it is. */
  step(unit: UnitId, isNext: boolean): void
}

/** A press that moves less than this is a click. */
const DRAG_PX = 4
/** How much one notch of the wheel zooms. */
const WHEEL_ZOOM = 1.0015

const NOTHING: Pick<Attention, 'unit' | 'link'> = { unit: null, link: null }

export function useLanePointer(
  canvas: Readonly<Ref<HTMLCanvasElement | null>>,
  painting: Painting,
  onSelect: (unit: UnitId) => void,
): LanePointer {
  const timeline = useTimeline()
  const ui = useUi()
  const tip = shallowRef<PlacedTip | null>(null)
  let pressed: { x: number; at: number; isDrag: boolean } | null = null
  let pointed: Pick<Attention, 'unit' | 'link'> = NOTHING

  const place = (event: MouseEvent): { x: number; y: number } => {
    const box = canvas.value?.getBoundingClientRect()
    return {
      x: inside(canvas.value, event.clientX - (box?.left ?? 0)),
      y: inside(canvas.value, event.clientY - (box?.top ?? 0)),
    }
  }

  function onMove(event: PointerEvent): void {
    const scene = painting.scene()
    if (!scene) return
    const { x, y } = place(event)
    if (pressed) {
      if (Math.abs(event.clientX - pressed.x) > DRAG_PX) pressed.isDrag = true
      if (pressed.isDrag) {
        tip.value = null
        timeline.pan((inside(canvas.value, pressed.at - event.clientX) / scene.width) * scene.viewport.span)
        pressed.at = event.clientX
        return
      }
    }
    const hit = hitTest(scene, x, y)
    pointed = { unit: unitAt(event), link: hit?.kind === 'link' ? hit.link : null }
    const words = hit && tipFor(hit, scene.run, scene.now)
    tip.value = words ? { ...words, x: event.clientX, y: event.clientY } : null
  }

  function onDown(event: PointerEvent): void {
    if (event.button !== 0) return
    pressed = { x: event.clientX, at: event.clientX, isDrag: false }
    canvas.value?.setPointerCapture(event.pointerId)
  }

  function onUp(event: PointerEvent): void {
    const wasDrag = pressed?.isDrag
    pressed = null
    if (wasDrag) return
    const unit = unitAt(event)
    if (unit) onSelect(unit)
    goTo(event)
  }

  /** The log and the code go to the stretch that was pressed; where it still lasts, they are there already. */
  function goTo(event: PointerEvent): void {
    const scene = painting.scene()
    if (!scene) return
    const { x, y } = place(event)
    const hit = hitTest(scene, x, y)
    if (hit?.kind !== 'stretch' || hit.to === null) return
    timeline.cursor = hit.from - scene.origin
    timeline.wish = { unit: hit.unit, at: hit.from }
    const line = hit.wait?.place?.line ?? scene.run.peek(hit.unit)?.source?.line
    if (line !== undefined) ui.showLine(line)
  }

  function onWheel(event: WheelEvent): void {
    const scene = painting.scene()
    if (!scene) return
    const { width, viewport } = scene
    if (event.ctrlKey || event.metaKey) {
      event.preventDefault()
      timeline.zoom(WHEEL_ZOOM ** event.deltaY, timeAt(scene, place(event).x))
    } else if (event.shiftKey || Math.abs(event.deltaX) > Math.abs(event.deltaY)) {
      event.preventDefault()
      timeline.pan(((event.deltaX || event.deltaY) / width) * viewport.span)
    }
  }

  const onLeave = (): void => {
    tip.value = null
    pointed = NOTHING
  }
  const onDouble = (event: MouseEvent): void => {
    const scene = painting.scene()
    if (!scene) return
    timeline.zoom(1 / ZOOM_STEP ** 2, timeAt(scene, place(event).x))
  }

  function unitAt(event: MouseEvent): UnitId | null {
    const scene = painting.scene()
    if (!scene) return null
    const y = place(event).y + scene.scrollTop
    return scene.grid.rows.find((row) => y >= row.y && y < row.y + ROW_HEIGHT)?.unit ?? null
  }

  function step(unit: UnitId, isNext: boolean): void {
    const scene = painting.scene()
    const row = scene?.grid.rowOf.get(unit)
    if (!scene || !row) return
    const from =
      timeline.cursor !== null
        ? scene.origin + timeline.cursor
        : isNext
          ? scene.origin + scene.viewport.start
          : scene.now
    const changes = laneOf(scene.run, row, scene.now).parts.flatMap(({ lane, from: begin, until }) => {
      const index = lane.indexAt(from)
      const candidates = [lane.at(index - 1), lane.at(index), lane.at(index + 1), until]
      return candidates.filter((at) => Number.isFinite(at) && at >= begin && at <= until)
    })
    const next = isNext
      ? Math.min(...changes.filter((at) => at > from))
      : Math.max(...changes.filter((at) => at < from))
    if (!Number.isFinite(next)) return
    timeline.cursor = next - scene.origin
    timeline.show(next - scene.origin)
    // The new viewport is drawn with the next frame; the tip stands where the change will be.
    requestAnimationFrame(() => {
      const drawn = painting.scene()
      const box = canvas.value?.getBoundingClientRect()
      if (!drawn || !box) return
      const x = xOf(drawn, next) + 1
      const y = row.y - drawn.scrollTop + ROW_HEIGHT / 2
      const hit = hitTest(drawn, x, y)
      const words = hit && tipFor(hit, drawn.run, drawn.now)
      const scale = scaleOf(canvas.value)
      tip.value = words ? { ...words, x: box.left + x * scale, y: box.top + y * scale } : null
    })
  }

  onMounted(() => {
    const target = canvas.value
    target?.addEventListener('pointermove', onMove)
    target?.addEventListener('pointerdown', onDown)
    target?.addEventListener('pointerup', onUp)
    target?.addEventListener('pointerleave', onLeave)
    target?.addEventListener('dblclick', onDouble)
    target?.addEventListener('wheel', onWheel, { passive: false })
  })
  onUnmounted(() => {
    tip.value = null
  })
  return { pointed: () => pointed, tip, unitAt, step }
}
