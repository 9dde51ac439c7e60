import { expect, test } from 'vitest'
import type { Patch } from '../../../../src/contract/events'
import type { Repeat } from '../../../../src/contract/repeat'
import type { Run } from '../../../../src/contract/run'
import { KeepAwake } from '../../../../src/main/desktop/keep-awake'

function keeper() {
  const held = new Set<number>()
  let next = 0
  const keepAwake = new KeepAwake({
    start: () => {
      held.add((next += 1))
      return next
    },
    stop: (id) => held.delete(id),
  })
  return { held, keepAwake, see: (...patches: Patch[]) => keepAwake.batch({ seq: 1, patches }) }
}
const added = (id: string, state: Run['state'] = 'running') =>
  ({ type: 'run.added', run: { id, state } as Run }) satisfies Patch
const ended = (run: string) => ({ type: 'run.changed', run, changes: { state: 'ended' } }) satisfies Patch

test('the machine stays awake from the first run to the end of the last, and asks once', () => {
  const { held, see } = keeper()
  see(added('a'), added('b'))
  see(ended('a'))
  expect(held.size).toBe(1)
  see({ type: 'run.changed', run: 'b', changes: { state: 'stopping' } })
  expect(held.size).toBe(1)
  see(ended('b'))
  expect(held.size).toBe(0)
})

test('an old run that is opened, a removed run and a closed app hold nothing', () => {
  const { held, see, keepAwake } = keeper()
  see(added('old', 'ended'))
  expect(held.size).toBe(0)
  see(added('a'))
  see({ type: 'run.removed', run: 'a' })
  expect(held.size).toBe(0)
  see(added('b'))
  keepAwake.stop()
  expect(held.size).toBe(0)
})

test('a repetition keeps the machine awake although nobody is told of its runs', () => {
  const { held, see } = keeper()
  see({ type: 'repeat.added', repeat: { id: 'r', state: 'running' } as Repeat })
  see({ type: 'repeat.changed', repeat: 'r', changes: { done: 1 } })
  expect(held.size).toBe(1)
  see({ type: 'repeat.changed', repeat: 'r', changes: { state: 'ended' } })
  expect(held.size).toBe(0)
})
