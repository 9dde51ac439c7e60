/** Program files dropped anywhere on the page are opened: where they lie, or as copies where a page cannot know that. */
import { onScopeDispose } from 'vue'
import { t } from './i18n'
import { readPicked } from './picked-file'
import { useReport } from './report'
import { usePrograms } from './stores/programs'
import { useToasts } from './stores/toasts'
import { useTransport } from './transport/client'

/** More at once is a slip of the mouse. */
const MAX_DROPPED = 10

export function useDroppedFiles(): void {
  const transport = useTransport()
  const programs = usePrograms()
  const report = useReport()
  const toasts = useToasts()
  const page = document.documentElement

  async function open(file: File): Promise<void> {
    if (transport.openDropped) return programs.show(await transport.openDropped(file))
    const { name, source } = await readPicked(file)
    await programs.create(name, source)
    toasts.show({ tone: 'info', title: t('program.openedCopy', { name }) })
  }

  const hasFiles = (event: DragEvent): boolean => event.dataTransfer?.types.includes('Files') ?? false
  const over = (event: DragEvent): void => {
    if (!hasFiles(event)) return
    event.preventDefault()
    if (event.dataTransfer) event.dataTransfer.dropEffect = 'copy'
    page.dataset['drop'] = t('program.dropHere')
  }
  const leave = (event: DragEvent): void => {
    // Out of the window; from one element to the next there is a related one.
    if (event.relatedTarget === null) delete page.dataset['drop']
  }
  const drop = (event: DragEvent): void => {
    delete page.dataset['drop']
    if (!hasFiles(event)) return
    event.preventDefault()
    event.stopPropagation() // an editor would put the text of the file into the program
    for (const file of [...(event.dataTransfer?.files ?? [])].slice(0, MAX_DROPPED)) {
      void report.guard(() => open(file))
    }
  }
  // Before what lies under the mouse hears of it.
  const listeners = [
    ['dragover', over],
    ['dragleave', leave],
    ['drop', drop],
  ] as const
  for (const [type, listener] of listeners) window.addEventListener(type, listener, true)
  onScopeDispose(() => {
    for (const [type, listener] of listeners) window.removeEventListener(type, listener, true)
  })
}
