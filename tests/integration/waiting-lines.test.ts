/** The line on which a unit waits is told with the wait, so that the editor can mark it. */
import { expect, test } from 'vitest'
import { TestLab } from '../support/test-lab'

const TYPESCRIPT = `import { input } from 'spindle/builtins'
import { Lock, Thread } from 'spindle/threading'
const lock = new Lock()
export function ask() {
  lock.acquire()
  input('? ')
}
export function wait() {
  lock.acquire()
}
export function main() {
  const asker = new Thread({ target: ask, name: 'asker' })
  asker.start()
  new Thread({ target: wait, name: 'waiter', daemon: true }).start()
  asker.join()
}
`
const PYTHON = `from threading import Lock, Thread
lock = Lock()

def ask():
    lock.acquire()
    input('? ')

def wait():
    lock.acquire()

asker = Thread(target=ask, name='asker')
asker.start()
Thread(target=wait, name='waiter', daemon=True).start()
asker.join()
`

test.each([
  ['program.ts', TYPESCRIPT, { MainThread: 15, waiter: 9 }],
  ['program.py', PYTHON, { MainThread: 14, waiter: 9 }],
])('in %s', async (name, source, lines) => {
  await using lab = new TestLab()
  const run = await lab.start(source, { name })
  const unit = (wanted: string) =>
    [...(lab.runs.get(run)?.units.values() ?? [])].find((one) => one.name === wanted)
  await lab.until('both wait', () => unit('MainThread')?.wait?.unit && unit('waiter')?.state === 'lock')
  const seen = ['MainThread', 'waiter'].map((one) => {
    const place = unit(one)?.wait?.place
    return [one, [place?.file.split('/').at(-1), place?.line]]
  })
  expect(Object.fromEntries(seen)).toEqual(
    Object.fromEntries(Object.entries(lines).map(([one, line]) => [one, [name, line]])),
  )
  await lab.until('the question', () => unit('asker')?.state === 'input')
  await lab.handle('unit.input', { run, text: 'x' })
  await lab.ended(run)
})
