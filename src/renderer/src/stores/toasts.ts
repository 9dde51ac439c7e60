/** Short messages that come and go without taking the focus. */
import { defineStore } from 'pinia'
import { shallowRef } from 'vue'

/** Long enough to read two sentences; an error stays until it is closed. */
const SHOWN_MS = 6_000
/** Long enough to notice a slip, read, and reach the button; the clock stands while somebody is at the toast. */
const UNDO_MS = 10_000
/** More would cover the page. */
const MOST = 4

export interface Toast {
  readonly id: number
  readonly tone: 'info' | 'error'
  readonly title: string
  readonly detail?: string
  readonly action?: { readonly label: string; run(): void }
  /** Offers to take back what was done: closing the toast in any other way means to leave it so. */
  readonly undo?: Undo
}

/** Exactly one of the two is called, once. */
export interface Undo {
  /** The person wants it back. */
  undo(): void
  /**
   * Nobody wants it back: now it is done for good. Left out when it was done already and `undo` makes it anew.
   * Not called when the page goes first; what was put off is then simply not done.
   */
  commit?(): void
}

export const useToasts = defineStore('toasts', () => {
  const toasts = shallowRef<readonly Toast[]>([])
  const timers = new Map<number, ReturnType<typeof setTimeout>>()
  let lastId = 0

  function show(toast: Omit<Toast, 'id'>): number {
    const id = ++lastId
    // The same words again replace the older ones: a key held down must not fill the screen.
    for (const old of toasts.value) if (isSame(old, toast)) close(old.id)
    for (const old of toasts.value.slice(0, Math.max(0, toasts.value.length - MOST + 1))) close(old.id)
    toasts.value = [...toasts.value, { ...toast, id }]
    resume(id)
    return id
  }

  /** Tells what was done and offers to take it back for a while, by button and by Ctrl+Z. */
  const undoable = (toast: Pick<Toast, 'title' | 'detail'> & Undo): number => {
    const { title, detail, undo, commit } = toast
    return show({
      tone: 'info',
      title,
      ...(detail === undefined ? {} : { detail }),
      undo: commit ? { undo, commit } : { undo },
    })
  }

  function remove(id: number): Toast | undefined {
    const toast = toasts.value.find((one) => one.id === id)
    pause(id)
    toasts.value = toasts.value.filter((one) => one.id !== id)
    return toast
  }
  function close(id: number): void {
    remove(id)?.undo?.commit?.()
  }
  function undo(id: number): void {
    remove(id)?.undo?.undo()
  }
  /** Takes back the newest thing that still can be; false when there is none. */
  function undoLast(): boolean {
    const last = toasts.value.findLast((toast) => toast.undo)
    if (last) undo(last.id)
    return last !== undefined
  }

  /** Somebody reads it or is about to press: it stays. */
  function pause(id: number): void {
    clearTimeout(timers.get(id))
    timers.delete(id)
  }
  /** The clock of a toast starts anew; errors have none. */
  function resume(id: number): void {
    pause(id)
    const toast = toasts.value.find((one) => one.id === id)
    if (toast?.tone !== 'info') return
    timers.set(
      id,
      setTimeout(() => close(id), toast.undo ? UNDO_MS : SHOWN_MS),
    )
  }
  return { toasts, show, undoable, close, undo, undoLast, pause, resume }
})

/** Two things that can be taken back are never the same. */
const isSame = (a: Omit<Toast, 'id'>, b: Omit<Toast, 'id'>): boolean =>
  a.title === b.title && a.detail === b.detail && !a.undo && !b.undo
