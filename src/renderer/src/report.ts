/** Errors become words where they are shown: what happened, and what to do next. */
import { defineStore } from 'pinia'
import { REFUSALS, type Refusal } from '../../contract/actions'
import { SpindleError } from '../../contract/errors'
import { t, tCode } from './i18n'
import { useToasts } from './stores/toasts'

const isRefusal = (reason: unknown): reason is Refusal => (REFUSALS as readonly unknown[]).includes(reason)

/** What happened, and what to do, in the reader's language. */
export function wordsFor(error: SpindleError): { readonly what: string; readonly next: string } {
  const { reason } = error.facts
  return {
    what: tCode(`error.${error.code}`, error.facts),
    next:
      error.code === 'action-refused' && isRefusal(reason)
        ? t(`refusal.${reason}`)
        : tCode(`error.${error.code}.next`, error.facts),
  }
}

export const useReport = defineStore('report', () => {
  const toasts = useToasts()

  /** Tells the person about an error; an unknown one keeps its stack in the console. */
  function error(thrown: unknown): void {
    const known = SpindleError.from(thrown)
    if (known.code === 'internal') console.error(thrown)
    const { what, next } = wordsFor(known)
    toasts.show({ tone: 'error', title: what, detail: next })
  }

  /** Runs `work` and tells the person if it fails. Never rejects. */
  async function guard(work: () => unknown): Promise<void> {
    try {
      await work()
    } catch (thrown) {
      error(thrown)
    }
  }

  return { error, guard }
})
