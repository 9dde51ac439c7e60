import { describe, expect, test } from 'vitest'
import { lessonById } from '../../../src/lessons'
import type { RunFacts } from '../../../src/lessons/facts'
import { Story } from '../../support/run-facts'

/** What a lesson found in a run: the choice that came true, and the things that were seen. */
function found(lesson: string, facts: RunFacts): { answer: string | null; seen: string[] } {
  const { question, look } = lessonById(lesson)!
  return {
    answer: question?.whatHappened(facts) ?? null,
    seen: look.filter((item) => item.happened(facts)).map(({ id }) => id),
  }
}

const spots = (lesson: string, item: string, facts: RunFacts) =>
  lessonById(lesson)!
    .look.find(({ id }) => id === item)!
    .spots(facts)

describe('every lesson', () => {
  test('finds nothing in a run that has only begun', () => {
    const begun = new Story().facts()
    for (const id of ['thread-and-input', 'daemon-thread', 'two-threads-and-join', 'process-and-pid']) {
      expect(found(id, begun), id).toEqual({ answer: null, seen: [] })
    }
    expect(found('process-subclass', begun)).toEqual({ answer: null, seen: [] })
    expect(found('terminate-and-is-alive', begun)).toEqual({ answer: null, seen: [] })
    expect(found('free-lab', begun)).toEqual({ answer: null, seen: [] })
  })
})

describe('lesson 1', () => {
  const waiting = () =>
    new Story()
      .prints('1.1', 'start', 0.1)
      .thread('1.2', { name: 'searcher', tid: 101, at: 0.2 })
      .goes('1.2', 'input', 0.3)
      .prints('1.1', 'end', 0.4)
      .goes('1.1', 'exit', 0.5)

  test('knows while the thread waits that the program waits for it', () => {
    expect(found('thread-and-input', waiting().facts())).toEqual({
      answer: 'program-waits',
      seen: ['same-pid', 'main-ends-first', 'waiting-for-input'],
    })
  })

  test('sees the answer only when the thread has ended with it', () => {
    const answered = waiting().prints('1.2', 'apples', 3, 'in').goes('1.2', 'running', 3)
    expect(found('thread-and-input', answered.facts()).seen).not.toContain('answered')
    answered.ends('1.2', 3.1).over(3.2)
    expect(found('thread-and-input', answered.facts())).toEqual({
      answer: 'program-waits',
      seen: ['same-pid', 'main-ends-first', 'waiting-for-input', 'answered'],
    })
  })

  test('finds the other answer when main waits in join', () => {
    const joined = new Story()
      .thread('1.2', { name: 'searcher', tid: 101, at: 0.2 })
      .goes('1.1', 'join', 0.2, { unit: '1.2' })
      .goes('1.2', 'input', 0.3)
      .prints('1.2', 'apples', 1, 'in')
      .ends('1.2', 1)
      .goes('1.1', 'running', 1)
      .over(1.1)
    expect(found('thread-and-input', joined.facts()).answer).toBe('thread-first')
    expect(found('thread-and-input', joined.facts()).seen).not.toContain('main-ends-first')
  })

  test('points at the rows that share the PID and at the input field', () => {
    expect(spots('thread-and-input', 'same-pid', waiting().facts())).toEqual([
      { on: 'unit', unit: '1.1', part: 'pid' },
      { on: 'unit', unit: '1.2', part: 'pid' },
    ])
    expect(spots('thread-and-input', 'answered', waiting().facts())).toEqual([
      { on: 'control', control: 'input' },
    ])
  })
})

describe('lesson 2', () => {
  const daemon = () =>
    new Story()
      .thread('1.2', { name: 'searcher', tid: 101, at: 0.2, daemon: true })
      .goes('1.2', 'input', 0.3)
      .prints('1.1', 'end', 0.4)

  test('says nothing while main is at its end and the daemon is not gone yet', () => {
    expect(found('daemon-thread', daemon().goes('1.1', 'exit', 0.5).facts()).answer).toBeNull()
  })

  test('finds the program ended and the thread left behind', () => {
    const over = daemon().ends('1.1', 0.5).ends('1.2', 0.5, { state: 'abandoned' }).over(0.6)
    expect(found('daemon-thread', over.facts())).toEqual({
      answer: 'program-ends',
      seen: ['daemon-mark', 'abandoned', 'never-answered', 'ends-with-main'],
    })
  })

  test('does not call it unanswered when the answer came in time', () => {
    const answered = daemon().prints('1.2', 'apples', 2, 'in').ends('1.2', 2).over(10)
    expect(found('daemon-thread', answered.facts())).toEqual({
      answer: 'thread-first',
      seen: ['daemon-mark', 'ends-with-main'],
    })
  })
})

