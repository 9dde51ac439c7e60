import { describe, expect, test } from 'vitest'
import { lessonProgram } from '../../../../src/lessons/programs'
import { linesOf, programOf } from '../../../../src/lessons/12-free-lab/as-code'
import type { Deed, NamedCommand } from '../../../../src/lessons/12-free-lab/deeds'
import { TASKS } from '../../../../src/lessons/12-free-lab/tasks'
import { plainPythonVersion, runPlainPython } from '../../../support/plain-python'
import { typeComplaints } from '../../../support/student-types'

const deed = (at: number, command: NamedCommand, until: number | null = at): Deed => ({
  at: at * 1e9,
  until: until === null ? null : until * 1e9,
  command,
})
const create = (
  task: string,
  name: string,
  more: Partial<Extract<NamedCommand, { verb: 'create' }>> = {},
): NamedCommand => ({
  verb: 'create',
  kind: 'thread',
  task,
  name,
  daemon: false,
  argument: null,
  ...more,
})

const session: readonly Deed[] = [
  deed(5, create('count', 'count', { argument: 3 })),
  deed(5, { verb: 'start', name: 'count' }),
  deed(7, create('burn', 'my burner', { kind: 'process', daemon: true, argument: 0.5 })),
  deed(7.5, { verb: 'daemon', name: 'my burner', on: false }),
  deed(7.6, { verb: 'start', name: 'my burner' }),
  deed(8, { verb: 'join', name: 'count', seconds: null }, 12),
  deed(12.1, { verb: 'terminate', name: 'my burner' }),
  deed(12.1, { verb: 'join', name: 'my burner', seconds: 1.5 }),
  deed(12.2, { verb: 'alive', name: 'my burner' }),
  deed(13.2, { verb: 'end' }),
]

describe('as code', () => {
  test('in Python, pauses included, and a join is no pause', () => {
    expect(linesOf(session, { language: 'python', speed: 1 })).toEqual([
      'count_1 = Thread(target=count, name="count", args=(3,))',
      'count_1.start()',
      'sleep(2)',
      'my_burner = Process(target=burn, name="my burner", args=(0.5,), daemon=True)',
      'sleep(0.5)',
      'my_burner.daemon = False',
      'my_burner.start()',
      'sleep(0.4)',
      'count_1.join()',
      'my_burner.terminate()',
      'my_burner.join(1.5)',
      'print(my_burner.is_alive())',
      'sleep(1)',
    ])
  })

  test('in TypeScript, at a speed that makes a pause longer in program time', () => {
    expect(linesOf(session.slice(0, 4), { language: 'typescript', speed: 5 })).toEqual([
      "const count1 = new Thread({ target: count, name: 'count', args: [3] })",
      'count1.start()',
      'sleep(10)',
      "const myBurner = new Process({ target: burn, name: 'my burner', args: [0.5], daemon: true })",
      'sleep(2.5)',
      'myBurner.daemon = false',
    ])
  })

  test('a name of no letters, or one that is taken, becomes a variable of its own', () => {
    const lines = linesOf(
      [deed(1, create('sleep', '검색')), deed(1, create('sleep', '1st')), deed(1, create('sleep', 'sleep'))],
      {
        language: 'python',
        speed: 1,
      },
    )
    expect(lines.map((line) => line.split(' ')[0])).toEqual(['unit', 'unit1st', 'sleep_1'])
  })
})

const everyTask = TASKS.flatMap(({ id }, index) => [
  deed(index, create(id, `${id} ${index}`, { kind: index % 2 ? 'process' : 'thread' })),
])

describe('as a whole program', () => {
  const whole = (deeds: readonly Deed[], language: 'python' | 'typescript'): string =>
    programOf(deeds, lessonProgram('free-lab', language)!, { language, speed: 1 })

  test('the TypeScript one is right by the types of the student API, with every task', () => {
    const programs = {
      empty: whole([], 'typescript'),
      session: whole(session, 'typescript'),
      every: whole(everyTask, 'typescript'),
    }
    expect(typeComplaints(programs)).toEqual({ empty: [], session: [], every: [] })
  })

  test('the Python one runs on plain python3', async (context) => {
    if ((await plainPythonVersion()) === null) context.skip('no python3 on this machine')
    const { stdout, stderr, code } = await runPlainPython(whole(session, 'python'), { speed: 10 })
    expect({ stderr, code }).toEqual({ stderr: '', code: 0 })
    expect(stdout).toContain('1까지 셈\n2까지 셈\n3까지 셈\n')
    for (const program of [whole([], 'python'), whole(everyTask, 'python')]) {
      expect(await runPlainPython(program, { speed: 100 })).toEqual({
        stdout: '',
        stderr: '',
        code: 0,
        signal: null,
      })
    }
  })
})
