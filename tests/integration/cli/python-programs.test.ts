/**
 * Every program of tests/fixtures/programs/py through the `spindle` command: byte for byte the output, the errors and
 * the exit code of the interpreter alone (order between concurrent lines aside, where a program says so). What the
 * agent tells of their units is proved in tests/agents/python. On the machine's python3; on all with SPINDLE_PYTHONS=all.
 */
import { constants } from 'node:os'
import { text } from 'node:stream/consumers'
import { describe, expect, test, vi } from 'vitest'
import {
  fixtures,
  inAnyOrder,
  runPlain,
  runsOn,
  withoutNumbers,
  type Fixture,
} from '../../agents/python/fixture'
import { interpreters } from '../../support/python-lab'
import { endOf, startSpindle } from '../../support/spindle-command'

// Two whole programs one after the other, on a machine that may be busy.
vi.setConfig({ testTimeout: 90_000 })

const found = await interpreters()
const pythons = process.env.SPINDLE_PYTHONS === 'all' ? found : found.slice(0, 1)
const runs = pythons.flatMap((python) =>
  fixtures()
    .filter((fixture) => runsOn(fixture, python))
    .map((fixture) => ({ fixture, python })),
)

async function runInSpindle({ path, args, input, terminal }: Fixture, python: string) {
  const child = startSpindle(['run', '--python', python, path, ...args])
  child.stdin?.write(input.map((line) => `${line}\n`).join(''))
  // On a terminal nobody ends the input.
  if (!terminal) child.stdin?.end()
  const [out, err, end] = await Promise.all([
    text(child.stdout as NodeJS.ReadableStream),
    text(child.stderr as NodeJS.ReadableStream),
    endOf(child),
  ])
  return { out, err, end }
}

/** The command dies of the signal that its program died of. */
const endBy = (code: number): number | string =>
  Object.entries(constants.signals).find(([, number]) => number === -code)?.[0] ?? code
const bytes = (latin1: string): string => Buffer.from(latin1, 'latin1').toString()

describe.each(runs)('$fixture.name on $python.version', ({ fixture, python }) => {
  test('is what plain Python makes of it', async () => {
    const plain = await runPlain(fixture, python)
    const seen = await runInSpindle(fixture, python.path)
    const arranged = (of: string): string => (fixture.anyOrder ? inAnyOrder : String)(withoutNumbers(of))
    expect({ out: arranged(seen.out), err: arranged(seen.err), end: seen.end }).toEqual({
      out: arranged(bytes(plain.out)),
      err: arranged(bytes(plain.err)),
      end: endBy(plain.code),
    })
  })
})
