/**
 * The timeline with 500 lanes and 50,000 segments, without a GPU: frames while it follows a run in which
 * units change 2,000 times a second, while it is panned and zoomed, and while its rows are scrolled.
 */
import { frames, openPage, told } from './lab/page-frames.js'
import { manyLanes } from './lab/many-lanes.js'
import { PlayedLab } from './lab/played-lab.js'
import { row } from './support.js'

const SECONDS = 5
const CHANGES_PER_BATCH = 32
const BATCH_MS = 16
/** A frame of a screen with 60 a second, and a little for the clock. */
const GOAL_MS = 20

const wheel = (x, y, keys) => `(n) => {
  const canvas = document.querySelector('.u-lanes canvas')
  const box = canvas.getBoundingClientRect()
  canvas.dispatchEvent(new WheelEvent('wheel', { bubbles: true, cancelable: true, deltaX: ${x}, deltaY: ${y},
    clientX: box.left + box.width / 2, clientY: box.top + 60, ${keys} }))
}`
const ACTS = [
  ['following live', null, () => undefined],
  ['panning', 'still', wheel('n % 120 < 60 ? -14 : 14', '0', '')],
  ['zooming', 'still', wheel('0', 'n % 120 < 60 ? -60 : 60', 'ctrlKey: true')],
  ['scrolling rows', 'still', () => (document.querySelector('.u-scroll').scrollTop += 37)],
  ['zoomed out to all, live', 'fit', () => undefined],
]

export default async function bench() {
  const { snapshot, changes } = manyLanes({ lanes: 500, segments: 50_000, seconds: 60 })
  const lab = new PlayedLab(snapshot)
  const { page, close } = await openPage(await lab.listen())
  const live = setInterval(() => lab.play(changes(CHANGES_PER_BATCH)), BATCH_MS)
  const rows = []
  try {
    await page.getByRole('treegrid').waitFor()
    await page.getByRole('button', { name: 'Follow', exact: true }).first().click()
    for (const [what, mode, act] of ACTS) {
      if (mode === 'fit') await page.getByRole('button', { name: 'Fit', exact: true }).click()
      // The first frames are those of warming up.
      await frames(page, 1, act)
      const measured = await frames(page, SECONDS, act)
      console.error(`  ${what}: ${told(measured)}`)
      rows.push(row(`frame, 500 lanes, 50,000 segments, ${what} (p95)`, measured.p95, null, GOAL_MS))
      rows.push(row(`longest task in CPU time, ${what}`, measured.longestCpu, null, 50))
    }
  } finally {
    clearInterval(live)
    await close()
    await lab.close()
  }
  return rows
}
