import { describe, expect, test } from 'vitest'
import type { RunFacts } from '../../../../src/lessons/facts'
import { deedsOf, type LabFacts } from '../../../../src/lessons/12-free-lab/deeds'
import { Story } from '../../../support/run-facts'

function labFacts(facts: RunFacts): LabFacts {
  return {
    units: facts.units,
    main: facts.units.find(({ id }) => id === '1.1') ?? null,
    mainSteps: facts.steps['1.1'] ?? [],
    given: facts.lines.filter(({ unit, stream }) => unit === '1.1' && stream === 'in'),
  }
}

/** The deeds as short words: `at verb name`. */
const words = (story: Story): string[] =>
  deedsOf(labFacts(story.facts())).map(({ at, command }) =>
    [at / 1e9, command.verb, ...('name' in command ? [command.name] : [])].join(' '),
  )

const tell = (story: Story, at: number, line: string): Story =>
  story
    .prints('1.1', line, at, 'in')
    .goes('1.1', 'running', at)
    .goes('1.1', 'input', at + 0.01)

const begun = () => new Story('python').goes('1.1', 'input', 0.1)

describe('what was done', () => {
  test('is what MainThread was told, in order', () => {
    const story = begun()
    tell(story, 1, 'thread count name=a')
    tell(story, 2, 'start a')
    story.prints('1.1', 'end', 3, 'in').ends('1.1', 3)
    expect(words(story)).toEqual(['1 create a', '2 start a', '3 end'])
  })

  test('leaves out what the language refused', () => {
    const story = begun()
    for (const [index, line] of [
      'start nobody',
      'thread juggle',
      'thread count name=a',
      'thread count name=a',
      'join a',
      'start a',
      'start a',
      'daemon a on',
      'terminate a',
      'nonsense',
      'alive a',
    ].entries()) {
      tell(story, index + 1, line)
    }
    expect(words(story)).toEqual(['3 create a', '6 start a', '11 alive a'])
  })

  test('names units as the program does when no name was given', () => {
    const story = begun()
    tell(story, 1, 'thread count')
    tell(story, 2, 'thread count')
    tell(story, 3, 'start count-2')
    expect(words(story)).toEqual(['1 create count', '2 create count-2', '3 start count-2'])
  })

  test('knows what was done with the buttons of a row', () => {
    const story = begun()
    tell(story, 1, 'process burn name=p daemon')
    story
      .process('2', { name: 'p', pid: 200, at: 2, parent: '1.1' })
      .changes('2', { startedBy: 'person' })
      .goes('1.1', 'join', 4, { unit: '2' })
      .ends('2.1', 6)
      .ends('2', 6, { state: 'terminated', signal: 'SIGKILL', exitCode: -9, askedBy: 'person' })
      .goes('1.1', 'input', 6.1)
    // The daemon flag was turned off again before the start.
    expect(words(story)).toEqual(['1 create p', '1.999999999 daemon p', '2 start p', '4 join p', '6 kill p'])
  })

  test('does not count a join twice that was told by a line', () => {
    const story = begun()
    tell(story, 1, 'thread count name=a')
    tell(story, 2, 'start a')
    story
      .thread('1.2', { name: 'a', tid: 101, at: 2 })
      .prints('1.1', 'join a', 3, 'in')
      .goes('1.1', 'running', 3)
      .goes('1.1', 'join', 3.001, { unit: '1.2' })
    const waiting = deedsOf(labFacts(story.facts())).at(-1)
    expect(waiting).toMatchObject({ command: { verb: 'join', name: 'a' }, until: null })
    story.ends('1.2', 9).goes('1.1', 'running', 9).goes('1.1', 'input', 9.001)
    expect(words(story)).toEqual(['1 create a', '2 start a', '3 join a'])
    expect(deedsOf(labFacts(story.facts())).at(-1)?.until).toBe(9e9)
  })

  test('a join of a unit that had ended takes no time', () => {
    const story = begun()
    tell(story, 1, 'thread count name=a')
    tell(story, 2, 'start a')
    tell(story, 5, 'join a')
    tell(story, 6, 'thread sleep name=b')
    tell(story, 7, 'start b')
    story
      .thread('1.3', { name: 'b', tid: 102, at: 7 })
      .prints('1.1', 'join b', 8, 'in')
      .goes('1.1', 'join', 8, { unit: '1.3' })
    const [, , joined] = deedsOf(labFacts(story.facts()))
    expect(joined).toMatchObject({ at: 5e9, until: 5e9, command: { verb: 'join', name: 'a' } })
  })
})
