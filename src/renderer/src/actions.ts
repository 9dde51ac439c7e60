/**
 * What a person can do, once: buttons, keys, the menu of the desktop shell and the palette all read this
 * list. Panels take over what is theirs (`useActionHandler`) while they are on the screen.
 */
import { defineStore } from 'pinia'
import { inject, nextTick, onScopeDispose, shallowReactive } from 'vue'
import { MENU_ACTIONS, MENU_KEYS, type MenuAction } from '../../contract/menu-actions'
import { t } from './i18n'
import { focusRegion, type Region } from './focus'
import { runnable } from './runnable'
import { useLab } from './stores/lab'
import { useLayout, type Hideable } from './stores/layout'
import { useSettings } from './stores/settings'
import { useReport } from './report'
import { useUi } from './stores/ui'
import { TRANSPORT } from './transport/client'

export const ACTIONS = [
  ...MENU_ACTIONS,
  'program.format',
  'program.rename',
  'program.delete',
  'program.download',
  'run.repeat',
  'run.compare',
  'view.free-lab',
  'view.history',
  'view.input',
  'view.inspector',
  'view.timeline-table',
  'view.units-mode',
] as const
export type ActionId = MenuAction | (typeof ACTIONS)[number]

/** Keys of each action: `Mod` is Ctrl, and Cmd on macOS. Single letters belong to the units grid. */
export const ACTION_KEYS: Readonly<Partial<Record<ActionId, string>>> = {
  ...MENU_KEYS,
  'view.input': 'Mod+I',
  'program.format': 'Alt+Shift+F',
}

export interface ActionHandler {
  /** Why it cannot be done now, in the reader's words; `null` when it can. */
  whyNot?(): string | null
  /** Of what is on or off: which of the two. */
  isOn?(): boolean
  run(): void | Promise<void>
}

export const useActions = defineStore('actions', () => {
  const transport = inject(TRANSPORT)
  const lab = useLab()
  const ui = useUi()
  const settings = useSettings()
  const layout = useLayout()
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
    // Where not all panels have a place: the ones that move.
    if (layout.arrangement === 'single') await layout.reveal('units')
    else if (layout.arrangement === 'stacked') await layout.reveal('log')
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

  const goTo = (region: Region, panel: Hideable): ActionHandler => ({
    run: async () => {
      await layout.reveal(panel)
      await nextTick()
      focusRegion(region)
    },
  })
  const showing = (panel: Hideable): ActionHandler => ({
    whyNot: () => (layout.isLast(panel) ? t('command.lastPanel') : null),
    isOn: () => !layout.isHidden(panel),
    run: () => layout.toggle(panel),
  })

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
      ['view.units', goTo('units', 'units')],
      ['view.code', goTo('code', 'code')],
      ['view.log', goTo('log', 'log')],
      ['view.lessons', goTo('lessons', 'lessons')],
      ['view.input', goTo('input', 'log')],
      ['view.show-units', showing('units')],
      ['view.show-code', showing('code')],
      ['view.show-log', showing('log')],
      ['view.show-lessons', showing('lessons')],
      [
        'view.projector',
        { isOn: () => layout.isProjector, run: () => layout.setProjector(!layout.isProjector) },
      ],
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
          run: () => {
            ui.picture = 'card'
            ui.dialog = 'picture'
          },
        },
      ],
      [
        'picture.window',
        {
          run: () => {
            ui.picture = 'window'
            ui.dialog = 'picture'
          },
        },
      ],
      [
        'view.timeline-table',
        {
          whyNot: () => (lab.current ? null : t('command.nothingRan')),
          run: () => void (ui.dialog = 'timeline'),
        },
      ],
      ['help.keys', { run: () => void (ui.dialog = 'keys') }],
      ['help.about', { run: () => void (ui.dialog = 'about') }],
      [
        'log.find',
        {
          run: async () => {
            ui.logSearch ??= ''
            await layout.reveal('log')
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
  /** Of what is on or off: which of the two; `undefined` of everything else. */
  const isOn = (id: ActionId): boolean | undefined => handlers.get(id)?.isOn?.()

  return { handlers, whyNot, perform, handle, label, isOn, isRunning }
})

/** Within a component's set-up: handles an action for as long as the component is there. */
export function useActionHandler(id: ActionId, handler: ActionHandler): void {
  onScopeDispose(useActions().handle(id, handler))
}
