import { describe, expect, it } from 'vitest'
import type { LogLine, LogPage } from '../../../../../src/contract/log'
import { LogWindow } from '../../../../../src/renderer/src/panels/log/log-window'

const line = (index: number, open = false): LogLine => ({
  index,
  unit: '1.1',
  stream: 'out',
  at: index,
  text: `line ${index}`,
  open,
})

/** A log whose answers can be held back. */
function logOf(length: number) {
  const asked: { from: number; count: number }[] = []
  const held: (() => void)[] = []
  const log = {
    length,
    isOpen: false,
    asked,
    isHolding: false,
    release: () => held.splice(0).forEach((answer) => answer()),
    read: async (from: number, count: number): Promise<LogPage> => {
      asked.push({ from, count })
      if (log.isHolding) await new Promise<void>((answer) => held.push(answer))
      const to = Math.min(from + count, log.length)
      const lines = Array.from({ length: Math.max(0, to - from) }, (_, n) =>
        line(from + n, log.isOpen && from + n === log.length - 1),
      )
      return { total: log.length, from, lines }
    },
  }
  return log
}
const fail = (error: unknown): never => {
  throw error
}
const settled = (): Promise<void> => new Promise((next) => setTimeout(next))

describe('the window on a log', () => {
  it('reads what is in sight and keeps no more than that and a margin', async () => {
    const log = logOf(1_000_000)
    const window = new LogWindow(log.read, () => undefined, fail)
    window.grew(1_000_000)
    window.want(500_000, 500_030)
    await settled()
    expect(window.line(500_010)?.text).toBe('line 500010')
    expect(window.line(499_000)).toBeNull()
    const before = log.asked.length
    window.want(500_010, 500_040)
    await settled()
    expect(log.asked.length).toBe(before)
  })

  it('asks again for the end when the log grew, and leaves the middle alone', async () => {
    const log = logOf(10_000)
    const window = new LogWindow(log.read, () => undefined, fail)
    window.grew(10_000)
    window.want(9_970, 10_000)
    await settled()
    log.length = 10_005
    window.grew(10_005)
    window.want(9_975, 10_005)
    await settled()
    expect(window.line(10_004)?.text).toBe('line 10004')

    window.want(100, 130)
    await settled()
    const before = log.asked.length
    window.grew(10_010)
    await settled()
    expect(log.asked.length).toBe(before)
  })

  it('reads an open line again', async () => {
    const log = logOf(5)
    log.isOpen = true
    const window = new LogWindow(log.read, () => undefined, fail)
    window.grew(5)
    window.want(0, 30)
    await settled()
    const before = log.asked.length
    window.grew(5)
    await settled()
    expect(log.asked.length).toBeGreaterThan(before)
  })

  it('has one request under way, and then asks for the newest wish', async () => {
    const log = logOf(100_000)
    log.isHolding = true
    const window = new LogWindow(log.read, () => undefined, fail)
    window.grew(100_000)
    for (const from of [1_000, 2_000, 50_000]) window.want(from, from + 30)
    expect(log.asked.length).toBe(1)
    log.isHolding = false
    log.release()
    await expect.poll(() => window.line(50_000)?.index).toBe(50_000)
    expect(log.asked.length).toBe(2)
  })

  it('learns how long a narrowed view is from the answer', async () => {
    const log = logOf(7)
    const seen: number[] = []
    const window = new LogWindow(log.read, () => seen.push(window.total), fail)
    window.grew()
    await settled()
    expect(seen).toEqual([7])
  })

  it('does not go on asking when there is less than was promised', async () => {
    const log = logOf(0)
    const window = new LogWindow(log.read, () => undefined, fail)
    window.grew(5)
    window.want(0, 5)
    await settled()
    expect(log.asked.length).toBe(1)
  })
})
