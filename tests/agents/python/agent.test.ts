/** What the Python agent tells of waits, what it obeys, and what becomes of its process when the Lab is not there. */
import { existsSync, writeFileSync } from 'node:fs'
import { join, resolve } from 'node:path'
import { expect, test, vi } from 'vitest'
import { PythonLab, type PythonLabOptions } from '../../support/python-lab'
import { scratchFolder } from '../../support/scratch'

vi.setConfig({ testTimeout: 90_000 })

async function run(source: string, options: PythonLabOptions = {}): Promise<PythonLab> {
  const file = join(scratchFolder(), 'program.py')
  writeFileSync(file, source)
  return PythonLab.start(file, { input: null, ...options })
}

const state = (lab: PythonLab, unit: number, name: string): any =>
  lab.told.find((t) => t.name === 'state' && t.key === 'root' && t.unit === unit && t.payload.state === name)
    ?.payload

test('two locks taken crosswise: each waits for a lock that the other one holds', async () => {
  const lab = await run(`
import threading
first, second, met = threading.Lock(), threading.Lock(), threading.Barrier(2)
def work(mine, yours):
    with mine:
        met.wait()
        with yours:
            pass
threading.Thread(target=work, args=(first, second), name="a", daemon=True).start()
threading.Thread(target=work, args=(second, first), name="b", daemon=True).start()
input()
`)
  expect((await lab.state('a', 'lock')).wait).toMatchObject({ label: 'second', holder: '3' })
  expect((await lab.state('b', 'lock')).wait).toMatchObject({ label: 'first', holder: '2' })
  lab.command(0, { name: 'endInput' })
  await lab.ended()
})

test('every wait of a thread is told by its kind and by the name of what is waited for', async () => {
  const lab = await run(`
import queue, threading, time
event, condition, semaphore = threading.Event(), threading.Condition(), threading.Semaphore(0)
barrier, items, full = threading.Barrier(2), queue.Queue(), queue.Queue(1)
full.put(1)
class Keeper:
    def __init__(self):
        self.inner = threading.RLock()
keeper = Keeper()
locks = [threading.Lock(), threading.Lock()]
locks[1].acquire()
keeper.inner.acquire()
def on_condition():
    with condition:
        condition.wait()
for name, target in {
    "event": event.wait, "condition": on_condition, "semaphore": semaphore.acquire, "barrier": barrier.wait,
    "get": items.get, "put": lambda: full.put(2), "lock": locks[1].acquire, "rlock": keeper.inner.acquire,
    "sleep": lambda: time.sleep(60), "limit": lambda: event.wait(30),
}.items():
    threading.Thread(target=target, name=name, daemon=True).start()
joined = threading.Thread(target=event.wait, name="joined", daemon=True)
joined.start()
threading.Thread(target=joined.join, name="joiner", daemon=True).start()
input()
`)
  const wait = async (name: string, kind: string) => (await lab.state(name, kind)).wait
  expect(await wait('event', 'event')).toMatchObject({ label: 'event' })
  expect(await wait('limit', 'event')).toMatchObject({ label: 'event', forNs: 30e9 })
  expect(await wait('condition', 'condition')).toMatchObject({ label: 'condition' })
  expect(await wait('semaphore', 'semaphore')).toMatchObject({ label: 'semaphore' })
  expect(await wait('barrier', 'barrier')).toMatchObject({ label: 'barrier' })
  expect(await wait('get', 'queue')).toMatchObject({ label: 'items', side: 'get' })
  expect(await wait('put', 'queue')).toMatchObject({ label: 'full', side: 'put' })
  expect(await wait('lock', 'lock')).toMatchObject({ label: 'locks[1]', holder: '1' })
  expect(await wait('rlock', 'lock')).toMatchObject({ label: 'keeper.inner', holder: '1' })
  expect(await wait('sleep', 'sleeping')).toMatchObject({ forNs: 60e9 })
  expect(await wait('joiner', 'join')).toMatchObject({ label: 'joined' })
  lab.command(0, { name: 'endInput' })
  await lab.ended()
})

