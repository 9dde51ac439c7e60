/** Small programs in both languages, with real threads and processes: what must be seen of them. */
import { execFileSync } from 'node:child_process'
import { expect, test } from 'vitest'
import type { Step } from '../../src/contract/unit'
import { TestLab } from '../support/test-lab'

const PLAIN_PYTHON = { name: 'program.py' } as const
const TYPESCRIPT = { name: 'program.ts' } as const

interface Lesson {
  readonly source: string
  readonly name: string
}

const asksInThread: Readonly<Record<string, Lesson>> = {
  typescript: {
    ...TYPESCRIPT,
    source: `
import { input, print } from 'spindle/builtins'
import { Thread } from 'spindle/threading'
export function search() { const word = input('word? '); print('searching', word) }
export function main() { new Thread({ target: search }).start(); print('main ends') }`,
  },
  python: {
    ...PLAIN_PYTHON,
    source: `
from threading import Thread
def search():
    word = input('word? ')
    print('searching', word)
Thread(target=search).start()
print('main ends')`,
  },
}

test.each(Object.entries(asksInThread))(
  '%s: a thread asks while main has ended, in the same process',
  async (_, lesson) => {
    await using lab = new TestLab()
    const run = await lab.start(lesson.source, lesson)
    await lab.state(run, '1.2', 'input')
    await lab.state(run, '1.1', 'exit')
    const [main, thread] = ['1.1', '1.2'].map((id) => lab.unit(run, id))
    expect(thread?.pid).toBe(main?.pid)
    expect(thread?.tid).not.toBe(main?.tid)
    const lwps = execFileSync('ps', ['-L', '-o', 'lwp=', '-p', String(thread?.pid)]).toString()
    expect(lwps.split(/\s+/)).toContain(String(thread?.tid))
    await lab.handle('unit.input', { run, text: 'threads' })
    expect(await lab.ended(run)).toMatchObject({ exitCode: 0 })
    expect((await lab.texts(run, '1.2')).at(-1)).toBe('searching threads')
  },
)

const processWithArgument: Readonly<Record<string, Lesson>> = {
  typescript: {
    ...TYPESCRIPT,
    source: `
import { input, print, sleep } from 'spindle/builtins'
import { Process } from 'spindle/multiprocessing'
export function child(word: string) { print(word, process.pid, process.ppid); sleep(1000) }
export function main() {
  const p = new Process({ target: child, args: ['hello'] })
  p.start()
  input()
  p.terminate()
  p.join()
  print('exit code', p.exitCode)
}`,
  },
  python: {
    ...PLAIN_PYTHON,
    source: `
import os, time
from multiprocessing import Process
def child(word):
    print(word, os.getpid(), os.getppid())
    time.sleep(1000)
    print('never')
if __name__ == '__main__':
    p = Process(target=child, args=('hello',))
    p.start()
    input()
    p.terminate()
    p.join()
    print('exit code', p.exitcode)`,
  },
}

test.each(Object.entries(processWithArgument))(
  '%s: a process has the PIDs that ps tells, and terminate gives −15 and SIGTERM',
  async (_, lesson) => {
    await using lab = new TestLab()
    const run = await lab.start(lesson.source, lesson)
    await lab.state(run, '2.1', 'sleeping')
    await lab.until('the child has printed', () => lab.seen(run).lines > 0)
    const parent = lab.unit(run, '1')
    const child = lab.unit(run, '2')
    const ps = execFileSync('ps', ['-o', 'pid=,ppid=', '-p', String(child?.pid)]).toString()
    expect(ps.trim().split(/\s+/).map(Number)).toEqual([child?.pid, parent?.pid])
    expect(child?.ppid).toBe(parent?.pid)
    await lab.state(run, '1.1', 'input')
    await lab.handle('unit.input', { run, unit: '1.1', text: '' })
    await lab.ended(run)
    expect(lab.unit(run, '2')?.end).toMatchObject({
      state: 'terminated',
      exitCode: -15,
      signal: 'SIGTERM',
      askedBy: 'program',
    })
    expect(await lab.texts(run, '2')).toEqual([`hello ${child?.pid} ${parent?.pid}`])
    expect((await lab.texts(run, '1')).at(-1)).toBe('exit code -15')
    expect(lab.unit(run, '2')?.joined).toBe(true)
    const kinds = lab.seen(run).links.map(({ kind, from, to }) => `${kind} ${from} ${to}`)
    expect(kinds).toContain('start 1.1 2')
    expect(kinds).toContain('signal 1.1 2')
  },
)

const twoTraders: Readonly<Record<string, Lesson>> = {
  typescript: {
    ...TYPESCRIPT,
    source: `
import { print, sleep } from 'spindle/builtins'
import { Thread } from 'spindle/threading'
export function trade(who: string) { for (let i = 0; i < 10; i += 1) { print(who, i); sleep(1) } }
export function main() {
  const buyer = new Thread({ target: trade, args: ['buyer'], name: 'buyer' })
  const seller = new Thread({ target: trade, args: ['seller'], name: 'seller' })
  buyer.start()
  seller.start()
  buyer.join()
  seller.join()
  print('closed')
}`,
  },
  python: {
    ...PLAIN_PYTHON,
    source: `
import time
from threading import Thread
def trade(who):
    for i in range(10):
        print(who, i)
        time.sleep(1)
buyer = Thread(target=trade, args=('buyer',), name='buyer')
seller = Thread(target=trade, args=('seller',), name='seller')
buyer.start()
seller.start()
buyer.join()
seller.join()
print('closed')`,
  },
}

test.each(Object.entries(twoTraders))(
  '%s: two threads trade side by side while main waits for both',
  async (_, lesson) => {
    await using lab = new TestLab()
    const run = await lab.start(lesson.source, { ...lesson, speed: 5 })
    await lab.ended(run)
    const steps = (id: string): readonly Step[] => lab.seen(run).steps.get(id) ?? []
    const [buyer, seller] = ['1.2', '1.3'].map((id) => {
      const life = steps(id)
      return { from: life[0]?.at ?? 0, to: life.at(-1)?.at ?? 0 }
    })
    // Side by side: each lived while the other did.
    expect(Math.max(buyer?.from ?? 0, seller?.from ?? 0)).toBeLessThan(
      Math.min(buyer?.to ?? 0, seller?.to ?? 0),
    )
    expect((await lab.texts(run)).at(-1)).toBe('closed')
    expect(await lab.texts(run, '1.2')).toEqual(Array.from({ length: 10 }, (_each, i) => `buyer ${i}`))
    const joins = steps('1.1').filter(({ state }) => state === 'join')
    expect(joins.map(({ wait }) => wait?.unit)[0]).toBe('1.2')
    expect(lab.seen(run).links).toContainEqual(
      expect.objectContaining({ kind: 'join', from: '1.2', to: '1.1' }),
    )
  },
)
