/**
 * The Free lab on the screen: the run in which the person is MainThread, whether MainThread can take another
 * step, and what was done so far. Steps are lines that MainThread reads, one after the other: a join really
 * blocks it, and with it every further step.
 */
import { defineStore } from 'pinia'
import { computed, ref, watch } from 'vue'
import { hasEnded, type Unit } from '../../../../contract/unit'
import { lineOf, type LabCommand } from '../../../../lessons/12-free-lab/command-line'
import { deedsOf, type Deed } from '../../../../lessons/12-free-lab/deeds'
import { ifMainEnded, type Fates } from '../../../../lessons/12-free-lab/if-main-ends'
import { useActions } from '../../actions'
import { useReport } from '../../report'
import { useLab } from '../../stores/lab'
import { useRunFacts } from '../../stores/run-facts'
import type { RunData } from '../../stores/run-data'
import { useUi } from '../../stores/ui'
import { useTransport } from '../../transport/client'
import { until } from './until'

/** How long a program may take to come to its first question, and MainThread to come back from a step. In ms. */
const START_MS = 60_000
const STEP_MS = 30_000

/** Whether MainThread can take another step. */
export type MainState = 'absent' | 'ready' | 'busy' | 'waiting' | 'over'

const mainIn = (run: RunData): Unit | null => {
  for (const { value } of run.units.values())
    if (value.kind === 'main' && value.process === firstProcess(run)) return value
  return null
}
function firstProcess(run: RunData): string | null {
  for (const { value } of run.units.values())
    if (value.kind === 'process' && value.parent === null) return value.id
  return null
}

export const useFreeLab = defineStore('free-lab', () => {
  const transport = useTransport()
  const lab = useLab()
  const actions = useActions()
  const report = useReport()
  const ui = useUi()

  const run = computed(() => (lab.current?.run.value.lesson === 'free-lab' ? lab.current : null))
  const main = computed(() => run.value && mainIn(run.value))
  const units = computed<readonly Unit[]>(() =>
    run.value ? [...run.value.units.values()].map(({ value }) => value) : [],
  )
  /** Set from the first line of a batch to its last, so that nothing else is sent in between. */
  const isSending = ref(false)

  const mainState = computed<MainState>(() => {
    if (!run.value || run.value.run.value.state === 'ended') return run.value ? 'over' : 'absent'
    const now = main.value
    if (!now || now.state === 'new' || now.state === 'starting') return 'busy'
    if (hasEnded(now.state) || now.state === 'exit') return 'over'
    if (now.state === 'input') return 'ready'
    return now.state === 'running' ? 'busy' : 'waiting'
  })

  const names = computed(
    () => new Set(units.value.filter(({ kind }) => kind !== 'main').map(({ name }) => name)),
  )
  const fates = computed<Fates>(() => ifMainEnded(units.value))

  const facts = useRunFacts({
    transport,
    run,
    view: (data) => {
      const id = mainIn(data)?.id
      return id === undefined ? {} : { unit: id }
    },
    onError: report.error,
  })
  const deeds = computed<readonly Deed[]>(() => {
    const known = facts.value
    const mainId = main.value?.id
    if (!known || mainId === undefined) return []
    return deedsOf({
      units: known.units,
      main: main.value,
      mainSteps: known.steps[mainId] ?? [],
      given: known.lines.filter(({ unit, stream }) => unit === mainId && stream === 'in'),
    })
  })

  // Its next command is asked for by the panel, not at the foot of the log.
  watch(
    () => (ui.view.name === 'free-lab' ? main.value?.id : undefined),
    (id) => (ui.hiddenInputs = new Set(id === undefined ? [] : [id])),
    { immediate: true },
  )

  const canStepOrNeverWill = (): boolean => mainState.value === 'ready' || mainState.value === 'over'

  /** Starts the lab if it does not run, and has MainThread take the steps one after the other. */
  async function send(commands: readonly LabCommand[]): Promise<void> {
    if (isSending.value) return
    isSending.value = true
    try {
      if (mainState.value === 'absent' || mainState.value === 'over') {
        const before = lab.currentId
        await actions.perform('run.start')
        // What went wrong has been told already.
        if (lab.currentId === before) return
        await until(() => canStepOrNeverWill(), START_MS)
      }
      for (const [index, command] of commands.entries()) {
        const before = main.value?.since
        const id = run.value?.run.value.id
        if (mainState.value !== 'ready' || id === undefined || !main.value) return
        await transport.call('unit.input', { run: id, unit: main.value.id, text: lineOf(command) })
        // MainThread answers with a new wait: only then is the next line its own.
        if (index < commands.length - 1) {
          await until(() => mainState.value !== 'ready' || main.value?.since !== before, STEP_MS)
          // On its way it may wait for a moment, as start() does for the thread to run.
          await until(() => canStepOrNeverWill(), STEP_MS)
        }
      }
    } finally {
      isSending.value = false
    }
  }

  return { run, main, units, mainState, names, fates, deeds, isSending, send }
})
