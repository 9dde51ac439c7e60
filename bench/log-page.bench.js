/**
 * The log in the page, without a GPU: while 50,000 lines a second arrive and it follows them, and while a
 * million lines are scrolled. Lines come over a socket as the Lab sends them, from a run that is made up.
 */
import { frames, openPage, told } from './lab/page-frames.js'
import { manyLanes } from './lab/many-lanes.js'
import { monotonic, PlayedLab } from './lab/played-lab.js'
import { row } from './support.js'

const SECONDS = 5
const LINES_PER_SECOND = 50_000
const BATCH_MS = 16
const MILLION = 1_000_000
const GOAL_MS = 20
const LANES = 8
const COLOURS = ['', '\u001b[32m', '\u001b[1;31m', '']

const wheel = (by) => `(n) => {
  const rows = document.querySelector('.log .rows')
  const event = new WheelEvent('wheel', { bubbles: true, cancelable: true, deltaY: ${by} })
  if (rows.dispatchEvent(event)) rows.scrollTop += ${by}
}`
/** From one end to the other as with the scroll bar's thumb. */
const drag = `(n) => {
  const rows = document.querySelector('.log .rows')
  rows.scrollTop = rows.scrollHeight * (0.5 + 0.5 * Math.sin(n / 40))
}`

export default async function bench() {
  const { snapshot, changes } = manyLanes({ lanes: LANES, segments: LANES * 200, seconds: 20, links: 0 })
  const began = snapshot.run.startedAt
  const units = Object.keys(snapshot.steps).filter((id) => id.includes('.'))
  let lines = 0
  const readLog = (from, count) => {
    const first = Math.min(from, lines)
    return {
      total: lines,
      from: first,
      lines: Array.from({ length: Math.min(count, lines - first) }, (_, n) => ({
        index: first + n,
        unit: units[(first + n) % units.length],
        stream: 'out',
        at: began + (first + n) * 20_000,
        text: `${COLOURS[(first + n) % COLOURS.length]}line ${first + n} of what a program prints, about sixty bytes`,
        open: false,
      })),
    }
  }
  const grew = (by) => {
    lines += by
    const each = Math.floor(lines / units.length)
    const run = snapshot.run.id
    return {
      type: 'log.grew',
      run,
      lines,
      bytes: lines * 60,
      units: Object.fromEntries(units.map((id) => [id, each])),
    }
  }
  const lab = new PlayedLab(snapshot, readLog)
  const { page, close } = await openPage(await lab.listen())
  const rows = []
  const measure = async (what, act) => {
    await frames(page, 1, act)
    const measured = await frames(page, SECONDS, act)
    console.error(`  ${what}: ${told(measured)}`)
    rows.push(row(`frame of the log, ${what} (p95)`, measured.p95, null, GOAL_MS))
    rows.push(row(`longest task in CPU time, ${what}`, measured.longestCpu, null, 50))
  }
  let last = monotonic()
  let timer = setInterval(() => {
    const now = monotonic()
    lab.play([...changes(2), grew(Math.round(((now - last) / 1e9) * LINES_PER_SECOND))])
    last = now
  }, BATCH_MS)
  try {
    await page.getByRole('treegrid').waitFor()
    await measure('50,000 lines a second, following')
    await page.locator('.log').getByRole('button', { name: 'Follow' }).click()
    await measure('50,000 lines a second, standing still')
    clearInterval(timer)
    timer = undefined
    lab.play([grew(MILLION - lines)])
    await measure('a million lines, wheel', wheel(120))
    await measure('a million lines, thumb of the scroll bar', drag)
  } finally {
    clearInterval(timer)
    await close()
    await lab.close()
  }
  return rows
}
