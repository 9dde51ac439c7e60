import { expect, test } from 'vitest'
import { FULL_BYTES, RecordWriter, SYNC_MS, type RecordSink } from '../../../../../src/main/lab/record/writer'
import { RECORD_HEAD_BYTES } from '../../../../../src/main/lab/record/block'
import { FakeClock } from '../../../../support/fake-clock'

/** A disk that writes when it is told to, as much as it likes. */
class Disk {
  bytes = Buffer.alloc(0)
  syncs = 0
  closed = false
  most = Infinity
  error: Error | null = null
  #gate: Promise<void> = Promise.resolve()
  #open: () => void = () => undefined

  stop(): void {
    this.#gate = new Promise((open) => (this.#open = open))
  }

  go(): void {
    this.#open()
    this.#gate = Promise.resolve()
  }

  readonly sink: RecordSink = {
    writev: (async (pieces: Buffer[]) => {
      await this.#gate
      if (this.error) throw this.error
      const taken = Buffer.concat(pieces).subarray(0, this.most)
      this.bytes = Buffer.concat([this.bytes, taken])
      return { bytesWritten: taken.length, buffers: pieces }
    }) as RecordSink['writev'],
    datasync: async () => void (this.syncs += 1),
    close: async () => void (this.closed = true),
  }
}

function writer(disk: Disk) {
  const clock = new FakeClock()
  const told: string[] = []
  const record = new RecordWriter(disk.sink, clock)
  record.listen({
    onFull: () => told.push('full'),
    onDrained: () => told.push('drained'),
    onError: (error) => told.push(error.message),
  })
  return { record, clock, told }
}

test('everything is written in order, also by a disk that takes a little at a time', async () => {
  const disk = new Disk()
  disk.most = 7
  const { record } = writer(disk)
  const pieces = Array.from({ length: 50 }, (_, i) => Buffer.from(`piece ${i};`))
  for (const piece of pieces) record.append(piece)
  await record.written(record.offset)
  expect(disk.bytes.subarray(RECORD_HEAD_BYTES).toString()).toBe(Buffer.concat(pieces).toString())
})

test('above its mark it says so, and again when it has gone down', async () => {
  const disk = new Disk()
  disk.stop()
  const { record, told } = writer(disk)
  while (!record.isFull) record.append(Buffer.alloc(1024 * 1024))
  expect(record.pendingBytes).toBeLessThan(FULL_BYTES + 2 * 1024 * 1024)
  record.append(Buffer.alloc(1024 * 1024))
  expect(told).toEqual(['full'])
  disk.go()
  await record.written(record.offset)
  expect(told).toEqual(['full', 'drained'])
})

test('a disk that fails is told of once, lets nobody wait, and takes nothing more', async () => {
  const disk = new Disk()
  disk.stop()
  const { record, told } = writer(disk)
  while (!record.isFull) record.append(Buffer.alloc(1024 * 1024))
  disk.error = new Error('disk full')
  disk.go()
  await record.written(record.offset)
  record.append(Buffer.alloc(1000))
  await record.close()
  expect(told).toEqual(['full', 'disk full', 'drained'])
  expect(disk.closed).toBe(true)
})

test('what is new is put on the disk after a while, and at the end', async () => {
  const disk = new Disk()
  const { record, clock } = writer(disk)
  record.append(Buffer.from('a'))
  await record.written(record.offset)
  await new Promise(setImmediate)
  expect(disk.syncs).toBe(0)
  clock.pass(SYNC_MS)
  expect(disk.syncs).toBe(1)
  clock.pass(10 * SYNC_MS)
  expect(disk.syncs).toBe(1)
  await record.close()
  expect(disk.syncs).toBe(2)
})
