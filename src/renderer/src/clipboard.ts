/** Text onto the clipboard, with a word about it. */
import { defineStore } from 'pinia'
import { useReport } from './report'
import { useToasts } from './stores/toasts'

export const useClipboard = defineStore('clipboard', () => {
  const report = useReport()
  const toasts = useToasts()

  /** Copies and says so; what goes wrong is told to the person. */
  async function copy(text: string, said: string): Promise<void> {
    await report.guard(async () => {
      await navigator.clipboard.writeText(text)
      toasts.show({ tone: 'info', title: said })
    })
  }
  return { copy }
})
