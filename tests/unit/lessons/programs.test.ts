/**
 * The programs of the lessons as a student gets them, and with every change a lesson offers: the Python
 * ones run on a plain python3, the TypeScript ones are checked against the types of the student API. (That
 * the TypeScript ones run, and both as Spindle runs them, is shown in tests/integration.)
 */
import { describe, expect, test } from 'vitest'
import { LESSONS, lessonById } from '../../../src/lessons'
import { applyChange } from '../../../src/lessons/lesson'
import { lessonFileName } from '../../../src/lessons/file-name'
import { lessonProgram } from '../../../src/lessons/programs'
import type { Language } from '../../../src/contract/program'
import { plainPythonVersion, runPlainPython, type PlainOptions } from '../../support/plain-python'
import { typeComplaints } from '../../support/student-types'

function program(lesson: string, language: Language, change?: string): string {
  const source = lessonProgram(lesson, language)!
  if (!change) return source
  const edits = lessonById(lesson)!.changes.find(({ id }) => id === change)!.edits[language]!
  return applyChange(source, edits)!
}

const python = await plainPythonVersion()

describe.skipIf(python === null)(
  `on plain python3 (${python ? python.join('.') : 'not on this machine'})`,
  () => {
    const run = (lesson: string, change?: string, options?: PlainOptions) =>
      runPlainPython(program(lesson, 'python', change), { speed: 20, ...options })
    const lines = (text: string): string[] => text.split('\n').filter(Boolean)

    test('lesson 1: main is through before the thread has its answer', async () => {
      const { stdout, code } = await run('thread-and-input', undefined, { input: ['사과'] })
      expect(code).toBe(0)
      expect(stdout).toContain('메인: 끝\n')
      expect(stdout).toContain('검색어를 입력하세요. ')
      expect(stdout.indexOf('메인: 시작')).toBe(0)
      // The answer waits in the pipe already: main's own lines may come between the thread's.
      expect(stdout.replaceAll(/메인: .*\n/g, '')).toBe(
        '스레드: 시작\n검색어를 입력하세요. 스레드: [사과] 찾는 중\n스레드: 끝\n',
      )
    })

    test('lesson 1 with join: main is through after the thread', async () => {
      const { stdout } = await run('thread-and-input', 'join', { input: ['사과'] })
      expect(stdout).toBe(
        '메인: 시작\n스레드: 시작\n검색어를 입력하세요. 스레드: [사과] 찾는 중\n스레드: 끝\n' +
          '메인: 끝\n메인: 이제 내 할 일을 합니다\n',
      )
    })

    test('lesson 1 with two threads: each gets one answer', async () => {
      const { stdout, code } = await run('thread-and-input', 'two', { input: ['사과', '배'] })
      expect(code).toBe(0)
      expect(stdout).toContain('[사과] 찾는 중')
      expect(stdout).toContain('[배] 찾는 중')
    })

    test('lesson 2: on a terminal the program ends at once with 0, the question is never answered', async () => {
      const { stdout, code } = await run('daemon-thread', undefined, { terminal: true })
      expect(code).toBe(0)
      expect(lines(stdout)).toContain('메인: 이제 내 할 일을 합니다')
      expect(stdout).not.toContain('찾는 중')
      expect(stdout).not.toContain('스레드: 끝')
    })

    test("lesson 2, daemon after start: the language's own error, and the thread stays what it was", async () => {
      const { stdout, stderr, code } = await run('daemon-thread', 'late', { input: ['사과'] })
      expect(stderr).toContain('RuntimeError: cannot set daemon status of active thread')
      expect(stdout).toContain('[사과] 찾는 중')
      expect(code).toBe(1)
    })

    test.each(['join', 'work-on'])('lesson 2 with %s: a daemon can be answered in time', async (change) => {
      const { stdout, code } = await run('daemon-thread', change, { input: ['사과'], speed: 10 })
      expect(stdout).toContain('[사과] 찾는 중')
      expect(code).toBe(0)
    })

    test('lesson 3: twenty lines each in their own order, and main last', async () => {
      const { stdout } = await run('two-threads-and-join')
      const all = lines(stdout)
      const expected = (side: string): string[] =>
        [1, 2, 3, 4, 5].flatMap((number) =>
          ['시세 요청', '분석', '시점 계산', side].map((step) => `[${side}] ${number}회차 ${step}`),
        )
      for (const side of ['매수', '매도']) {
        expect(all.filter((line) => line.startsWith(`[${side}]`))).toEqual(expected(side))
      }
      expect(all.at(-1)).toBe('메인: 장을 마감합니다')
      expect(all).toHaveLength(41)
      expect(all.indexOf('[매도] 1회차 시세 요청')).toBeLessThan(all.indexOf('[매수] 5회차 매수'))
    })

    test('lesson 3 in turn: the seller begins when the buyer is through', async () => {
      const { stdout } = await run('two-threads-and-join', 'in-turn', { speed: 100 })
      const all = lines(stdout)
      expect(all.slice(0, 20).every((line) => line.startsWith('[매수]'))).toBe(true)
      expect(all.slice(20, 40).every((line) => line.startsWith('[매도]'))).toBe(true)
    })

    test('lesson 3 without join: main does not have the last word', async () => {
      const { stdout } = await run('two-threads-and-join', 'no-join')
      expect(lines(stdout).indexOf('메인: 장을 마감합니다')).toBeLessThan(5)
    })

    test('lesson 3 with a slow seller: the buyer is through first', async () => {
      const { stdout } = await run('two-threads-and-join', 'slow-seller')
      const all = lines(stdout)
      expect(all.indexOf('[매수] 5회차 매수')).toBeLessThan(all.indexOf('[매도] 5회차 매도'))
      expect(all.at(-1)).toBe('메인: 장을 마감합니다')
    })

    test('lesson 4: two PIDs, and the argument arrives', async () => {
      const { stdout } = await run('process-and-pid')
      const [, main] = /메인: 내 PID (\d+)/.exec(stdout)!
      const [, child] = /자식: 내 PID (\d+)/.exec(stdout)!
      expect(main).not.toBe(child)
      expect(stdout).toContain('자식: 받은 인자 [안녕하세요]\n')
    })

    test('lesson 4 with join: main is through after the child', async () => {
      expect(lines((await run('process-and-pid', 'join')).stdout).at(-1)).toBe('메인: 끝')
    })

    test('lesson 4 with three: three children, three PIDs', async () => {
      const { stdout } = await run('process-and-pid', 'three')
      const pids = [...stdout.matchAll(/자식: 내 PID (\d+)/g)].map(([, pid]) => pid)
      expect(new Set(pids).size).toBe(3)
      for (const word of ['하나', '둘', '셋']) expect(stdout).toContain(`[${word}]`)
    })

    test('lesson 4 without the comma: five arguments, and the child fails', async () => {
      const { stderr, code } = await run('process-and-pid', 'comma')
      expect(stderr).toContain('TypeError: greet() takes 1 positional argument but 5 were given')
      expect(code).toBe(0)
    })

    test('lesson 5: main waits for the whole child, exit code 0', async () => {
      expect(lines((await run('process-subclass')).stdout).slice(-2)).toEqual([
        '[settle] 끝',
        '메인: 자식의 exit code 0',
      ])
    })

    test('lesson 5 with a limit: the exit code is not known yet', async () => {
      expect(lines((await run('process-subclass', 'timeout', { speed: 1 })).stdout).slice(-2)).toEqual([
        '메인: 자식의 exit code None',
        '[settle] 끝',
      ])
    })

    test('lesson 5 with an error: exit code 1, and main goes on', async () => {
      const { stdout, stderr, code } = await run('process-subclass', 'fail')
      expect(stderr).toContain('ValueError: 장부가 맞지 않습니다')
      expect(lines(stdout).at(-1)).toBe('메인: 자식의 exit code 1')
      expect(code).toBe(0)
    })

    test('lesson 5 with run(): main does it itself, no process is started', async () => {
      expect(lines((await run('process-subclass', 'run-directly')).stdout)).toEqual([
        '[settle] 시작',
        '[settle] 끝',
        '메인: 자식을 기다립니다',
        '메인: 자식의 exit code None',
      ])
    })

    test('lesson 6: the child never says its end; −15 stands there after join', async () => {
      const { stdout } = await run('terminate-and-is-alive', undefined, { speed: 4 })
      expect(stdout).not.toContain('[settle] 끝')
      expect(lines(stdout).at(-1)).toBe('메인: [join한 뒤] 살아 있음 False, exit code -15')
      expect(stdout).toMatch(/메인: \[1초 뒤\] 살아 있음 True\n/)
    })

    test('lesson 6, the slip: a signal is sent to a child that has ended', async () => {
      const { stdout } = await run('terminate-and-is-alive', 'slip', { speed: 1 })
      expect(stdout).toContain('[settle] 끝\n메인: [1초 뒤] 살아 있음 False\n메인: 종료 신호를 보냈습니다\n')
      expect(lines(stdout).at(-1)).toContain('exit code 0')
    })

    test('lesson 6, the slip put right: nothing is sent', async () => {
      expect((await run('terminate-and-is-alive', 'short', { speed: 1 })).stdout).not.toContain('종료 신호를')
    })

    test('lesson 6 with kill: −9', async () => {
      expect(lines((await run('terminate-and-is-alive', 'kill', { speed: 4 })).stdout).at(-1)).toContain(
        'exit code -9',
      )
    })

    describe('the Free lab', () => {
      const lab = (...input: string[]) => run('free-lab', undefined, { input, speed: 20 })

      test('makes, starts and joins, and main really waits', async () => {
        const { stdout, stderr, code } = await lab(
          'thread count name=a arg=3',
          'start a',
          'join a',
          'alive a',
          'end',
        )
        expect(stdout).toBe('1까지 셈\n2까지 셈\n3까지 셈\na 살아 있음 False\n')
        expect({ stderr, code }).toEqual({ stderr: '', code: 0 })
      })

      test('prints errors as the language does, and goes on', async () => {
        const { stdout, stderr, code } = await lab(
          'thread sleep name=s arg=1',
          'join s',
          'start s',
          'start s',
          'daemon s on',
          'terminate s',
          'process crash name="a b"',
          'join "a b"',
          'start nobody',
          'thread juggle',
          'thread count name=s',
          'thread count loud',
          'dance',
          'start "s',
          'alive s',
          'end',
        )
        expect(lines(stderr)).toEqual([
          'RuntimeError: cannot join thread before it is started',
          'RuntimeError: threads can only be started once',
          'RuntimeError: cannot set daemon status of active thread',
          "AttributeError: 'Thread' object has no attribute 'terminate'",
          'AssertionError: can only join a started process',
          'ValueError: 없는 이름: nobody',
          'ValueError: 없는 할 일: juggle',
          'ValueError: 이미 있는 이름: s',
          'ValueError: 모르는 말: loud',
          'ValueError: 모르는 명령: dance',
          'ValueError: 큰따옴표가 닫히지 않았습니다',
        ])
        expect(stdout).toContain('s 살아 있음 ')
        expect(code).toBe(0)
      })

      test('names units by their task when no name is given, and never twice the same', async () => {
        const { stdout, stderr } = await lab('thread sleep', 'thread sleep', 'alive sleep', 'alive sleep-2')
        expect(stderr).toBe('')
        expect(stdout).toContain('sleep-2 살아 있음 False')
      })

      test('a process ignoring SIGTERM lives through terminate and not through kill', async () => {
        const { stdout, stderr } = await lab(
          'process stubborn name=p arg=60',
          'start p',
          'join p 2',
          'terminate p',
          'join p 1',
          'alive p',
          'kill p',
          'join p',
          'alive p',
        )
        expect(stderr).toBe('')
        expect(stdout).toContain('p 살아 있음 True')
        expect(stdout).toContain('p 살아 있음 False')
      })

      test('end leaves a daemon behind and waits for the others', async () => {
        const { stdout } = await lab(
          'thread count name=d daemon arg=1000',
          'start d',
          'thread count arg=3',
          'start count',
          'end',
        )
        expect(stdout).toContain('3까지 셈')
        expect(stdout).not.toContain('1000까지 셈')
      })

      test('a child that asks meets the end of its input', async () => {
        const { stderr } = await lab('process ask', 'start ask', 'join ask')
        expect(stderr).toContain('EOFError: EOF when reading a line')
      })
    })
  },
)

describe('by the types of the student API', () => {
  const programs = LESSONS.flatMap((lesson) => [
    { name: lesson.id, source: program(lesson.id, 'typescript') },
    ...lesson.changes
      .filter(({ edits }) => edits.typescript)
      .map(({ id }) => ({ name: `${lesson.id}.${id}`, source: program(lesson.id, 'typescript', id) })),
  ])

  test('every program is right, and the slip of lesson 6 is found', () => {
    const { 'terminate-and-is-alive.slip': slip, ...others } = typeComplaints(
      Object.fromEntries(programs.map(({ name, source }) => [name, source])),
    )
    expect(Object.values(others).flat()).toEqual([])
    expect(slip).toEqual([expect.stringMatching(/^2774 This condition will always return true/)])
  })
})

test('programs go by names the contract allows', () => {
  const names = LESSONS.flatMap(({ id }) => [lessonFileName(id, 'typescript'), lessonFileName(id, 'python')])
  for (const name of names) expect(name).toMatch(/^[^/\\\0:]{1,100}\.(ts|py)$/)
})
