/**
 * The facts of a run as lessons ask about them, kept up to date while the run goes on: units, their steps
 * and the first lines of a view of the log. Bounded, and brought up to date a few times a second at most,
 * since lessons look at small runs and the rest of the page must not wait for them.
 */
import { onScopeDispose, shallowRef, toValue, watch, type MaybeRefOrGetter, type ShallowRef } from 'vue'
import type { LogLine, LogView } from '../../../contract/log'
import type { Transport } from '../../../contract/transport'
import type { Step, UnitId } from '../../../contract/unit'
import type { RunFacts } from '../../../lessons/facts'
import type { RunData } from './run-data'

/** How long changes are gathered. Short enough to feel at once, long enough for a busy run. */
const GATHER_MS = 100
const MAX_LINES = 2_000
const MAX_UNITS = 64
const MAX_STEPS_OF_A_UNIT = 1_000

export interface RunFactsOptions {
  readonly transport: Transport
  readonly run: MaybeRefOrGetter<RunData | null>
  /** Which lines. Default: all of the run. */
  readonly view?: (run: RunData) => LogView
  /** Told when lines could not be read. */
  readonly onError: (error: unknown) => void
}

/** Follows a run for the life of the scope it is called in. `null` while there is no run. */
export function useRunFacts(options: RunFactsOptions): Readonly<ShallowRef<RunFacts | null>> {
  const facts = shallowRef<RunFacts | null>(null)
  let timer: ReturnType<typeof setTimeout> | undefined
  let lines: Lines | null = null

  function gather(): void {
    timer ??= setTimeout(() => {
      timer = undefined
      const run = toValue(options.run)
      facts.value = run && { ...pictureOf(run), lines: lines?.known ?? [] }
      void lines?.read()
    }, GATHER_MS)
  }

  watch(
    () => toValue(options.run),
    (run) => {
      lines?.close()
      lines = run && new Lines(run, options, gather)
      facts.value = run && { ...pictureOf(run), lines: [] }
      gather()
    },
    { immediate: true, flush: 'sync' },
  )
  watch(() => {
    const run = toValue(options.run)
    return (
      run && [
        run.run.value,
        run.log.value,
        run.state.value,
        ...[...run.units.values()].map(({ value }) => value),
      ]
    )
  }, gather)
  onScopeDispose(() => {
    clearTimeout(timer)
    lines?.close()
  })
  return facts
}

function pictureOf(run: RunData): Omit<RunFacts, 'lines'> {
  const units = [...run.units.values()].map(({ value }) => value)
  const steps: Record<UnitId, readonly Step[]> = {}
  for (const { id } of units.slice(0, MAX_UNITS)) {
    const lane = run.lane(id)
    steps[id] = Array.from({ length: Math.min(lane.length, MAX_STEPS_OF_A_UNIT) }, (_, index) => ({
      at: lane.at(index),
      state: lane.state(index),
      wait: lane.wait(index),
    }))
  }
  return { run: run.run.value, units, steps }
}

/** The first lines of a view of a run's log, read on as it grows. An open line is read again. */
class Lines {
  known: readonly LogLine[] = []
  #run: RunData
  #options: RunFactsOptions
  #onMore: () => void
  #reading = false
  #closed = false
  /** How long the log was when it was read last. */
  #seen = '0/0'

  constructor(run: RunData, options: RunFactsOptions, onMore: () => void) {
    this.#run = run
    this.#options = options
    this.#onMore = onMore
  }

  /** Reads what has come since the last time, if anything has. */
  async read(): Promise<void> {
    const { lines, bytes } = this.#run.log.value
    const mark = `${lines}/${bytes}`
    const open = this.known.findIndex((line) => line.open)
    const from = open === -1 ? this.known.length : open
    if (this.#reading || this.#closed || from >= MAX_LINES || mark === this.#seen) return
    this.#reading = true
    try {
      const page = await this.#options.transport.call('log.read', {
        run: this.#run.run.value.id,
        view: this.#options.view?.(this.#run) ?? {},
        from,
        count: MAX_LINES - from,
      })
      if (this.#closed) return
      this.#seen = mark
      this.known = [...this.known.slice(0, from), ...page.lines]
      if (page.lines.length > 0) this.#onMore()
    } catch (error) {
      if (!this.#closed) this.#options.onError(error)
    } finally {
      this.#reading = false
    }
  }

  close(): void {
    this.#closed = true
  }
}
