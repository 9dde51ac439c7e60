/**
 * What a person can do, once: buttons, keys, the menu of the desktop shell and the palette all read this
 * list. Panels take over what is theirs (`useActionHandler`) while they are on the screen.
 */
import { defineStore } from 'pinia'
import { inject, nextTick, onScopeDispose, shallowReactive } from 'vue'
import { MENU_ACTIONS, MENU_KEYS, type MenuAction } from '../../contract/menu-actions'
import { t } from './i18n'
import { focusRegion } from './focus'
import { runnable } from './runnable'
import { useLab } from './stores/lab'
import { useSettings } from './stores/settings'
import { useReport } from './report'
import { useUi } from './stores/ui'
import { TRANSPORT } from './transport/client'

export const ACTIONS = [...MENU_ACTIONS, 'view.free-lab', 'view.history', 'view.input'] as const
export type ActionId = MenuAction | (typeof ACTIONS)[number]

/** Keys of each action: `Mod` is Ctrl, and Cmd on macOS. Single letters belong to the units grid. */
export const ACTION_KEYS: Readonly<Partial<Record<ActionId, string>>> = {
  ...MENU_KEYS,
  'view.input': 'Mod+I',
}

export interface ActionHandler {
  /** Why it cannot be done now, in the reader's words; `null` when it can. */
  whyNot?(): string | null
  run(): void | Promise<void>
}

export const useActions = defineStore('actions', () => {
  const transport = inject(TRANSPORT)
  const lab = useLab()
  const ui = useUi()
  const settings = useSettings()
  const report = useReport()

  const isRunning = (): boolean => {
    const run = lab.current?.run.value
    return run !== undefined && run.state !== 'ended'
  }

  async function startRun(): Promise<void> {
    if (!transport || !runnable.value) return
    const { run } = await transport.call('run.start', {
      program: runnable.value.program(),
      args: [...(runnable.value.args?.() ?? [])],
      speed: settings.kept.speed,
      ...(settings.kept.python ? { python: settings.kept.python } : {}),
    })
    // The batch that tells of the run may come after this reply: it is on the screen as soon as it is there.
    ui.select(null)
    ui.logUnit = null
    await lab.show(run)
  }

  async function stopRun(): Promise<void> {
    const run = lab.current?.run.value
    if (!transport || !run) return
    // A second press while the Lab is being patient means: now.
    await transport.call('run.stop', { run: run.id, force: run.state === 'stopping' })
  }

  async function restartRun(): Promise<void> {
    const run = lab.current
    if (run && run.run.value.state !== 'ended' && transport) {
      await transport.call('run.stop', { run: run.run.value.id, force: true })
    }
    await startRun()
  }

  const handlers = shallowReactive(
    new Map<ActionId, ActionHandler>([
      [
        'run.start',
        {
          whyNot: () =>
            isRunning() ? t('command.alreadyRuns') : runnable.value ? null : t('command.nothingToRun'),
          run: startRun,
        },
      ],
      ['run.stop', { whyNot: () => (isRunning() ? null : t('command.nothingRuns')), run: stopRun }],
      ['run.restart', { whyNot: () => (runnable.value ? null : t('command.nothingToRun')), run: restartRun }],
      ['view.units', { run: () => focusRegion('units') }],
      ['view.code', { run: () => focusRegion('code') }],
      ['view.log', { run: () => focusRegion('log') }],
      ['view.lessons', { run: () => focusRegion('lessons') }],
      ['view.input', { run: () => focusRegion('input') }],
      ['view.free-lab', { run: () => ui.go({ name: 'free-lab' }) }],
      ['view.history', { run: () => ui.go({ name: 'history' }) }],
      ['view.theme', { run: () => settings.change({ theme: settings.theme === 'dark' ? 'light' : 'dark' }) }],
      ['view.locale', { run: () => settings.change({ locale: settings.locale === 'ko' ? 'en' : 'ko' }) }],
      ['view.palette', { run: () => void (ui.dialog = 'palette') }],
      ['view.settings', { run: () => void (ui.dialog = 'settings') }],
      [
        'picture.compose',
        {
          whyNot: () => (lab.current ? null : t('picture.nothing')),
          run: () => void (ui.dialog = 'picture'),
        },
      ],
      ['help.keys', { run: () => void (ui.dialog = 'keys') }],
      ['help.about', { run: () => void (ui.dialog = 'about') }],
      [
        'log.find',
        {
          run: async () => {
            ui.logSearch ??= ''
            await nextTick()
            focusRegion('log-search')
          },
        },
      ],
      ['log.merge', { run: () => void (ui.logMode = ui.logMode === 'merged' ? 'units' : 'merged') }],
    ]),
  )

  /** Why the action cannot be taken now, in words, or `null`. */
  function whyNot(id: ActionId): string | null {
    if (lab.connection === 'lost') return t('command.noLab')
    const handler = handlers.get(id)
    return handler ? (handler.whyNot?.() ?? null) : t('command.notHere')
  }

  /** Takes the action; what goes wrong is told to the person. Does nothing when it cannot be taken. */
  async function perform(id: ActionId): Promise<void> {
    if (whyNot(id) !== null) return
    await report.guard(async () => handlers.get(id)?.run())
  }

  /** Lets a panel do (or take over) an action; returns what ends that. */
  function handle(id: ActionId, handler: ActionHandler): () => void {
    const before = handlers.get(id)
    handlers.set(id, handler)
    return () => {
      if (handlers.get(id) !== handler) return
      if (before) handlers.set(id, before)
      else handlers.delete(id)
    }
  }

  const label = (id: ActionId): string => t(`command.${id}`)

  return { handlers, whyNot, perform, handle, label, isRunning }
})

/** Within a component's set-up: handles an action for as long as the component is there. */
export function useActionHandler(id: ActionId, handler: ActionHandler): void {
  onScopeDispose(useActions().handle(id, handler))
}
