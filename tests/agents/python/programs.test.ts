/**
 * Every program of tests/fixtures/programs/py, run by the agent and by the interpreter alone: byte for byte
 * the same output and errors, the same exit code, and the units that the program says it makes. All run on the machine's
 * python3; each also runs on one of its other versions, on all of them with SPINDLE_PYTHONS=all.
 */
import { describe, expect, test, vi } from 'vitest'
import { interpreters, minorOf, PythonLab } from '../../support/python-lab'
import { fixtures, forVersion, inAnyOrder, runPlain, runsOn, told, withoutNumbers } from './fixture'

// Two whole programs one after the other, on a machine that may be busy.
vi.setConfig({ testTimeout: 90_000 })

const [first, ...others] = await interpreters()
if (!first) throw new Error('there is no Python here that could be tested')
const all = process.env.SPINDLE_PYTHONS === 'all'
console.log(
  `Python agent: on ${[first, ...others].map(({ version }) => version).join(', ')}${all ? '' : ' in turn'}`,
)

const runs = fixtures().flatMap((fixture, index) => {
  const turn = others[index % Math.max(1, others.length)]
  const on = all ? [first, ...others] : [first, ...(turn ? [turn] : [])]
  return on.filter((python) => runsOn(fixture, python)).map((python) => ({ fixture, python }))
})

describe.each(runs)('$fixture.name on $python.version', ({ fixture, python }) => {
  test('prints, leaves and is seen as it should be', async () => {
    const plain = await runPlain(fixture, python)
    const lab = await PythonLab.start(fixture.path, {
      interpreter: python,
      args: fixture.args,
      input: fixture.terminal ? null : fixture.input,
    })
    const code = await lab.ended()
    const arranged = (text: string): string => (fixture.anyOrder ? inAnyOrder : String)(withoutNumbers(text))
    const seen = {
      out: arranged(lab.output('out')),
      err: arranged(lab.output('err')),
      code,
      units: told(lab, python),
      notes: lab.told.filter(({ name }) => name === 'note').map(({ payload }) => payload),
    }
    expect(seen, lab.story()).toEqual({
      out: arranged(plain.out),
      err: arranged(plain.err),
      code: plain.code,
      units: fixture.units.map((unit) => forVersion(unit, python)).sort(),
      notes: [],
    })
    expect(code).toBe(fixture.exit)
    expect(minorOf(python)).toMatch(/^3\./)
  })
})
