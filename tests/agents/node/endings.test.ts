import { expect, test } from 'vitest'
import { FakeLab } from '../../support/fake-lab'

const program = (name: string): string => `tests/fixtures/programs/ts/${name}.ts`
const allLines = Array.from({ length: 10_000 }, (_, i) => `line ${i}\n`).join('')

test.each([
  ['exit', 7],
  ['throw', 1],
  ['signal', 'SIGTERM'],
])('every line that was printed before %s is kept', async (how, status) => {
  await using lab = await FakeLab.start(program('prints-then-ends'), { args: [how] })
  expect(await lab.exit()).toBe(status)
  expect(lab.out).toBe(allLines)
})

test('a thread that runs out of memory fails alone, and what it printed is kept', async () => {
  await using lab = await FakeLab.start(program('runs-out-of-memory'), { env: { SPINDLE_THREAD_MB: '64' } })
  expect(await lab.exit()).toBe(0)
  expect(lab.text('out', 2)).toBe('growing\n')
  expect(lab.text('err', 2)).toMatch(/^Exception in thread Thread-1 \(grow\):\nMemoryError: /)
  expect(lab.text('out', 1)).toBe('main goes on\n')
  const end = await lab.frame('end', ({ unit }) => unit === 2)
  expect(end.payload).toMatchObject({ state: 'failed', error: { type: 'MemoryError' } })
})

test('a Lab that does not read slows the program down and loses nothing', async () => {
  await using lab = await FakeLab.start(program('prints-until-held-up'))
  await lab.frame('out')
  const socket = lab.sockets.get('root')!
  socket.pause()
  await lab.until(() => lab.raw.includes('held up'))
  expect(lab.raw).toBe('held up\n')
  socket.resume()
  expect(await lab.exit()).toBe(0)
  const lines = Array.from({ length: 60_000 }, (_, i) => `a line as long as a line of a log mostly is ${i}\n`)
  expect(lab.out).toBe(lines.join(''))
})
