/**
 * Draws ruler and lanes: at most once a frame, and only when something that can be seen has changed – new
 * steps, another viewport or size, or a playhead that has moved by half a pixel. An idle run of an hour is
 * drawn a few times a second, not sixty.
 */
import { onMounted, onUnmounted, type Ref } from 'vue'
import { clock } from '../../clock'
import { fontsVersion } from '../../fonts'
import { locale } from '../../i18n'
import type { RunData } from '../../stores/run-data'
import { useSettings } from '../../stores/settings'
import { useLab } from '../../stores/lab'
import { useUi } from '../../stores/ui'
import { useLayout } from '../../stores/layout'
import { useReducedMotion } from '../../stores/media'
import type { Grid } from '../units/rows'
import { concurrencyOf, type Concurrency, type RunningLane } from './concurrency'
import { coreColumns, type CoreColumns } from './core-columns'
import { paintLanes } from './paint-lanes'
import { paintRuler, RULER_HEIGHT, STRIP_HEIGHT } from './paint-ruler'
import { readPalette, type Palette } from './palette'
import { Textures } from './textures'
import type { Attention, Scene } from './scene'
import { useTimeline } from './timeline-store'

/** With reduced motion, lanes step instead of flowing. */
const STEP_MS = 250
/** The strip looks at every lane. It is counted anew when so many times of what that took have passed. */
const STRIP_REST = 15

export interface PaintingPlaces {
  readonly ruler: Ref<HTMLCanvasElement | null>
  readonly lanes: Ref<HTMLCanvasElement | null>
  run(): RunData | null
  grid(): Grid
  scrollTop(): number
  /** What the pointer is on; `null` fields when on nothing. */
  pointed(): Pick<Attention, 'unit' | 'link'>
}

/** What was drawn last, for hits and tips. */
export interface Painting {
  scene(): Scene | null
  strip(): Concurrency | CoreColumns
}

/** The end of what is still going on: now, or the end of the run; on the machine's clock. */
export function endOf(run: RunData): number {
  const { state, endedAt, startedAt } = run.run.value
  if (state === 'ended' && endedAt !== null) return endedAt
  return Math.max(clock.now(), startedAt)
}