test('waits between processes are told: lock, queue, pipe and join', async () => {
  const lab = await run(`
import multiprocessing as mp
def take(lock):
    lock.acquire()
def get(items):
    items.get()
def receive(end):
    end.recv()
if __name__ == "__main__":
    context = mp.get_context("fork")
    lock, items, (here, there) = context.Lock(), context.Queue(), context.Pipe()
    lock.acquire()
    children = [
        context.Process(target=take, args=(lock,), name="taker"),
        context.Process(target=get, args=(items,), name="getter"),
        context.Process(target=receive, args=(there,), name="receiver"),
    ]
    for child in children:
        child.start()
    input()
    lock.release(); items.put(1); here.send(1)
    for child in children:
        child.join()
    import time
    last = context.Process(target=time.sleep, args=(0.3,), name="last")
    last.start()
    last.join()
`)
  const inMainOf = async (name: string, kind: string): Promise<any> => {
    const find = () => {
      const key = lab.told.find((t) => t.name === 'unit' && t.payload.name === name)?.payload.key
      return lab.told.find(
        (t) => t.key === key && t.name === 'state' && t.unit === 1 && t.payload.state === kind,
      )
    }
    await lab.until(`${kind} of ${name}`, () => find() !== undefined)
    return find()!.payload.wait
  }
  expect(await inMainOf('taker', 'lock')).toMatchObject({
    label: 'lock',
    object: expect.stringMatching(/^mp:/),
  })
  expect(await inMainOf('getter', 'queue')).toMatchObject({ label: 'items', side: 'get' })
  expect(await inMainOf('receiver', 'pipe')).toMatchObject({ side: 'get' })
  await lab.state('MainThread', 'input')
  lab.command(0, { name: 'input', text: '' })
  expect(await lab.ended()).toBe(0)
  const last = lab.told.find((t) => t.name === 'unit' && t.payload.name === 'last')!.unit
  const joins = lab.told.filter((t) => t.key === 'root' && t.unit === 1 && t.payload.state === 'join')
  expect(joins.map(({ payload }) => payload.wait)).toContainEqual(
    expect.objectContaining({ unit: String(last), label: 'last' }),
  )
})

test('a lock that many threads want all the time does not flood the Lab', async () => {
  const lab = await run(`
import threading
lock, total = threading.Lock(), 0
def count():
    global total
    for _ in range(20000):
        with lock:
            total += 1
threads = [threading.Thread(target=count) for _ in range(4)]
for t in threads: t.start()
for t in threads: t.join()
print(total)
`)
  await lab.ended()
  expect(lab.output('out')).toBe('80000\n')
  expect(lab.told.length).toBeLessThan(5_000)
})

test('each thread that asks gets the line that is meant for it, and its prompt is told', async () => {
  const lab = await run(`
import threading
def ask():
    name = threading.current_thread().name
    print(name, "got", input(name + "? "))
for name in ("a", "b"):
    threading.Thread(target=ask, name=name).start()
`)
  expect((await lab.state('b', 'input')).wait).toMatchObject({ prompt: 'b? ' })
  expect((await lab.state('a', 'input')).wait).toMatchObject({ prompt: 'a? ' })
  lab.command(3, { name: 'input', text: 'for b' })
  await lab.until('the answer of b', () => lab.outputOf('b').includes('got'))
  lab.command(0, { name: 'input', text: 'for whoever waits' })
  expect(await lab.ended()).toBe(0)
  expect(lab.outputOf('a')).toBe('a? a got for whoever waits\n')
  expect(lab.outputOf('b')).toBe('b? b got for b\n')
})

