import { readFileSync } from 'node:fs'
import { setTimeout as pause } from 'node:timers/promises'
import { describe, expect, test } from 'vitest'
import { FakeLab } from '../../support/fake-lab'

const program = (name: string): string => `tests/fixtures/programs/ts/${name}.ts`

const LIMIT_MS = 10_000

/** Parent of a process, as the system tells it; null when it has ended. */
function parentOf(pid: number): number | null {
  try {
    const status = readFileSync(`/proc/${pid}/status`, 'utf8')
    return /^State:\s*Z/m.test(status) ? null : Number(/^PPid:\s*(\d+)/m.exec(status)?.[1])
  } catch {
    return null
  }
}

/** Waits until the system's table of processes says so. */
async function until<T>(find: () => T | undefined | false | null): Promise<T> {
  for (const deadline = Date.now() + LIMIT_MS; Date.now() < deadline; await pause(10)) {
    const found = find()
    if (found) return found
  }
  throw new Error(`waited too long for ${String(find)}`)
}

const numberAfter = (text: string, word: string): number =>
  Number(new RegExp(`${word} (\\d+)`).exec(text)?.[1] ?? Number.NaN)

describe('a child process', () => {
  test('is announced with a key, started by its parent, and its end told with its exit code', async () => {
    await using lab = await FakeLab.start(program('child-tells-its-parents'))
    expect(await lab.exit()).toBe(0)
    const parent = numberAfter(lab.out, 'parent')
    const child = numberAfter(lab.out, 'started')
    expect(parent).toBe(lab.process.pid)
    expect(lab.text('out', 1, 'root')).toBe(`parent ${parent}\nstarted ${child}\njoined 0\n`)
    expect(lab.text('out', 1, 'root.2')).toBe(`child hello ${child} ${parent}\n`)
    expect(lab.raw).toBe('')
    const about = lab.frames.filter((frame) => frame.key === 'root' && frame.unit === 2)
    expect(about.map(({ name, payload }) => [name, payload])).toEqual([
      ['unit', expect.objectContaining({ kind: 'process', name: 'kid', key: 'root.2', creator: 1 })],
      ['state', { state: 'starting', by: 'program' }],
      ['change', { pid: child }],
      ['end', expect.objectContaining({ state: 'finished', exitCode: 0, signal: null })],
      ['change', { joined: true }],
    ])
    const hello = await lab.frame('hello', (frame) => frame.key === 'root.2')
    expect(hello.payload).toMatchObject({ pid: child, ppid: parent })
    // Everything it printed is there before its parent knows of its end.
    const end = lab.frames.findIndex(
      (frame) => frame.key === 'root' && frame.name === 'end' && frame.unit === 2,
    )
    const last = lab.frames.findLastIndex((frame) => frame.key === 'root.2')
    expect(last).toBeLessThan(end)
  })

  test('finds what stands at the top level of the program, and so do its own children and threads', async () => {
    await using lab = await FakeLab.start(program('shares-what-stands-at-the-top'))
    expect(await lab.exit()).toBe(0)
    expect(lab.text('out', undefined, 'root')).toBe(
      '42\ngrandchild finds the lock held: true\n11 [ 0.5, 2.5 ] true\nthread sees 11 true\n',
    )
  })
})

test('a pipe ends when the child, who held its other end alone, has ended', async () => {
  await using lab = await FakeLab.start(program('pipe-between-a-process-and-its-child'))
  expect(await lab.exit()).toBe(0)
  expect(lab.out).toBe(
    "<Connection left> <Connection right>\n{ word: 'four', length: 4 }\nnobody is left to send\n",
  )
})

test('a thread may start a process that main has made, with all that it is to do', async () => {
  await using lab = await FakeLab.start(program('thread-starts-a-process-of-main'))
  expect(await lab.exit()).toBe(0)
  expect(lab.text('out', 1, 'root.2')).toBe('child something Worker-1\n')
  expect(lab.text('out', 1, 'root.3')).toBe('child 7\n')
  expect(lab.text('out', undefined, 'root')).toBe('0 0\n0 0 false\n')
})

