/**
 * The lessons as Spindle runs them, in both languages: real threads and processes, and what the lesson finds
 * in the run. With every change a lesson offers, since each is there for what it changes in the answer.
 */
import { readFileSync } from 'node:fs'
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Language } from '../../src/contract/program'
import type { RunId } from '../../src/contract/run'
import { NS_PER_S } from '../../src/contract/time'
import { lessonById } from '../../src/lessons'
import { childrenOf, mainOf, printedBy, threadsOf, type RunFacts } from '../../src/lessons/facts'
import { lessonFileName } from '../../src/lessons/file-name'
import { applyChange } from '../../src/lessons/lesson'
import { lessonProgram } from '../../src/lessons/programs'
import { plainPythonVersion } from '../support/plain-python'
import { TestLab } from '../support/test-lab'

const python = await plainPythonVersion()
const LANGUAGES: readonly Language[] = python ? ['typescript', 'python'] : ['typescript']

let lab: TestLab
beforeEach(() => {
  lab = new TestLab({ lessons: lessonProgram })
})
afterEach(() => lab.close())

if (python === null) console.warn('Python is not on this machine: its half of the lessons is not run.')

async function factsOf(run: RunId): Promise<RunFacts> {
  const { run: known, units, steps } = lab.seen(run)
  const { lines } = await lab.handle('log.read', { run, view: {}, from: 0, count: 2_000 })
  return { run: known, units: [...units.values()], steps: Object.fromEntries(steps), lines }
}

interface RunOptions {
  readonly change?: string
  readonly speed?: number
  /** A line for each thread that asks. */
  readonly answer?: string
  /** Answer only when main's own code is over. */
  readonly patient?: boolean
}

/** Slower than life: a child that has half a second must be through before main looks, on any machine. */
const SLOW = { speed: 0.25 } as const

async function begin(lesson: string, language: Language, { change, speed = 20 }: RunOptions): Promise<RunId> {
  if (!change) {
    const program = { kind: 'lesson', lesson, language } as const
    return (await lab.handle('run.start', { program, args: [], speed })).run
  }
  const edits = lessonById(lesson)?.changes.find(({ id }) => id === change)?.edits[language]
  const source = applyChange(lessonProgram(lesson, language) ?? '', edits ?? [])
  if (source === null) throw new Error(`${change} does not fit`)
  const name = lessonFileName(lesson, language)
  const program = { kind: 'text', name, source, language, lesson } as const
  return (await lab.handle('run.start', { program, args: [], speed })).run
}

const isOver = (id: RunId): boolean => lab.runs.get(id)?.run.state === 'ended'

/** Runs a lesson to its end. */
async function run(lesson: string, language: Language, options: RunOptions = {}): Promise<RunFacts> {
  const id = await begin(lesson, language, options)
  const { answer, patient } = options
  const asked = new Set<string>()
  const whoAsks = () =>
    answer === undefined || (patient && lab.unit(id, '1.1')?.state !== 'exit')
      ? undefined
      : [...(lab.runs.get(id)?.units.values() ?? [])].find(
          (one) => one.state === 'input' && !asked.has(one.id),
        )
  for (;;) {
    const unit = await lab.until(
      'somebody asks or the run is over',
      () => whoAsks() ?? (isOver(id) && 'over'),
    )
    if (unit === 'over') return factsOf(id)
    asked.add(unit.id)
    await lab.handle('unit.input', { run: id, unit: unit.id, text: answer ?? '' })
  }
}

const seenIn = (lesson: string, facts: RunFacts): string[] =>
  lessonById(lesson)!
    .look.filter((item) => item.happened(facts))
    .map(({ id }) => id)
const allOf = (lesson: string): string[] => lessonById(lesson)!.look.map(({ id }) => id)
const answerOf = (lesson: string, facts: RunFacts): string | null =>
  lessonById(lesson)!.question!.whatHappened(facts)
const texts = (facts: RunFacts): string[] => facts.lines.map(({ text }) => text)

