/** Opens a page in a Chromium without a GPU and measures what a person would notice: frames and long tasks. */
import { loadavg } from 'node:os'
import { chromium } from '@playwright/test'
import { findChromium } from '../../scripts/chromium.js'
import { quantile } from '../support.js'

export async function openPage(url, size = { width: 1440, height: 900 }) {
  const browser = await chromium.launch({
    ...findChromium(),
    args: ['--disable-gpu', '--enable-precise-memory-info'],
  })
  const page = await browser.newPage({ viewport: size })
  page.on('pageerror', (error) => console.error(String(error)))
  await page.addInitScript(() => {
    window.measured = { tasks: [], frames: [] }
    new PerformanceObserver((list) => {
      for (const { duration } of list.getEntries()) window.measured.tasks.push(duration)
    }).observe({ type: 'longtask' })
  })
  await page.goto(url)
  return { page, close: () => browser.close() }
}

/**
 * Frames of `seconds`, while `act` is called in the page once a frame (with the number of the frame).
 * Resolves to { median, p95, p99, max, long, longest } in ms; `long` is the number of tasks over 50 ms.
 */
export async function frames(page, seconds, act = () => undefined, argument = null) {
  const cpu = await cpuClock(page)
  await page
    .context()
    .browser()
    .startTracing(page, { categories: [TASKS] })
  const before = await cpu.now()
  const { times, tasks } = await page.evaluate(
    async ([ms, source, given]) => {
      const each = new Function('n', 'given', `return (${source})(n, given)`)
      window.measured.tasks = []
      const times = []
      await new Promise((done) => {
        let began = 0
        let last = 0
        let n = 0
        const frame = (at) => {
          if (began === 0) began = at
          else times.push(at - last)
          last = at
          if (at - began >= ms) return done()
          each(n++, given)
          requestAnimationFrame(frame)
        }
        requestAnimationFrame(frame)
      })
      // What has just ended is told a moment later.
      await new Promise((next) => setTimeout(next, 100))
      return { times, tasks: window.measured.tasks }
    },
    [seconds * 1000, act.toString(), argument],
  )
  const cpuMs = (await cpu.now()) - before
  await cpu.close()
  const longestCpu = longestTask(JSON.parse(String(await page.context().browser().stopTracing())))
  return {
    median: quantile(times, 0.5),
    p95: quantile(times, 0.95),
    p99: quantile(times, 0.99),
    max: Math.max(...times),
    long: tasks.length,
    longest: Math.max(0, ...tasks),
    longestCpu,
    cpu: cpuMs / times.length,
    load: loadavg()[0],
  }
}

/** The trace's category in which a renderer tells each of its tasks. */
const TASKS = 'disabled-by-default-devtools.timeline'

/**
 * The longest task of a page's main thread in CPU time, in ms: what a task took because of the page, not
 * because the machine was busy with something else.
 */
function longestTask({ traceEvents }) {
  const mains = new Set(
    traceEvents
      .filter(({ name, args }) => name === 'thread_name' && args.name === 'CrRendererMain')
      .map(({ pid, tid }) => `${pid}/${tid}`),
  )
  const times = traceEvents
    .filter(
      ({ name, tdur, pid, tid }) => name === 'RunTask' && tdur !== undefined && mains.has(`${pid}/${tid}`),
    )
    .map(({ tdur }) => tdur / 1000)
  return Math.max(0, ...times)
}

/** CPU time of the page's main thread, which does not grow while the machine is busy with something else. */
async function cpuClock(page) {
  const session = await page.context().newCDPSession(page)
  await session.send('Performance.enable', { timeDomain: 'threadTicks' })
  return {
    now: async () => {
      const { metrics } = await session.send('Performance.getMetrics')
      return metrics.find(({ name }) => name === 'TaskDuration').value * 1000
    },
    close: () => session.detach(),
  }
}

export const told = ({ median, p95, p99, max, long, longest, longestCpu, cpu, load }) =>
  `median ${median.toFixed(1)}, p95 ${p95.toFixed(1)}, p99 ${p99.toFixed(1)}, max ${max.toFixed(1)} ms; ` +
  `tasks over 50 ms: ${long} (longest ${longest.toFixed(0)}, in CPU time ${longestCpu.toFixed(0)}); main thread ${cpu.toFixed(1)} ms a frame; load ${load.toFixed(1)}`
