/** What a person can do to a unit: one list for the buttons of a row, its menu and its keys. */
import { defineStore } from 'pinia'
import { inject } from 'vue'
import { whyNot, type Refusal, type UnitAction } from '../../contract/actions'
import { SpindleError } from '../../contract/errors'
import type { Unit, UnitId } from '../../contract/unit'
import { t } from './i18n'
import { useReport, wordsFor } from './report'
import { useLab } from './stores/lab'
import type { RunData } from './stores/run-data'
import { useToasts } from './stores/toasts'
import { useUi } from './stores/ui'
import { TRANSPORT } from './transport/client'

/** Keys of the units grid; they work only while it has the focus. */
export const UNIT_KEYS: Readonly<Record<UnitAction | 'log' | 'line' | 'inspect' | 'copy', string>> = {
  start: 'S',
  join: 'J',
  daemon: 'D',
  terminate: 'T',
  kill: 'Shift+T',
  interrupt: 'Shift+I',
  log: 'L',
  line: 'G',
  inspect: 'I',
  copy: 'Mod+C',
}

/** Why the action cannot be taken on the unit now, or `null`. Reactive in the unit, its run and its main thread. */
export function refusalOf(run: RunData, unit: Unit, action: UnitAction): Refusal | null {
  const creator = unit.parent === null ? null : run.unit(unit.parent)
  const mainId = creator ? run.mainOf(creator.process) : null
  return whyNot(action, { run: run.run.value, unit, main: (mainId && run.unit(mainId)) || null })
}

/** The reason in the reader's words. */
export const refusalWords = (refusal: Refusal, action: UnitAction): string =>
  refusal === 'already-started' && action === 'daemon'
    ? t('refusal.already-started.daemon')
    : t(`refusal.${refusal}`)

/** What the action is called on this unit. */
export function actionLabel(unit: Unit, action: UnitAction): string {
  if (action === 'terminate' && unit.kind === 'thread') return t('action.terminateThread')
  return t(`action.${action}`)
}

/** What an action that can be taken does, where its name does not say it all; `null` where it does. */
export function actionNote(unit: Unit, action: UnitAction): string | null {
  if (action !== 'interrupt') return null
  return t(unit.kind === 'main' ? 'action.interruptMain' : 'action.interruptThread')
}

export const useUnitActions = defineStore('unit-actions', () => {
  const transport = inject(TRANSPORT)
  const lab = useLab()
  const ui = useUi()
  const report = useReport()
  const toasts = useToasts()

  /** Takes the action on a unit of the run on the screen. What goes wrong is told to the person. */
  async function act(unit: UnitId, action: UnitAction): Promise<void> {
    const run = lab.current?.run.value.id
    if (!transport || !run) return
    await report.guard(() => transport.call('unit.act', { run, unit, action }))
  }

  /**
   * Takes the action on every one of the units that allows it, one after another: each is looked at when its
   * turn comes. Of those that could not be done, one message says how many and why.
   */
  async function actAll(units: readonly UnitId[], action: UnitAction): Promise<void> {
    const [first] = units
    const run = lab.current
    if (!transport || !run || first === undefined) return
    if (units.length === 1) return act(first, action)
    const reasons = new Map<string, number>()
    for (const id of units) {
      const reason = await tryAct(run, id, action)
      if (reason !== null) reasons.set(reason, (reasons.get(reason) ?? 0) + 1)
    }
    const refused = [...reasons.values()].reduce((sum, n) => sum + n, 0)
    if (refused === 0) return
    toasts.show({
      tone: 'info',
      title: t('action.doneForSome', {
        action: t(`action.${action}`),
        done: units.length - refused,
        all: units.length,
      }),
      detail: [...reasons].map(([reason, n]) => (reasons.size > 1 ? `${n} × ${reason}` : reason)).join(' '),
    })
  }

  /** Why it was not done, in words; `null` when it was. */
  async function tryAct(run: RunData, id: UnitId, action: UnitAction): Promise<string | null> {
    const unit = run.peek(id)
    const refusal = unit && refusalOf(run, unit, action)
    if (!unit || refusal) return refusal ? refusalWords(refusal, action) : null
    try {
      await transport?.call('unit.act', { run: run.run.value.id, unit: id, action })
      return null
    } catch (thrown) {
      const { what, next } = wordsFor(SpindleError.from(thrown))
      return next || what
    }
  }

  /** Sends a line to a unit that waits for input. Resolves to whether it was taken. */
  async function answer(unit: UnitId, text: string): Promise<boolean> {
    const run = lab.current?.run.value.id
    if (!transport || !run) return false
    let taken = false
    await report.guard(async () => {
      await transport.call('unit.input', { run, unit, text })
      taken = true
    })
    return taken
  }

  /** End of the input: every waiting and later input() of the run meets EOFError. */
  async function endInput(): Promise<void> {
    const run = lab.current?.run.value.id
    if (transport && run) await report.guard(() => transport.call('unit.endInput', { run }))
  }

  /** Narrows the log to the unit, or widens it again when it is narrowed to it already. */
  function toggleLog(unit: UnitId): void {
    ui.logUnit = ui.logUnit === unit ? null : unit
  }

  function goToLine(unit: Unit): void {
    if (unit.source) ui.showLine(unit.source.line)
  }

  return { act, actAll, answer, endInput, toggleLog, goToLine }
})