test('a thread may start a thread that main has made, with all that it is to do', async () => {
  await using lab = await FakeLab.start(program('thread-starts-a-thread-of-main'))
  expect(await lab.exit()).toBe(0)
  expect(lab.text('out', 2)).toBe('worker something\n')
  expect(lab.text('out', 3)).toBe('other 7\n')
  expect(lab.text('out', 1)).toBe('false false true\n')
})

test.each(['0', '1'])('Ctrl-C reaches a child that is still booting (spares: %s)', async (spares) => {
  await using lab = await FakeLab.start(program('child-minds-ctrl-c'), { env: { SPINDLE_SPARES: spares } })
  expect(await lab.exit()).toBe(0)
  // Before Node listens for signals, SIGINT ends the process as it ends every program.
  expect(lab.text('out', 1, 'root')).toMatch(/^(1|-2)\n$/)
})

describe('what is kept ready', () => {
  /** Processes that have `pid` as their parent. */
  const childrenOf = (pid: number): number[] =>
    readFileSync(`/proc/${pid}/task/${pid}/children`, 'utf8').split(' ').filter(Boolean).map(Number)

  test('is nothing for a program that makes no processes', async () => {
    await using lab = await FakeLab.start(program('busy-for-ever'))
    await lab.frame('out')
    expect(childrenOf(lab.process.pid as number)).toEqual([])
  })

  test('is one child, which the next start takes, and which dies with its parent', async () => {
    await using lab = await FakeLab.start(program('daemonic-child-and-grandchildren'))
    await lab.frame('out', (frame) => frame.payload.includes('all are there'))
    const pid = lab.process.pid as number
    const child = numberAfter(lab.out, '\nchild')
    const spare = await until(() => childrenOf(pid).find((one) => one !== child))
    expect(parentOf(spare)).toBe(pid)
    lab.process.kill('SIGKILL')
    await until(() => parentOf(spare) === null)
  })

  test('is nothing when spares are switched off', async () => {
    await using lab = await FakeLab.start(program('daemonic-child-and-grandchildren'), {
      env: { SPINDLE_SPARES: '0' },
    })
    await lab.frame('out', (frame) => frame.payload.includes('all are there'))
    const child = numberAfter(lab.out, '\nchild')
    expect(childrenOf(lab.process.pid as number)).toEqual([child])
    expect(childrenOf(child)).toEqual([numberAfter(lab.out, 'grandchild')])
  })
})

describe('the end of a process', () => {
  test('leaves its children running when it is killed, and the Lab can still end them', async () => {
    await using lab = await FakeLab.start(program('daemonic-child-and-grandchildren'))
    await lab.frame('out', (frame) => frame.payload.includes('all are there'))
    const grandchild = numberAfter(lab.out, 'grandchild')
    const child = numberAfter(lab.out, '\nchild')
    lab.process.kill('SIGKILL')
    await lab.until(() => lab.closed.has('root'))
    await until(() => parentOf(child) !== lab.process.pid)
    expect(parentOf(grandchild)).toBe(child)
    // Its connection is its life.
    for (const [key, socket] of lab.sockets) if (key !== 'root') socket.destroy()
    await until(() => parentOf(child) === null && parentOf(grandchild) === null)
  })

  test('is by the signal it was sent, told by its parent, with what it printed before', async () => {
    await using lab = await FakeLab.start(program('daemonic-child-and-grandchildren'))
    await lab.frame('out', (frame) => frame.payload.includes('all are there'))
    process.kill(numberAfter(lab.out, '\nchild'), 'SIGTERM')
    const end = await lab.frame('end', (frame) => frame.key === 'root' && frame.unit === 2)
    expect(end.payload).toMatchObject({ state: 'terminated', exitCode: -15, signal: 'SIGTERM', by: 'system' })
    expect(lab.closed.has('root.2')).toBe(true)
    expect(lab.closed.has('root.2.2')).toBe(false)
  })

  test('waits until what it has put into queues is in reach of readers, but not for SIGTERM', async () => {
    await using lab = await FakeLab.start(program('child-puts-more-than-a-pipe-holds'))
    await lab.frame('call', (frame) => frame.key === 'root.2' && frame.payload.op === 'flush')
    expect(lab.text('out', 1, 'root.2')).toBe('put\n')
    const join = await lab.frame('state', (frame) => frame.payload.state === 'join')
    expect(join.payload.wait).toMatchObject({
      unit: '2',
      label: 'Process-1',
      place: { line: expect.any(Number) },
    })
    const hello = await lab.frame('hello', (frame) => frame.key === 'root.2')
    process.kill(hello.payload.pid, 'SIGTERM')
    expect(await lab.exit()).toBe(0)
    expect(lab.text('out', 1, 'root')).toBe('-15\n')
  })
})