export function usePainting(places: PaintingPlaces): Painting {
  const timeline = useTimeline()
  const settings = useSettings()
  const ui = useUi()
  const lab = useLab()
  const layout = useLayout()
  const reducedMotion = useReducedMotion()
  let scene: Scene | null = null
  let strip: Concurrency | CoreColumns = {
    viewport: { start: 0, span: 1 },
    processes: [],
    columns: new Map(),
    highest: 0,
  }
  let stripKey = ''
  let isStripBehind = false
  let stripDue = -Infinity
  let lastKey = ''
  /** Rows in another order are another grid of the same height. */
  let lastGrid: Grid | null = null
  let lastAt = -Infinity
  let palette: { of: string; colours: Palette; textures: Textures } | null = null
  let frame = 0
  /** Of the lanes in sight, kept by an observer: asking every frame would lay the page out every frame. */
  let size = { width: 0, height: 0 }
  const sizes = new ResizeObserver(([entry]) => {
    if (entry) size = { width: entry.contentRect.width, height: entry.contentRect.height }
  })

  function coloursFor(place: HTMLElement, ratio: number): { colours: Palette; textures: Textures } {
    const of = `${settings.theme}/${ratio}`
    if (palette?.of !== of) {
      const colours = readPalette(place)
      palette = { of, colours, textures: new Textures(colours, ratio) }
    }
    return palette
  }

  function draw(time: number): void {
    frame = requestAnimationFrame(draw)
    const run = places.run()
    const lanes = places.lanes.value
    const ruler = places.ruler.value
    if (!run || !lanes || !ruler) return
    if (reducedMotion.value && time - lastAt < STEP_MS) return
    const { width, height } = size
    if (width < 1 || height < 1) return
    const ratio = (window.devicePixelRatio || 1) * layout.scale
    const origin = run.run.value.startedAt
    const isLive = run.run.value.state !== 'ended'
    const now = endOf(run)
    const viewport = timeline.frame(now - origin, isLive)
    const halfPixel = viewport.span / width / 2 / ratio
    const pointed = places.pointed()
    const attention: Attention = {
      unit: pointed.unit ?? ui.selected,
      link: pointed.link,
      range: timeline.range,
      cursor: timeline.cursor,
    }
    const key = [
      attention.unit,
      attention.link ? `${attention.link.at}/${attention.link.from}/${attention.link.to}` : '',
      timeline.range?.from,
      timeline.range?.to,
      timeline.cursor,
      timeline.showsCores,
      run.run.value.id,
      run.drawVersion,
      Math.round(viewport.start / halfPixel),
      // A change of the scale that moves nothing by half a pixel cannot be seen.
      Math.round(Math.log(viewport.span) * width * ratio * 2),
      isLive ? Math.round(now / halfPixel) : now,
      width,
      height,
      places.scrollTop(),
      settings.theme,
      locale.value,
      ratio,
      fontsVersion.value,
    ].join()
    const grid = places.grid()
    if (key === lastKey && grid === lastGrid) {
      // The strip may be behind: it has its own pace.
      if (scene && isStripBehind && time >= stripDue) paintAbove(ruler, scene, time)
      return
    }
    lastKey = key
    lastGrid = grid
    lastAt = time
    const { colours, textures } = coloursFor(lanes, ratio)
    scene = {
      run,
      grid,
      viewport,
      origin,
      now,
      isLive,
      width,
      height,
      scrollTop: places.scrollTop(),
      ratio,
      palette: colours,
      textures,
      attention,
    }
    const brush = contextOf(lanes, width, height, ratio)
    if (brush) paintLanes(brush, scene)
    paintAbove(ruler, scene, time)
  }

  function paintAbove(ruler: HTMLCanvasElement, lanesScene: Scene, time: number): void {
    const height = RULER_HEIGHT + STRIP_HEIGHT
    const { width, run, viewport, origin, now, isLive } = lanesScene
    const key = `${run.run.value.id}/${viewport.start}/${viewport.span}/${width}/${run.drawVersion}/${isLive}/${timeline.showsCores}`
    isStripBehind = key !== stripKey
    if (isStripBehind && time >= stripDue) {
      isStripBehind = false
      const began = performance.now()
      stripKey = key
      const oneAtATime = run.run.value.facts['gil'] === 'on'
      const columns = Math.floor(width)
      strip = timeline.showsCores
        ? coreColumns(
            run.cores,
            (unit) => run.peek(unit)?.process,
            viewport,
            origin,
            columns,
            lab.info?.cores ?? 1,
          )
        : concurrencyOf(runningLanes(run, now), viewport, origin, columns, oneAtATime)
      stripDue = time + (performance.now() - began) * STRIP_REST
    }
    // As wide as the lanes, which may have a scroll bar beside them.
    if (ruler.style.width !== `${width}px`) ruler.style.width = `${width}px`
    const brush = contextOf(ruler, width, height, lanesScene.ratio)
    if (brush) paintRuler(brush, { ...lanesScene, height }, strip)
  }

  onMounted(() => {
    timeline.beginRun()
    if (places.lanes.value) sizes.observe(places.lanes.value)
    frame = requestAnimationFrame(draw)
  })
  onUnmounted(() => {
    cancelAnimationFrame(frame)
    sizes.disconnect()
  })
  return { scene: () => scene, strip: () => strip }
}

function contextOf(
  canvas: HTMLCanvasElement,
  width: number,
  height: number,
  ratio: number,
): CanvasRenderingContext2D | null {
  const wide = Math.round(width * ratio)
  const high = Math.round(height * ratio)
  if (canvas.width !== wide) canvas.width = wide
  if (canvas.height !== high) canvas.height = high
  return canvas.getContext('2d')
}

/** Every thread, main ones included; a process is not on the CPU besides its threads. */
export function runningLanes(run: RunData, now: number): RunningLane[] {
  const lanes: RunningLane[] = []
  for (const unit of run.all()) {
    if (unit.kind === 'process') continue
    lanes.push({ process: unit.process, lane: run.lane(unit.id), until: unit.end?.at ?? now })
  }
  return lanes
}