test('while main asks for a line a person can start a thread and have main join it', async () => {
  const lab = await run(`
import threading, time
made = threading.Thread(target=time.sleep, args=(0.2,), name="made")
line = input("what next? ")
print("read", line, made.is_alive())
`)
  await lab.state('MainThread', 'input')
  lab.command(2, { name: 'daemon', daemon: true, id: 1 })
  lab.command(2, { name: 'start', id: 2 })
  lab.command(2, { name: 'join', id: 3 })
  await lab.until('three replies', (told) => told.filter(({ name }) => name === 'reply').length === 3)
  lab.command(0, { name: 'input', text: 'it' })
  expect(await lab.ended()).toBe(0)
  const replies = lab.told.filter(({ name }) => name === 'reply').map(({ payload }) => payload)
  expect(replies).toHaveLength(3)
  expect(replies[0]).toMatchObject({ id: 1, ok: true })
  expect(lab.units()).toMatchObject([{ name: 'made', daemon: true, end: { state: 'finished' } }])
  expect(state(lab, 2, 'starting')).toMatchObject({ by: 'person' })
  expect(lab.outputOf('MainThread')).toBe('what next? read it False\n')
})

test('a start that main cannot do now is refused', async () => {
  const lab = await run(`
import threading, time
made = threading.Thread(target=int, name="made")
time.sleep(60)
`)
  await lab.state('MainThread', 'sleeping')
  lab.command(2, { name: 'start', id: 7 })
  await lab.until('a reply', (told) => told.some(({ name }) => name === 'reply'))
  expect(lab.told.find(({ name }) => name === 'reply')!.payload).toEqual({
    id: 7,
    ok: false,
    why: 'main-not-listening',
  })
})

test('speed divides time limits as it divides sleeps, in all that waits', async () => {
  const lab = await run(
    `
import multiprocessing as mp, queue, threading, time
from concurrent import futures

def never():
    time.sleep(100_000)

if __name__ == "__main__":
    began = time.monotonic()
    lock, rlock, shared = threading.Lock(), threading.RLock(), mp.Lock()
    lock.acquire()
    shared.acquire()
    threading.Thread(target=rlock.acquire).start()
    thread = threading.Thread(target=never, daemon=True)
    thread.start()
    child = mp.Process(target=never, daemon=True)
    child.start()
    here, there = mp.Pipe()
    condition = threading.Condition()
    with condition:
        print("condition", condition.wait(1000), condition.wait_for(lambda: False, 1000))
    print("lock", lock.acquire(timeout=1000), rlock.acquire(timeout=1000), shared.acquire(timeout=1000))
    print("event", threading.Event().wait(1000), mp.Event().wait(1000))
    print("semaphore", threading.Semaphore(0).acquire(timeout=1000))
    thread.join(1000)
    child.join(1000)
    print("join", thread.is_alive(), child.is_alive())
    for waiting in (queue.Queue(), queue.SimpleQueue(), mp.Queue()):
        try:
            waiting.get(timeout=1000)
        except queue.Empty:
            print("empty")
    print("pipe", there.poll(1000), mp.connection.wait([there], 1000))
    try:
        threading.Barrier(2).wait(1000)
    except threading.BrokenBarrierError:
        print("broken")
    try:
        futures.Future().result(1000)
    except futures.TimeoutError:
        print("no result")
    # More than four hours of the program.
    print(time.monotonic() - began < 3600)
`,
    { speed: 50_000 },
  )
  expect(await lab.ended()).toBe(0)
  expect(lab.output('out').split('\n')).toEqual([
    'condition False False',
    'lock False False False',
    'event False False',
    'semaphore False',
    'join True True',
    'empty',
    'empty',
    'empty',
    'pipe False []',
    'broken',
    'no result',
    'True',
    '',
  ])
})

test('what speed does not touch: limits of none, refused ones, and the time that a wake-up takes', async () => {
  const lab = await run(
    `
import threading
lock, event, semaphore = threading.Lock(), threading.Event(), threading.Semaphore(0)
lock.acquire()
for limit in (-2, 1e20, "x"):
    try:
        lock.acquire(timeout=limit)
    except (ValueError, OverflowError, TypeError) as error:
        print(type(error).__name__)
threading.Timer(1000, lambda: (event.set(), semaphore.release(), lock.release())).start()
print(event.wait(1e6), semaphore.acquire(timeout=1e6), lock.acquire(timeout=1e6), event.wait())
`,
    { speed: 5_000 },
  )
  expect(await lab.ended()).toBe(0)
  expect(lab.output('out').split('\n')).toEqual([
    'ValueError',
    'OverflowError',
    'TypeError',
    'True True True True',
    '',
  ])
})

