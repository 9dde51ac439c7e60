/** The tasks of the Free lab as Spindle runs them, in both languages, made and handled by the lines of its buttons. */
import { afterEach, beforeEach, describe, expect, test } from 'vitest'
import type { Language } from '../../src/contract/program'
import type { RunId } from '../../src/contract/run'
import type { Unit } from '../../src/contract/unit'
import { lessonProgram } from '../../src/lessons/programs'
import { plainPythonVersion } from '../support/plain-python'
import { TestLab } from '../support/test-lab'

const LANGUAGES: readonly Language[] = (await plainPythonVersion())
  ? ['typescript', 'python']
  : ['typescript']
if (LANGUAGES.length === 1)
  console.warn('Python is not on this machine: its half of the Free lab is not run.')

/** Time in the programs passes faster; what is said to a unit is never raced by it. */
const SPEED = 10

describe.each(LANGUAGES)('in %s', (language) => {
  let lab: TestLab
  let run: RunId
  beforeEach(async () => {
    lab = new TestLab({ lessons: lessonProgram })
    const program = { kind: 'lesson', lesson: 'free-lab', language } as const
    run = (await lab.handle('run.start', { program, args: [], speed: SPEED })).run
    await lab.state(run, '1.1', 'input')
  })
  afterEach(() => lab.close())

  /** Only main reads, one line after the other. */
  const say = (text: string): Promise<unknown> => lab.handle('unit.input', { run, text })
  const named = (name: string): Promise<Unit> =>
    lab.until(`${name} is there`, () =>
      [...lab.seen(run).units.values()].find((unit) => unit.name === name && unit.kind !== 'main'),
    )
  const over = async (name: string): Promise<Unit> => {
    const { id } = await named(name)
    return lab.state(run, id, 'finished', 'failed', 'terminated')
  }
  /** What a unit has printed; a process prints through its main thread. */
  const printedBy = async ({ id, kind }: Unit): Promise<string[]> => {
    const mainOf = [...lab.seen(run).units.values()].find(
      (unit) => unit.kind === 'main' && unit.process === id,
    )
    return lab.texts(run, kind === 'process' ? (mainOf?.id ?? id) : id)
  }
  const end = async (): Promise<void> => {
    await say('end')
    expect(await lab.ended(run)).toMatchObject({ exitCode: 0 })
  }

  test.each(['thread', 'process'])('a %s that burns ends by itself and tells what it found', async (kind) => {
    await say(`${kind} burn name=fire arg=0.2`)
    await say('start fire')
    const unit = await over('fire')
    expect(unit.state).toBe('finished')
    expect((await printedBy(unit)).join()).toMatch(/^\d+까지 소수 \d+개$/)
    await end()
  })

  test.each(['thread', 'process'])('a %s that grows says how much it holds', async (kind) => {
    await say(`${kind} grow name=big arg=30`)
    await say('start big')
    const unit = await over('big')
    expect(unit.state).toBe('finished')
    expect(await printedBy(unit)).toEqual([10, 20, 30].map((held) => `${held} MB 가지고 있음`))
    await end()
  })

  test.each(['thread', 'process'])('a %s that crashes fails alone', async (kind) => {
    await say(`${kind} crash name=bad arg="as wanted"`)
    await say('start bad')
    const unit = await over('bad')
    expect(unit.state).toBe('failed')
    expect(unit.end?.exitCode).toBe(kind === 'process' ? 1 : null)
    expect((await printedBy(unit)).join('\n')).toContain('ValueError: as wanted')
    await end()
  })

  test.each(['thread', 'process'])('a %s that floods loses no line', async (kind) => {
    await say(`${kind} flood name=rain arg=20000`)
    await say('start rain')
    const unit = await over('rain')
    expect(unit.state).toBe('finished')
    await end()
    expect(await printedBy(unit)).toEqual(Array.from({ length: 20_000 }, (_, i) => `${i + 1}번째 줄`))
  })

  test('a stubborn process goes on after SIGTERM, and ends by SIGKILL', async () => {
    await say('process stubborn name=mule arg=1000')
    await say('start mule')
    const { id } = await named('mule')
    // It has printed and sleeps, so its handler is there.
    await lab.state(run, '2.1', 'sleeping')
    await say('terminate mule')
    await say('alive mule')
    // Main comes to the second line when it is done with the first.
    while (!(await lab.texts(run, '1.1')).some((text) => text.startsWith('mule 살아 있음'))) {
      await lab.printed(run, lab.seen(run).lines + 1)
    }
    await lab.printed(run, lab.seen(run).lines + 4)
    expect(lab.unit(run, id)).toMatchObject({ state: 'running', end: null })
    await say('kill mule')
    expect((await over('mule')).end).toMatchObject({ state: 'terminated', exitCode: -9, signal: 'SIGKILL' })
    await end()
  })
})
