/** What the Run button runs. The panel that shows a program says so while it is on the screen. */
import { onScopeDispose, shallowRef } from 'vue'
import type { Program } from '../../contract/program'

export interface Runnable {
  /** File name as the reader knows it. */
  title(): string
  /** The program as it stands now, edits included. */
  program(): Program
  args?(): readonly string[]
}

export const runnable = shallowRef<Runnable | null>(null)

/** Makes `next` what the Run button runs, for the life of the scope it is called in. */
export function useRunnable(next: Runnable): void {
  runnable.value = next
  onScopeDispose(() => {
    if (runnable.value === next) runnable.value = null
  })
}
