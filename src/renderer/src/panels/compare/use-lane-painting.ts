/** Draws the ruler and the lanes of one run on an axis that another run shares. The same painter as the timeline's. */
import { onMounted, onUnmounted, type Ref } from 'vue'
import { fontsVersion } from '../../fonts'
import { locale } from '../../i18n'
import type { RunData } from '../../stores/run-data'
import { useLayout } from '../../stores/layout'
import { useSettings } from '../../stores/settings'
import { concurrencyOf } from '../timeline/concurrency'
import { paintLanes } from '../timeline/paint-lanes'
import { paintRuler, RULER_HEIGHT, STRIP_HEIGHT } from '../timeline/paint-ruler'
import { readPalette, type Palette } from '../timeline/palette'
import type { Scene } from '../timeline/scene'
import { Textures } from '../timeline/textures'
import { endOf } from '../timeline/use-painting'
import type { Viewport } from '../timeline/viewport'
import type { Grid } from '../units/rows'

export const HEAD_HEIGHT = RULER_HEIGHT + STRIP_HEIGHT

export interface LanePlaces {
  readonly ruler: Ref<HTMLCanvasElement | null>
  readonly lanes: Ref<HTMLCanvasElement | null>
  run(): RunData
  grid(): Grid
  viewport(): Viewport
  scrollTop(): number
}

/** Returns what was drawn last, for hits. */
export function useLanePainting(places: LanePlaces): () => Scene | null {
  const settings = useSettings()
  const layout = useLayout()
  let scene: Scene | null = null
  let lastKey = ''
  let frame = 0
  let palette: { of: string; colours: Palette; textures: Textures } | null = null
  let size = { width: 0, height: 0 }
  const sizes = new ResizeObserver(([entry]) => {
    if (entry) size = { width: entry.contentRect.width, height: entry.contentRect.height }
  })

  function draw(): void {
    frame = requestAnimationFrame(draw)
    const { lanes, ruler } = places
    const { width, height } = size
    if (!lanes.value || !ruler.value || width < 1 || height < 1) return
    const run = places.run()
    const ratio = (window.devicePixelRatio || 1) * layout.scale
    const isLive = run.run.value.state !== 'ended'
    const viewport = places.viewport()
    const now = endOf(run)
    const half = viewport.span / width / 2 / ratio
    const key = [
      run.run.value.id,
      run.drawVersion,
      Math.round(viewport.start / half),
      Math.round(Math.log(viewport.span) * width * ratio * 2),
      isLive ? Math.round(now / half) : now,
      width,
      height,
      places.scrollTop(),
      places.grid().height,
      settings.theme,
      locale.value,
      fontsVersion.value,
      ratio,
    ].join()
    if (key === lastKey) return
    lastKey = key
    const of = `${settings.theme}/${ratio}`
    if (palette?.of !== of) {
      const colours = readPalette(lanes.value)
      palette = { of, colours, textures: new Textures(colours, ratio) }
    }
    scene = {
      run,
      grid: places.grid(),
      viewport,
      origin: run.run.value.startedAt,
      now,
      isLive,
      width,
      height,
      scrollTop: places.scrollTop(),
      ratio,
      palette: palette.colours,
      textures: palette.textures,
    }
    const brush = contextOf(lanes.value, width, height, ratio)
    if (brush) paintLanes(brush, scene)
    paintHead(ruler.value, scene)
  }

  onMounted(() => {
    if (places.lanes.value) sizes.observe(places.lanes.value)
    frame = requestAnimationFrame(draw)
  })
  onUnmounted(() => {
    cancelAnimationFrame(frame)
    sizes.disconnect()
  })
  return () => scene
}

function paintHead(canvas: HTMLCanvasElement, scene: Scene): void {
  const { run, viewport, origin, width, ratio, now } = scene
  const lanes = [...run.all()]
    .filter(({ kind }) => kind !== 'process')
    .map((unit) => ({ process: unit.process, lane: run.lane(unit.id), until: unit.end?.at ?? now }))
  const oneAtATime = run.run.value.facts['gil'] === 'on'
  const strip = concurrencyOf(lanes, viewport, origin, Math.floor(width), oneAtATime)
  if (canvas.style.width !== `${width}px`) canvas.style.width = `${width}px`
  const brush = contextOf(canvas, width, HEAD_HEIGHT, ratio)
  if (brush) paintRuler(brush, { ...scene, height: HEAD_HEIGHT }, strip)
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
