/**
 * A bell: what a thread sleeps on until there is news. A sleeper reads the number of the news, looks whether
 * what it wants has happened, and sleeps only if no news came since; so no news can be missed, and being
 * woken for nothing harms nobody. A thread that is terminated while it sleeps leaves the count of sleepers
 * too high, which costs a needless wake-up and nothing else.
 */
import { BELL } from './layout'

export function ring(cells: Int32Array<SharedArrayBuffer>, bell: number, count = Infinity): void {
  Atomics.add(cells, bell + BELL.seq, 1)
  if (Atomics.load(cells, bell + BELL.waiters) > 0) Atomics.notify(cells, bell + BELL.seq, count)
}
