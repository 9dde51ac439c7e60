/** What is seen between the processes of a Python program: who holds a lock, who sent a message, whose input it is. */
import { expect, test } from 'vitest'
import { TestLab } from '../support/test-lab'

const PYTHON = { name: 'program.py' } as const

test.each(['fork', 'spawn'])(
  'two processes (%s) that take two locks crosswise wait for each other, and that is shown',
  async (method) => {
    await using lab = new TestLab()
    const run = await lab.start(
      `
import multiprocessing as mp
def work(mine, yours, met):
    with mine:
        met.wait()
        with yours:
            pass
if __name__ == "__main__":
    mp = mp.get_context("${method}")
    left, right, met = mp.Lock(), mp.Lock(), mp.Barrier(2)
    a = mp.Process(target=work, args=(left, right, met), name="a")
    b = mp.Process(target=work, args=(right, left, met), name="b")
    a.start(); b.start()
    input()
    a.terminate(); b.terminate()
`,
      PYTHON,
    )
    const mainOf = (name: string): string => {
      const process = [...lab.seen(run).units.values()].find((unit) => unit.name === name)
      return `${process?.id}.1`
    }
    await lab.until('the deadlock', () => lab.runs.get(run)?.deadlock.length === 2)
    const [a, b] = [mainOf('a'), mainOf('b')]
    expect([...lab.seen(run).deadlock].sort()).toEqual([a, b].sort())
    expect(lab.unit(run, a)).toMatchObject({ state: 'lock', wait: { holder: b } })
    expect(lab.unit(run, b)).toMatchObject({ state: 'lock', wait: { holder: a } })
    await lab.handle('unit.input', { run, text: '' })
    await lab.ended(run)
  },
)

test('the holder that is shown follows the lock, also when its process is killed', async () => {
  await using lab = new TestLab()
  const run = await lab.start(
    `
import multiprocessing as mp
def hold(lock, taken):
    lock.acquire()
    taken.set()
    input_of_nobody.wait()
input_of_nobody = mp.get_context("fork").Event()
if __name__ == "__main__":
    mp = mp.get_context("fork")
    lock, taken = mp.Lock(), mp.Event()
    holder = mp.Process(target=hold, args=(lock, taken), name="holder")
    holder.start()
    taken.wait()
    mp.Process(target=lock.acquire, name="waiter", daemon=True).start()
    input()
    holder.kill()
    holder.join()
    input()
`,
    PYTHON,
  )
  await lab.until('the waiter', () => lab.runs.has(run) && lab.unit(run, '3.1')?.wait?.holder !== undefined)
  expect(lab.unit(run, '3.1')).toMatchObject({ state: 'lock', wait: { label: 'lock', holder: '2.1' } })
  await lab.handle('unit.input', { run, text: '' })
  await lab.until('the end of the holder', () => lab.unit(run, '2')?.end != null)
  expect(lab.unit(run, '3.1')).toMatchObject({ state: 'lock', wait: { holder: '2.1' } })
  await lab.state(run, '1.1', 'input')
  await lab.handle('unit.input', { run, text: '' })
  await lab.ended(run)
})

test.each(['fork', 'spawn', 'forkserver'])(
  'messages between processes (%s) go from who put them to who got them',
  async (method) => {
    await using lab = new TestLab()
    const run = await lab.start(
      `
import multiprocessing as mp, threading
def work(jobs, done, there, lock):
    with lock:
        pass
    jobs.get()
    there.recv()
    there.send("over the pipe")
    done.put("over the queue")
if __name__ == "__main__":
    mp = mp.get_context("${method}")
    jobs, done, lock, (here, there) = mp.Queue(), mp.SimpleQueue(), mp.Lock(), mp.Pipe()
    lock.acquire()
    child = mp.Process(target=work, args=(jobs, done, there, lock))
    child.start()
    input()
    lock.release()
    putter = threading.Thread(target=jobs.put, args=(1,), name="putter")
    putter.start()
    here.send(2)
    here.recv()
    done.get()
    child.join()
`,
      PYTHON,
    )
    await lab.until(
      'the wait for the lock',
      () => lab.runs.has(run) && lab.unit(run, '2.1')?.wait?.holder === '1.1',
    )
    await lab.handle('unit.input', { run, text: '' })
    await lab.ended(run)
    const putter = [...lab.seen(run).units.values()].find(({ name }) => name === 'putter')?.id
    const links = lab
      .seen(run)
      .links.filter(({ kind }) => kind === 'message' || kind === 'handover')
      .sort((a, b) => a.at - b.at)
      .map(({ kind, from, to, label }) => `${kind} ${from} ${to} ${label}`)
    expect(links).toEqual([
      'handover 1.1 2.1 lock',
      `message ${putter} 2.1 jobs`,
      'message 1.1 2.1 there',
      'message 2.1 1.1 here',
      'message 2.1 1.1 done',
    ])
  },
)

test('messages between threads go from who put them to who got them', async () => {
  await using lab = new TestLab()
  const run = await lab.start(
    `
import queue, threading
jobs, ranked, plain = queue.Queue(), queue.PriorityQueue(), queue.SimpleQueue()
def work():
    print(jobs.get(), ranked.get(), ranked.get(), plain.get())
worker = threading.Thread(target=work, name="worker")
helper = threading.Thread(target=ranked.put, args=(1,), name="helper")
helper.start(); helper.join()
ranked.put(2); plain.put("plain")
worker.start()
input()
jobs.put("job")
worker.join()
`,
    PYTHON,
  )
  await lab.state(run, '1.2', 'queue')
  await lab.state(run, '1.1', 'input')
  await lab.handle('unit.input', { run, text: '' })
  await lab.ended(run)
  expect((await lab.texts(run, '1.2')).at(-1)).toBe('job 1 2 plain')
  const links = lab.seen(run).links.filter(({ kind }) => kind === 'message')
  expect(links).toMatchObject([
    { from: '1.1', to: '1.2', label: 'jobs', size: 0 },
    { from: '1.3', to: '1.2', label: 'ranked', size: 1 },
    { from: '1.1', to: '1.2', label: 'ranked', size: 0 },
    { from: '1.1', to: '1.2', label: 'plain', size: 0 },
  ])
})

test('a child that has the input in common with its parent asks in its own log', async () => {
  await using lab = new TestLab()
  const run = await lab.start(
    `
import os, sys
if os.fork() == 0:
    print("child got", input("child? "))
    print("and", repr(sys.stdin.read()))
    sys.exit()
os.wait()
print("main got", input("main? "))
`,
    PYTHON,
  )
  await lab.state(run, '2.1', 'input')
  await lab.handle('unit.input', { run, text: 'one' })
  await lab.until('its second wait', () => lab.unit(run, '2.1')?.wait?.prompt === undefined)
  await lab.state(run, '2.1', 'input')
  await lab.handle('unit.input', { run, unit: '2.1', text: 'two' })
  await lab.handle('unit.endInput', { run })
  await lab.ended(run)
  expect(await lab.texts(run, '2.1')).toEqual(['child? ', 'one', 'child got one', 'two', "and 'two\\n'"])
})
