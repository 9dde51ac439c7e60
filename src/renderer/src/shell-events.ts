/** What the shell tells on its own account: menu items and files opened from outside. */
import { onUnmounted } from 'vue'
import { useActions } from './actions'
import { useReport } from './report'
import { useUi } from './stores/ui'
import { useToasts } from './stores/toasts'
import { tCode } from './i18n'
import { useTransport } from './transport/client'

export function useShellEvents(): void {
  const actions = useActions()
  const report = useReport()
  const toasts = useToasts()
  const ui = useUi()
  const stop = useTransport().onShellEvent((event) => {
    switch (event.type) {
      case 'action':
        return void report.guard(() => actions.perform(event.action))
      case 'file-opened':
        return ui.go({ name: 'program', fileId: event.fileId })
      case 'trouble':
        toasts.show({ tone: 'error', title: tCode('error.internal', { message: event.message }) })
    }
  })
  onUnmounted(stop)
}
