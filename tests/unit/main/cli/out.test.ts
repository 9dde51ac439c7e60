import { PATIENCE } from '../../../support/patience'
import { closeSync, openSync, readFileSync, write } from 'node:fs'
import { join } from 'node:path'
import { expect, test, vi } from 'vitest'
import { Out } from '../../../../src/main/cli/out'
import { scratchFolder } from '../../../support/scratch'

type Done = (error: NodeJS.ErrnoException | null, written: number) => void

/** Descriptors that are written to when the test says so. */
function slow() {
  const calls: { fd: number; bytes: Buffer; done: Done }[] = []
  const onClosed = vi.fn()
  const out = new Out({
    onClosed,
    write: ((fd: number, bytes: Uint8Array, done: Done) =>
      calls.push({ fd, bytes: Buffer.from(bytes), done })) as unknown as typeof write,
  })
  const finish = (error: string | null = null, written?: number) => {
    const { bytes, done } = calls.shift()!
    done(error ? Object.assign(new Error(error), { code: error }) : null, written ?? bytes.length)
  }
  return {
    out,
    calls,
    finish,
    onClosed,
    seen: () => calls.map(({ fd, bytes }) => `${fd}:${bytes.toString()}`),
  }
}

test('what comes while a write is going is written in one piece, and the two descriptors keep their order', () => {
  const { out, finish, seen } = slow()
  void out.text(1, 'a')
  void out.text(1, 'b')
  void out.text(1, 'c')
  void out.text(2, 'd')
  void out.text(1, 'e')
  const all = [...seen()]
  for (let step = 0; step < 3; step += 1) {
    finish()
    all.push(...seen())
  }
  expect(all).toEqual(['1:a', '1:bc', '2:d', '1:e'])
})

test('bytes are copied: the giver may use its buffer again', () => {
  const { out, finish, seen } = slow()
  const bytes = Buffer.from('one')
  void out.text(1, '-')
  void out.write(1, bytes)
  bytes.fill('x')
  finish()
  expect(seen()).toEqual(['1:one'])
})

test('a writer is asked to wait when much is waiting, and goes on when little is', async () => {
  const { out, calls, finish } = slow()
  const big = Buffer.alloc(200 * 1024)
  expect(out.write(1, big)).toBeUndefined()
  const wait = out.write(1, big)
  expect(wait).toBeInstanceOf(Promise)
  finish()
  await wait
  expect(calls).toHaveLength(1)
})

test('a write that took a part goes on with the rest', async () => {
  const { out, finish, seen } = slow()
  void out.text(1, 'abcdef')
  finish(null, 2)
  expect(seen()).toEqual(['1:cdef'])
  finish()
  await out.flushed()
})

test('a full descriptor that does not block is tried again', async () => {
  const { out, finish, calls, seen } = slow()
  void out.text(1, 'a')
  finish('EAGAIN', 0)
  await vi.waitFor(() => expect(calls).toHaveLength(1), PATIENCE)
  expect(seen()).toEqual(['1:a'])
})

test('a reader that has gone is told once, and the rest is dropped without holding anybody up', async () => {
  const { out, finish, onClosed } = slow()
  void out.text(1, 'a')
  void out.text(1, 'b')
  finish('EPIPE')
  expect(out.write(1, Buffer.alloc(1024 * 1024))).toBeUndefined()
  await out.flushed()
  expect(onClosed).toHaveBeenCalledOnce()
})

test('nobody reading stderr does not end stdout', async () => {
  const { out, finish, seen, onClosed } = slow()
  void out.text(2, 'a')
  finish('EPIPE')
  void out.text(2, 'b')
  void out.text(1, 'c')
  expect(seen()).toEqual(['1:c'])
  finish()
  await out.flushed()
  expect(onClosed).not.toHaveBeenCalled()
})

test('flushed waits until everything stands in the file', async () => {
  const path = join(scratchFolder(), 'out')
  const fd = openSync(path, 'w')
  const out = new Out({
    onClosed: () => expect.unreachable(),
    write: ((_fd: number, bytes: Uint8Array, done: Done) => write(fd, bytes, done)) as typeof write,
  })
  for (let line = 0; line < 20_000; line += 1) await out.text(line % 3 === 0 ? 2 : 1, `${line}\n`)
  await out.flushed()
  closeSync(fd)
  const lines = Array.from({ length: 20_000 }, (_, line) => `${line}\n`).join('')
  expect(readFileSync(path, 'utf8')).toBe(lines)
})