test('a child that ends while the Lab does not read loses nothing, and its parent waits for it', async () => {
  await using lab = await FakeLab.start(program('child-prints-a-lot-and-ends'))
  const socket = await lab.until(() => lab.sockets.get('root.2'))
  socket.pause()
  await lab.frame('out', (frame) => frame.payload.includes('started'))
  // Longer than any patience with which a process leaves when the Lab has taken its words.
  await pause(3000)
  expect(lab.text('out', 1, 'root')).toBe('started\n')
  socket.resume()
  expect(await lab.exit()).toBe(0)
  expect(lab.text('out', 1, 'root')).toBe('started\njoined 0\n')
  expect(lab.text('out', 1, 'root.2').split('\n')).toHaveLength(8001)
})

describe('a wait for something shared', () => {
  test('ends with Ctrl-C and gets nothing afterwards', async () => {
    await using lab = await FakeLab.start(program('ctrl-c-gives-a-lock-back'))
    for (const [what, state] of [
      ['the lock', 'lock'],
      ['the queue', 'queue'],
      ['the condition', 'condition'],
    ]) {
      const said = await lab.frame('out', (frame) => frame.payload.includes(`waiting for ${what}`))
      // On a busy machine a lock that is free may look waited for as well, but before it is said.
      await lab.frame('state', (frame) => frame.payload.state === state && frame.time > said.time)
      lab.process.kill('SIGINT')
    }
    expect(await lab.exit()).toBe(0)
    expect(lab.out).toBe(
      'waiting for the lock\nout of the lock\nwaiting for the queue\nout of the queue\n' +
        'waiting for the condition\nout of the condition\ntrue\n7\ntrue\n',
    )
  })

  test('of a thread that is terminated takes nothing from others', async () => {
    await using lab = await FakeLab.start(program('terminated-thread-waits-for-a-shared-lock'))
    const { unit } = await lab.frame('state', (frame) => frame.unit > 1 && frame.payload.state === 'lock')
    lab.command(unit, { name: 'terminate', id: 1 })
    await lab.frame('end', (frame) => frame.unit === unit)
    lab.command(0, { name: 'input', text: 'go on' })
    expect(await lab.exit()).toBe(0)
    expect(lab.text('out', 1)).toContain('free again true\n')
  })

  test('goes on after a signal’s handler that has used the Lab itself', async () => {
    await using lab = await FakeLab.start(program('handler-uses-the-lab-during-a-wait'))
    expect(await lab.exit()).toBe(0)
    expect(lab.text('out', 1, 'root.2')).toBe('handled true\ngot 0 item\n')
    expect(lab.text('out', 1, 'root')).toBe('heard true\n0\n')
  })

  test('is told with its name in the Lab and the variable it is known by', async () => {
    await using lab = await FakeLab.start(program('ctrl-c-gives-a-lock-back'))
    const lock = await lab.frame('state', (frame) => frame.payload.state === 'lock')
    expect(lock.payload.wait).toMatchObject({ label: 'lock', object: expect.stringMatching(/^mp:lock-\d+$/) })
  })
})
