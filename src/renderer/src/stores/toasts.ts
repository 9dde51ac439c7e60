/** Short messages that come and go without taking the focus. */
import { defineStore } from 'pinia'
import { shallowRef } from 'vue'

/** Long enough to read two sentences; an error stays until it is closed. */
const SHOWN_MS = 6_000

export interface Toast {
  readonly id: number
  readonly tone: 'info' | 'error'
  readonly title: string
  readonly detail?: string
  readonly action?: { readonly label: string; run(): void }
}

export const useToasts = defineStore('toasts', () => {
  const toasts = shallowRef<readonly Toast[]>([])
  let lastId = 0

  function show(toast: Omit<Toast, 'id'>): number {
    const id = ++lastId
    // The same words again replace the older ones: a key held down must not fill the screen.
    const others = toasts.value.filter(
      ({ title, detail }) => title !== toast.title || detail !== toast.detail,
    )
    toasts.value = [...others.slice(-3), { ...toast, id }]
    if (toast.tone === 'info') setTimeout(() => close(id), SHOWN_MS)
    return id
  }
  function close(id: number): void {
    toasts.value = toasts.value.filter((toast) => toast.id !== id)
  }
  return { toasts, show, close }
})
