import { watch } from 'vue'

/** Waits until a reactive condition holds. @throws Error after `limitMs`. */
export function until(condition: () => boolean, limitMs: number): Promise<void> {
  if (condition()) return Promise.resolve()
  return new Promise((done, failed) => {
    const late = setTimeout(() => {
      stop()
      failed(new Error(`it did not happen within ${limitMs} ms`))
    }, limitMs)
    const stop = watch(
      condition,
      (holds) => {
        if (!holds) return
        clearTimeout(late)
        stop()
        done()
      },
      { flush: 'sync' },
    )
  })
}