describe('lesson 3', () => {
  const market = (sellerAt: number, joins: boolean) => {
    const story = new Story().thread('1.2', { name: 'buyer', tid: 101, at: 0.1 })
    if (joins) story.goes('1.1', 'join', 0.1, { unit: '1.2' })
    const rounds = [0, 1, 2, 3]
    if (sellerAt > 5) {
      for (const round of rounds) story.prints('1.2', 'b', 0.2 + round)
      story.ends('1.2', 5).changes('1.2', { joined: joins }).goes('1.1', 'running', 5)
      story.thread('1.3', { name: 'seller', tid: 102, at: sellerAt })
      for (const round of rounds) story.prints('1.3', 's', sellerAt + round)
      return story.ends('1.3', sellerAt + 5).changes('1.3', { joined: joins })
    }
    story.thread('1.3', { name: 'seller', tid: 102, at: sellerAt })
    if (!joins) story.prints('1.1', 'closed', sellerAt + 0.1).goes('1.1', 'exit', sellerAt + 0.2)
    for (const round of rounds) story.prints('1.2', 'b', 1 + round).prints('1.3', 's', 1.1 + round)
    story.ends('1.2', 5)
    if (joins) story.changes('1.2', { joined: true }).goes('1.1', 'running', 5)
    return story.ends('1.3', 5.1).changes('1.3', { joined: joins })
  }

  test('finds both side by side, their lines mixed, and main last', () => {
    const over = market(0.2, true).prints('1.1', 'closed', 5.2).over(5.3)
    expect(found('two-threads-and-join', over.facts())).toEqual({
      answer: 'together',
      seen: ['side-by-side', 'interleaved', 'join-first', 'join-second', 'main-last'],
    })
  })

  test('counts main as joining while it still stands in the join', () => {
    const story = new Story()
      .thread('1.2', { name: 'buyer', tid: 101, at: 0.1 })
      .thread('1.3', { name: 'seller', tid: 102, at: 0.1 })
      .goes('1.1', 'join', 0.2, { unit: '1.2' })
    expect(found('two-threads-and-join', story.facts())).toEqual({
      answer: null,
      seen: ['side-by-side', 'join-first'],
    })
  })

  test('finds them in turn when each was joined right after its start', () => {
    const over = market(5.1, true).prints('1.1', 'closed', 10.2).over(10.3)
    expect(found('two-threads-and-join', over.facts())).toEqual({
      answer: 'in-turn',
      seen: ['join-first', 'join-second', 'main-last'],
    })
  })

  test('finds main first when it did not wait', () => {
    const over = market(0.2, false).over(5.3)
    expect(found('two-threads-and-join', over.facts())).toEqual({
      answer: 'at-once',
      seen: ['side-by-side', 'interleaved'],
    })
  })
})

describe('lesson 4', () => {
  test('compares the PIDs and the parent that the operating system tells', () => {
    const story = new Story()
      .prints('1.1', 'me', 0.1)
      .process('2', { name: 'child', pid: 200, at: 0.2, parent: '1.1' })
      .prints('1.1', 'end', 0.3)
      .goes('1.1', 'exit', 0.3)
      .prints('2.1', 'argument', 0.4)
      .ends('2.1', 0.5)
      .ends('2', 0.5, { exitCode: 0 })
    expect(found('process-and-pid', story.facts())).toEqual({
      answer: 'different',
      seen: ['two-pids', 'parent-pid', 'who-first'],
    })
    expect(found('process-and-pid', story.over(0.6).facts()).seen).toContain('parent-waits')
  })

  test('does not claim a parent PID the operating system did not tell', () => {
    const orphan = new Story()
      .process('2', { name: 'child', pid: 200, at: 0.2, parent: '1.1' })
      .changes('2', { ppid: 1 })
    expect(found('process-and-pid', orphan.facts()).seen).toEqual(['two-pids'])
  })
})

