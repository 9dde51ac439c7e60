/** CPU and memory, for platforms on which the Lab cannot read them from outside. */
import { FRAME } from '../../../contract/frames'
import type { Relay } from './relay'
import type { Threads } from './threads'

const NS_PER_US = 1000

/** Sends a sample every `sampleMs` for as long as the process lives; 0: none at all. */
export function startSampling(sampleMs: number, threads: Threads, relay: Relay): void {
  if (sampleMs === 0) return
  let busy = false
  setInterval(() => {
    // Workers answer by themselves, also while they compute; one that is just ending does not.
    if (busy) return
    busy = true
    void sample(threads, relay).finally(() => (busy = false))
  }, sampleMs).unref()
}

async function sample(threads: Threads, relay: Relay): Promise<void> {
  const times = await Promise.all(
    threads.all.map(async ({ number, host }): Promise<[number, number] | null> => {
      try {
        const { user, system } = await host.worker.cpuUsage()
        return [number, (user + system) * NS_PER_US]
      } catch {
        return null // It has ended meanwhile.
      }
    }),
  )
  const { user, system } = process.cpuUsage()
  relay.sendJson(FRAME.sample, 0, {
    cpuNs: (user + system) * NS_PER_US,
    rssBytes: process.memoryUsage.rss(),
    threads: times.filter((time) => time !== null),
  })
}