test('an interrupted thread gets KeyboardInterrupt; an interrupted main also out of its wait', async () => {
  const lab = await run(`
import threading, time
def spin():
    print("spins")
    try:
        while True:
            pass
    except KeyboardInterrupt:
        print("interrupted")
t = threading.Thread(target=spin, name="spinner")
t.start()
try:
    time.sleep(60)
except KeyboardInterrupt:
    print("main interrupted")
t.join()
`)
  await lab.until('the thread', () => lab.outputOf('spinner').includes('spins'))
  await lab.state('MainThread', 'sleeping')
  lab.command(2, { name: 'interrupt', id: 1 })
  lab.command(1, { name: 'interrupt', id: 2 })
  expect(await lab.ended()).toBe(0)
  expect(lab.outputOf('spinner')).toBe('spins\ninterrupted\n')
  expect(lab.outputOf('MainThread')).toBe('main interrupted\n')
})

test('a line that follows on the one of another process has a later time, also when nobody had to wait for it', async () => {
  const lab = await run(`
import multiprocessing as mp
def work(go, done):
    for n in range(100):
        go.acquire()
        print("child", n)
        done.release()
if __name__ == "__main__":
    go, done = mp.Semaphore(0), mp.Semaphore(0)
    child = mp.Process(target=work, args=(go, done))
    child.start()
    for n in range(100):
        go.release()
        print("meanwhile")
        while not done.acquire(False):
            pass
        print("parent", n)
    child.join()
`)
  expect(await lab.ended()).toBe(0)
  const lines = lab
    .output('out')
    .split('\n')
    .filter((line) => line !== 'meanwhile' && line !== '')
  expect(lines).toEqual(Array.from({ length: 100 }, (_, n) => [`child ${n}`, `parent ${n}`]).flat())
})

test('speed divides sleeps, those after a change as well, and tells their whole length', async () => {
  const lab = await run('import time\ntime.sleep(30)\ninput()\ntime.sleep(3000)\nprint("done")\n', {
    speed: 100,
  })
  await lab.state('MainThread', 'input')
  expect(state(lab, 1, 'sleeping').wait).toEqual({ forNs: 30e9 })
  lab.command(0, { name: 'speed', speed: 10_000 })
  lab.command(0, { name: 'input', text: '' })
  expect(await lab.ended()).toBe(0)
})

test('a hundred thousand lines of four threads arrive complete and in order of each thread', async () => {
  const lab = await run(`
import threading
def work(name):
    for n in range(25000):
        print(name, n)
threads = [threading.Thread(target=work, args=(name,), name=name) for name in "abcd"]
for t in threads: t.start()
for t in threads: t.join()
`)
  expect(await lab.ended()).toBe(0)
  for (const name of 'abcd') {
    const expected = Array.from({ length: 25_000 }, (_, n) => `${name} ${n}\n`).join('')
    expect(lab.outputOf(name) === expected, `lines of ${name}`).toBe(true)
  }
})

test('a thread that prints waits while the Lab does not read, and nothing is lost', async () => {
  const lab = await run(`
import os, resource
input()
for n in range(300000):
    print("line number", n)
print(resource.getrusage(resource.RUSAGE_SELF).ru_maxrss)
`)
  await lab.state('MainThread', 'input')
  lab.command(0, { name: 'input', text: '' })
  await lab.until('some lines', () => lab.outputOf('MainThread').length > 0)
  lab.listen(false)
  const seen = lab.told.length
  await new Promise((done) => setTimeout(done, 300))
  expect(lab.told.length).toBe(seen)
  lab.listen(true)
  expect(await lab.ended()).toBe(0)
  const lines = lab.outputOf('MainThread').split('\n')
  expect(lines.slice(0, 300_000)).toEqual(Array.from({ length: 300_000 }, (_, n) => `line number ${n}`))
  expect(Number(lines[300_000]), 'memory in KiB').toBeLessThan(80_000)
})

