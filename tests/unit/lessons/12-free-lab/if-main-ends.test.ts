import { describe, expect, test } from 'vitest'
import { ifMainEnded } from '../../../../src/lessons/12-free-lab/if-main-ends'
import { Story } from '../../../support/run-facts'

function fates(story: Story): Record<string, string[]> {
  const found = ifMainEnded(story.facts().units)
  return Object.fromEntries(
    Object.entries(found).map(([fate, units]) => [fate, units.map((unit: { name: string }) => unit.name)]),
  )
}

const thread = (story: Story, id: string, name: string, daemon = false): Story =>
  story.thread(id, { name, tid: 100 + Number(id.split('.')[1]), at: 1, daemon })
const child = (story: Story, id: string, name: string, daemon = false): Story =>
  story.process(id, { name, pid: 200 + Number(id), at: 1, parent: '1.1', daemon })

describe('if main ended now', () => {
  test('nothing would be left of an empty lab', () => {
    expect(fates(new Story())).toEqual({ waitedFor: [], goneAtOnce: [], goneLater: [], neverStarted: [] })
  })

  test('with only daemons left, they are gone at once', () => {
    const story = child(thread(new Story(), '1.2', 'pulse', true), '2', 'crunch', true)
    expect(fates(story)).toEqual({
      waitedFor: [],
      goneAtOnce: ['pulse', 'crunch'],
      goneLater: [],
      neverStarted: [],
    })
  })

  test('daemon threads live on while anything is waited for, daemon processes only while threads are', () => {
    const behindProcess = child(
      child(thread(new Story(), '1.2', 'pulse', true), '2', 'crunch'),
      '3',
      'helper',
      true,
    )
    expect(fates(behindProcess)).toMatchObject({
      waitedFor: ['crunch'],
      goneAtOnce: ['helper'],
      goneLater: ['pulse'],
    })
    expect(fates(thread(behindProcess, '1.3', 'count'))).toMatchObject({
      waitedFor: ['crunch', 'count'],
      goneAtOnce: [],
      goneLater: ['pulse', 'helper'],
    })
  })

  test('what was not started is not, and what has ended does not count', () => {
    const story = thread(new Story(), '1.2', 'done')
      .ends('1.2', 2)
      .unstarted('1.3', 'thread', 'asker', 3, true)
    expect(fates(story)).toEqual({ waitedFor: [], goneAtOnce: [], goneLater: [], neverStarted: ['asker'] })
  })

  test('units inside a child process are its own affair', () => {
    const story = thread(child(new Story(), '2', 'crunch'), '2.2', 'saver')
    expect(fates(story)).toMatchObject({ waitedFor: ['crunch'] })
  })
})
