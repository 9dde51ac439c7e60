import { expect, test } from 'vitest'
import type { Batch } from '../../../../src/contract/events'
import { BatchGate } from '../../../../src/main/page/batch-gate'

function gate() {
  const line = { full: false, sent: [] as Batch[] }
  return {
    line,
    gate: new BatchGate({ send: (batch) => line.sent.push(batch), isFull: () => line.full }),
  }
}
const batch = (seq: number): Batch => ({ seq, patches: [{ type: 'run.removed', run: `r${seq}` }] })

/** What the contract asks of a page: apply what follows, take a snapshot at a gap. */
function seen(batches: readonly Batch[], from = 0) {
  let last = from
  return batches.map(({ seq }) => {
    const gap = seq !== last + 1
    last = seq
    return gap ? 'snapshot' : 'apply'
  })
}

test('a page that keeps up gets every batch as it is', () => {
  const { gate: g, line } = gate()
  for (const seq of [1, 2, 3]) g.offer(batch(seq))
  expect(line.sent).toEqual([batch(1), batch(2), batch(3)])
})

test('one batch waits for a full line and is not lost', () => {
  const { gate: g, line } = gate()
  g.offer(batch(1))
  line.full = true
  g.offer(batch(2))
  line.full = false
  g.drained()
  g.offer(batch(3))
  expect(line.sent).toEqual([batch(1), batch(2), batch(3)])
})

test('a slow page gets a gap instead of a queue, as soon as there is room and without a further batch', () => {
  const { gate: g, line } = gate()
  g.offer(batch(1))
  line.full = true
  for (let seq = 2; seq <= 1000; seq += 1) g.offer(batch(seq))
  g.drained()
  expect(line.sent).toHaveLength(1)
  line.full = false
  g.drained()
  expect(line.sent.at(-1)).toEqual({ seq: 1000, patches: [] })
  g.offer(batch(1001))
  expect(seen(line.sent)).toEqual(['apply', 'snapshot', 'apply'])
})

test('leaving out exactly one batch would show no gap, so two are left out or none', () => {
  for (const leftOut of [1, 2, 3]) {
    const { gate: g, line } = gate()
    g.offer(batch(1))
    line.full = true
    for (let seq = 2; seq < 2 + leftOut; seq += 1) g.offer(batch(seq))
    line.full = false
    g.offer(batch(2 + leftOut))
    const lost = leftOut > 1
    expect(seen(line.sent).includes('snapshot')).toBe(lost)
    expect(line.sent.at(-1)).toEqual(batch(2 + leftOut))
  }
})
