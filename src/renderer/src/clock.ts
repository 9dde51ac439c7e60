/**
 * The machine's monotonic clock as the page can know it. Nothing is asked: every time in a batch is a lower
 * bound of now, and the tightest of them (the batch that came fastest) is kept.
 */
import { onScopeDispose, ref, type Ref } from 'vue'
import { NS_PER_MS, type Ns } from '../../contract/time'

export class Clock {
  readonly #performanceMs: () => number
  #offset = -Infinity

  constructor(performanceMs: () => number = () => performance.now()) {
    this.#performanceMs = performanceMs
  }

  /** Takes note of a time that is not in the future. */
  observe(at: Ns): void {
    this.#offset = Math.max(this.#offset, at - this.#performanceMs() * NS_PER_MS)
  }

  /** Now, in ns on the machine's clock; 0 as long as nothing was observed. */
  now(): Ns {
    return this.#offset === -Infinity ? 0 : this.#performanceMs() * NS_PER_MS + this.#offset
  }
}

/** The page's one clock: there is one machine. */
export const clock = new Clock()

/** A counter that goes up every `ms`, for what is shown as a number of seconds. Runs while its scope lives. */
export function useTicks(ms: number): Readonly<Ref<number>> {
  const ticks = ref(0)
  const timer = setInterval(() => (ticks.value += 1), ms)
  onScopeDispose(() => clearInterval(timer))
  return ticks
}