describe('lesson 5', () => {
  const child = () =>
    new Story()
      .process('2', { name: 'settle', pid: 200, at: 0.1, parent: '1.1' })
      .goes('1.1', 'join', 0.2, { unit: '2' })
      .goes('2.1', 'sleeping', 0.2, { forNs: 5e9 })

  test('finds that main waited for as long as the child lived', () => {
    const over = child()
      .goes('2.1', 'running', 5.2)
      .ends('2.1', 5.3)
      .ends('2', 5.3, { exitCode: 0 })
      .changes('2', { joined: true })
      .goes('1.1', 'running', 5.4)
      .prints('1.1', 'exit code 0', 5.4)
      .over(5.5)
    expect(found('process-subclass', over.facts())).toEqual({
      answer: 'whole',
      seen: ['own-process', 'main-in-join', 'child-sleeps', 'exit-code-0', 'main-goes-on'],
    })
  })

  test('finds that main went on before the child had ended', () => {
    const early = child()
      .goes('1.1', 'running', 2.2)
      .prints('1.1', 'exit code None', 2.2)
      .ends('2.1', 5.2)
      .ends('2', 5.2, { exitCode: 0 })
      .changes('2', { joined: true })
    expect(found('process-subclass', early.facts())).toEqual({
      answer: 'part',
      seen: ['own-process', 'main-in-join', 'child-sleeps', 'exit-code-0'],
    })
  })

  test('does not take an exit code of 1 for a good end', () => {
    const failed = child().ends('2.1', 5).ends('2', 5, { state: 'failed', exitCode: 1 })
    expect(found('process-subclass', failed.facts()).seen).not.toContain('exit-code-0')
  })

  test('finds nobody waited for when run() was called instead of start()', () => {
    const direct = new Story().unstarted('2', 'process', 'settle', 0.1).goes('1.1', 'sleeping', 0.1)
    expect(found('process-subclass', direct.over(5.2).facts())).toEqual({ answer: 'not', seen: [] })
  })
})

describe('lesson 6', () => {
  const child = () =>
    new Story('python')
      .process('2', { name: 'settle', pid: 200, at: 0.1, parent: '1.1' })
      .prints('2.1', 'start', 0.2)
      .goes('2.1', 'sleeping', 0.2)
      .prints('1.1', 'alive True', 1.1)

  test('finds the child cut off by SIGTERM, its last words never said', () => {
    const over = child()
      .prints('1.1', 'sent', 1.2)
      .prints('1.1', 'right after: alive True, exit code None', 1.2)
      .ends('2.1', 1.3, { state: 'terminated', signal: 'SIGTERM' })
      .ends('2', 1.3, { state: 'terminated', signal: 'SIGTERM', exitCode: -15 })
      .prints('1.1', 'after join: alive False, exit code -15', 1.4)
      .over(1.5)
    expect(found('terminate-and-is-alive', over.facts())).toEqual({
      answer: 'cut-off',
      seen: ['alive-first', 'right-after', 'sigterm', 'never-said-end'],
    })
  })

  test('finds that the signal came too late for a child that had ended', () => {
    const short = new Story()
      .process('2', { name: 'settle', pid: 200, at: 0.1, parent: '1.1' })
      .prints('2.1', 'start', 0.2)
      .prints('2.1', 'end', 0.7)
      .ends('2.1', 0.8)
      .ends('2', 0.8, { exitCode: 0 })
      .prints('1.1', 'alive False', 1.1)
      .over(1.2)
    expect(found('terminate-and-is-alive', short.facts())).toEqual({ answer: 'to-the-end', seen: [] })
  })

  test('tells SIGKILL from SIGTERM', () => {
    const killed = child()
      .ends('2.1', 1.3, { state: 'terminated', signal: 'SIGKILL' })
      .ends('2', 1.3, { state: 'terminated', signal: 'SIGKILL', exitCode: -9 })
      .over(1.5)
    expect(found('terminate-and-is-alive', killed.facts())).toEqual({
      answer: 'cut-off',
      seen: ['alive-first', 'never-said-end'],
    })
  })
})

test('the Free lab sees what the person did', () => {
  const story = new Story()
    .thread('1.2', { name: 'count', tid: 101, at: 1, daemon: true })
    .goes('1.1', 'join', 2, { unit: '1.2' })
    .goes('1.1', 'running', 3)
    .ends('1.1', 4)
    .ends('1.2', 4, { state: 'abandoned' })
    .over(4)
  expect(found('free-lab', story.facts())).toEqual({
    answer: null,
    seen: ['made-one', 'blocked-in-join', 'ended-main', 'daemon-left-behind'],
  })
})