test('the source line of a unit is the one that made it, also through a subclass of the program', async () => {
  const lab = await run(`
from threading import Thread
class W(Thread):
    def __init__(self, word):
        super().__init__(name=word)
        self.word = word
def make():
    return W("made")
w = make()
w.start(); w.join()
`)
  await lab.ended()
  expect(lab.units()).toMatchObject([{ name: 'made', source: { line: 8 }, joined: true }])
})

test('an error tells its type, its message and its place', async () => {
  const lab = await run('def inner():\n    return {}["missing"]\n\ninner()\n')
  expect(await lab.ended()).toBe(1)
  const end = lab.told.find((t) => t.name === 'end' && t.unit === 1)!.payload
  expect(end).toMatchObject({
    state: 'failed',
    error: { type: 'KeyError', message: "'missing'", place: { line: 2 } },
  })
})

test('when the Lab is gone the process is gone, and its children too', async () => {
  const lab = await run(`
import multiprocessing as mp, time
def child():
    while True:
        pass
if __name__ == "__main__":
    mp.get_context("fork").Process(target=child, name="child").start()
    time.sleep(600)
`)
  await lab.until('two processes', () => lab.pids.size === 2)
  const pids = [...lab.pids.values()]
  for (const key of lab.pids.keys()) lab.hangUp(key)
  expect(await lab.ended()).toBe(-9)
  for (const pid of pids) await gone(pid)
})

/** A process is gone when nothing of it is left but a zombie that nobody reaps. */
async function gone(pid: number): Promise<void> {
  const until = Date.now() + 20_000
  for (;;) {
    try {
      process.kill(pid, 0)
    } catch {
      return
    }
    const { readFileSync } = await import('node:fs')
    if (existsSync(`/proc/${pid}/stat`) && / Z /.test(readFileSync(`/proc/${pid}/stat`, 'utf8'))) return
    if (Date.now() > until) throw new Error(`process ${pid} is still there`)
    await new Promise((done) => setTimeout(done, 20))
  }
}

test('a process that was refused runs nothing of the program', async () => {
  const lab = await run('print("ran")\n', { answer: 'refuse' })
  expect(await lab.ended()).toBe(-9)
  expect(lab.raw).toEqual({ out: '', err: '' })
})

test('where no Lab answers the program runs on, unobserved', async () => {
  const lab = await run('import sys\nprint("ran", sys.stdout.name)\n', {
    env: { SPINDLE_AGENT: '' },
  })
  expect(lab.process.pid).toBeGreaterThan(0)
  await lab.ended()
  // The address is set by the test Lab after this environment, so this run is observed; the next one is not.
  const { spawnSync } = await import('node:child_process')
  const { host } = await import('../../support/python-lab')
  const file = join(scratchFolder(), 'program.py')
  writeFileSync(
    file,
    'import os, sys\nprint("ran", "SPINDLE_AGENT" in os.environ, os.environ.get("PYTHONPATH"))\nsys.exit(3)\n',
  )
  const launch = await host.launch({ path: file, args: [], cwd: scratchFolder(), interpreter: null })
  for (const address of ['not JSON', JSON.stringify({ path: '/nowhere/lab', secret: 's', key: 'root' })]) {
    const done = spawnSync(launch.command, [...launch.args], {
      env: { ...process.env, ...launch.env, SPINDLE_AGENT: address },
      encoding: 'utf8',
    })
    expect(done).toMatchObject({ stdout: 'ran False None\n', stderr: '', status: 3 })
  }
})

test('the sitecustomize that would have been loaded without the agent is loaded', async () => {
  const folder = scratchFolder()
  writeFileSync(join(folder, 'sitecustomize.py'), 'import builtins\nbuiltins.customized = __file__\n')
  const { spawnSync } = await import('node:child_process')
  const agent = resolve('src/agents/python')
  const done = spawnSync('python3', ['-c', 'import os; print(customized, os.environ["PYTHONPATH"])'], {
    env: { ...process.env, PYTHONPATH: `${agent}:${folder}`, SPINDLE_AGENT: 'none' },
    encoding: 'utf8',
  })
  expect(done).toMatchObject({ stdout: `${join(folder, 'sitecustomize.py')} ${folder}\n`, stderr: '' })
})