describe.each(LANGUAGES)('in %s', (language) => {
  test.each([
    ['thread-and-input', 'program-waits', { answer: '사과', patient: true }],
    ['daemon-thread', 'program-ends', {}],
    ['two-threads-and-join', 'together', {}],
    ['process-and-pid', 'different', {}],
    ['process-subclass', 'whole', { speed: 5 }],
    ['terminate-and-is-alive', 'cut-off', { speed: 1 }],
  ] as const)(
    '%s happens as it is told, and everything there is to see is seen',
    async (lesson, answer, options) => {
      const facts = await run(lesson, language, options)
      expect({
        answer: answerOf(lesson, facts),
        seen: seenIn(lesson, facts),
        exit: facts.run.exitCode,
      }).toEqual({
        answer,
        seen: allOf(lesson),
        exit: 0,
      })
    },
  )

  test.each([
    ['thread-and-input', 'join', 'thread-first', { answer: '사과' }],
    ['thread-and-input', 'two', 'program-waits', { answer: '사과', patient: true }],
    ['daemon-thread', 'late', 'program-waits', { answer: '사과', patient: true }],
    ['daemon-thread', 'join', 'thread-first', { answer: '사과' }],
    ['daemon-thread', 'work-on', 'thread-first', { answer: '사과', speed: 1 }],
    ['two-threads-and-join', 'in-turn', 'in-turn', {}],
    ['two-threads-and-join', 'no-join', 'at-once', {}],
    ['two-threads-and-join', 'slow-seller', 'together', {}],
    ['process-and-pid', 'join', 'different', {}],
    ['process-and-pid', 'three', 'different', {}],
    ['process-subclass', 'timeout', 'part', { speed: 1 }],
    ['process-subclass', 'fail', 'whole', { speed: 5 }],
    ['process-subclass', 'run-directly', 'not', {}],
    ['terminate-and-is-alive', 'slip', 'to-the-end', SLOW],
    ['terminate-and-is-alive', 'short', 'to-the-end', SLOW],
    ['terminate-and-is-alive', 'kill', 'cut-off', { speed: 1 }],
  ] as const)('%s with %s ends otherwise: %s', async (lesson, change, answer, options) => {
    const facts = await run(lesson, language, { ...options, change })
    expect(answerOf(lesson, facts)).toBe(answer)
  })

  test('lesson 1: thread and main have one PID and, to the operating system, two TIDs', async () => {
    const id = await begin('thread-and-input', language, {})
    const thread = await lab.until('the thread asks', () =>
      [...(lab.runs.get(id)?.units.values() ?? [])].find(({ state }) => state === 'input'),
    )
    const main = mainOf(await factsOf(id))!
    expect(thread.pid ?? main.pid).toBe(main.pid)
    expect(thread.tid).not.toBe(main.tid)
    if (process.platform === 'linux') {
      // /proc is where ps reads it. In TypeScript the main thread's own thread is gone once its code is over.
      for (const tid of language === 'python' ? [thread.tid, main.tid] : [thread.tid]) {
        expect(readFileSync(`/proc/${main.pid}/task/${tid}/status`, 'utf8')).toContain(`Pid:\t${tid}\n`)
      }
    }
    await lab.handle('unit.input', { run: id, unit: thread.id, text: '사과' })
    await lab.until('the run is over', () => isOver(id))
  })

  test('lesson 2, late: the error is the language’s own', async () => {
    const facts = await run('daemon-thread', language, { change: 'late', answer: '사과' })
    expect(texts(facts).join('\n')).toContain('RuntimeError: cannot set daemon status of active thread')
    expect(facts.run.exitCode).toBe(1)
  })

  test('lesson 3 takes twenty seconds at 1×, not forty', { timeout: 40_000 }, async () => {
    const id = await begin('two-threads-and-join', language, { speed: 1 })
    // Longer than any wait of the test's Lab: it is the length that is looked at.
    await new Promise<void>((done) => lab.lab.onRunEnd(id, () => done()))
    await lab.until('the end is told', () => isOver(id))
    const facts = await factsOf(id)
    const [buyer, seller] = threadsOf(facts)
    const from = Math.min(buyer!.startedAt!, seller!.startedAt!)
    const until = Math.max(buyer!.end!.at, seller!.end!.at)
    // Twenty pauses of a second cannot be shorter; in turn it would be forty.
    expect((until - from) / NS_PER_S).toBeGreaterThanOrEqual(20)
    expect((until - from) / NS_PER_S).toBeLessThan(30)
    for (const unit of [buyer!, seller!]) expect(printedBy(facts, unit)).toHaveLength(20)
    expect(facts.lines.at(-1)?.unit).toBe(mainOf(facts)?.id)
  })

  test('lesson 4 prints the PIDs that the lanes show', async () => {
    const facts = await run('process-and-pid', language)
    const main = mainOf(facts)!
    const [child] = childrenOf(facts)
    expect(texts(facts)).toContain(`메인: 내 PID ${main.pid}`)
    expect(texts(facts)).toContain(`자식: 내 PID ${child!.pid}`)
    expect(texts(facts)).toContain('자식: 받은 인자 [안녕하세요]')
  })

  test('lesson 6: −15 stands there only after join, and the child never said its end', async () => {
    const facts = await run('terminate-and-is-alive', language, { speed: 1 })
    const said = texts(facts).join('\n')
    expect(said).not.toContain('[settle] 끝')
    expect(said).toMatch(/\[join한 뒤\] 살아 있음 [Ff]alse, exit code -15/)
    expect(childrenOf(facts)[0]!.end).toMatchObject({ exitCode: -15, signal: 'SIGTERM', askedBy: 'program' })
  })
})
