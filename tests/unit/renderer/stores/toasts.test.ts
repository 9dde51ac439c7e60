import { createPinia, setActivePinia } from 'pinia'
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest'
import { useToasts } from '../../../../src/renderer/src/stores/toasts'

beforeEach(() => {
  vi.useFakeTimers()
  setActivePinia(createPinia())
})
afterEach(() => vi.useRealTimers())

const LONG_MS = 60_000
const titles = (): string[] => useToasts().toasts.map(({ title }) => title)

describe('a toast', () => {
  it('goes by itself, and an error stays until it is closed', () => {
    const toasts = useToasts()
    toasts.show({ tone: 'info', title: 'copied' })
    toasts.show({ tone: 'error', title: 'refused' })
    vi.advanceTimersByTime(LONG_MS)
    expect(titles()).toEqual(['refused'])
  })

  it('stays while somebody is at it', () => {
    const toasts = useToasts()
    const id = toasts.show({ tone: 'info', title: 'copied' })
    toasts.pause(id)
    vi.advanceTimersByTime(LONG_MS)
    expect(titles()).toEqual(['copied'])
    toasts.resume(id)
    vi.advanceTimersByTime(LONG_MS)
    expect(titles()).toEqual([])
  })

  it('replaces one with the same words', () => {
    const toasts = useToasts()
    toasts.show({ tone: 'info', title: 'copied' })
    toasts.show({ tone: 'info', title: 'copied' })
    expect(titles()).toEqual(['copied'])
  })
})

describe('something that can be taken back', () => {
  it('is done for good when the time is over, once', () => {
    const toasts = useToasts()
    const [undo, commit] = [vi.fn(), vi.fn()]
    const id = toasts.undoable({ title: 'closed', undo, commit })
    expect(commit).not.toHaveBeenCalled()
    vi.advanceTimersByTime(LONG_MS)
    toasts.close(id)
    toasts.undo(id)
    expect([undo, commit].map(({ mock }) => mock.calls.length)).toEqual([0, 1])
  })

  it('is back when the person says so, and then it is not done for good', () => {
    const toasts = useToasts()
    const [undo, commit] = [vi.fn(), vi.fn()]
    const id = toasts.undoable({ title: 'closed', undo, commit })
    toasts.undo(id)
    vi.advanceTimersByTime(LONG_MS)
    expect([undo, commit].map(({ mock }) => mock.calls.length)).toEqual([1, 0])
  })

  it('is taken back from the newest on by the key', () => {
    const toasts = useToasts()
    const order: string[] = []
    for (const title of ['first', 'second']) toasts.undoable({ title, undo: () => order.push(title) })
    toasts.show({ tone: 'info', title: 'copied' })
    expect([toasts.undoLast(), toasts.undoLast(), toasts.undoLast()]).toEqual([true, true, false])
    expect(order).toEqual(['second', 'first'])
  })

  it('is done for good when later toasts push it out, and never thrown together with its like', () => {
    const toasts = useToasts()
    const commit = vi.fn()
    for (let n = 0; n < 5; n++) toasts.undoable({ title: 'closed', undo: vi.fn(), commit })
    expect(commit).toHaveBeenCalledTimes(1)
    expect(toasts.toasts).toHaveLength(4)
  })
})
