/**
 * Value and Array: numbers in a file of the run's scratch folder (in memory, where the system has a file
 * system for that). Every read and every write really goes to what all processes share, so two of them that
 * read, add and write lose updates, as with shared memory in any language (semantics V01–V03).
 */
import { openSync, readSync, writeFileSync, writeSync } from 'node:fs'
import { join } from 'node:path'
import { HEADER } from '../../memory/layout'
import { checkpoint } from '../../thread/mail'
import { self } from '../../thread/self'
import { SHARED, carryShared, create, makeBrokered, setShared, type Brokered, type Shared } from './brokered'
import { RLock } from './lock'

export type TypeCode = 'i' | 'd' | 'b' | 'q'

interface MemoryShared extends Shared {
  readonly file: string
  readonly type: TypeCode
  readonly length: number
  readonly lock: Brokered
}

const SIZES: Readonly<Record<TypeCode, number>> = { i: 4, d: 8, b: 1, q: 8 }

/** Files that this thread has opened, by name. They are closed when it ends. */
const open = new Map<string, number>()
const buffer = Buffer.alloc(8)

function fileOf({ file }: MemoryShared): number {
  let descriptor = open.get(file)
  if (descriptor === undefined) {
    descriptor = openSync(join(self().process.scratch, file), 'r+')
    open.set(file, descriptor)
  }
  return descriptor
}

function load(memory: MemoryShared, index: number): number {
  checkpoint()
  const size = SIZES[memory.type]
  readSync(fileOf(memory), buffer, 0, size, index * size)
  switch (memory.type) {
    case 'i':
      return buffer.readInt32LE(0)
    case 'd':
      return buffer.readDoubleLE(0)
    case 'b':
      return buffer.readInt8(0)
    case 'q':
      return Number(buffer.readBigInt64LE(0))
  }
}

function store(memory: MemoryShared, index: number, value: number): void {
  checkpoint()
  encode(memory.type, value, buffer, 0)
  const size = SIZES[memory.type]
  writeSync(fileOf(memory), buffer, 0, size, index * size)
}

/** As C does it: integers wrap around (V03). @throws TypeError for what is no such number */
function encode(type: TypeCode, value: unknown, into: Buffer, at: number): void {
  if (typeof value !== 'number') {
    const wanted = type === 'd' ? 'a number' : 'an integer'
    throw new TypeError(
      `'${value === null ? 'null' : typeof value}' object cannot be interpreted as ${wanted}`,
    )
  }
  if (type === 'd') return void into.writeDoubleLE(value, at)
  if (!Number.isInteger(value)) throw new TypeError(`${value} cannot be interpreted as an integer`)
  const exact = BigInt(value)
  if (type === 'i') into.writeInt32LE(Number(BigInt.asIntN(32, exact)), at)
  else if (type === 'b') into.writeInt8(Number(BigInt.asIntN(8, exact)), at)
  else into.writeBigInt64LE(BigInt.asIntN(64, exact), at)
}

function makeMemory(object: object, kind: string, type: TypeCode, values: readonly number[]): void {
  if (!(type in SIZES)) {
    throw new TypeError(`${String(type)} is no type code: there are 'i', 'd', 'b' and 'q'`)
  }
  const size = SIZES[type]
  const content = Buffer.alloc(Math.max(1, values.length * size))
  values.forEach((value, index) => encode(type, value, content, index * size))
  makeBrokered(object, kind, (label): MemoryShared => {
    const { arena, process } = self()
    const file = `shared-${process.key}-${arena.next(HEADER.objects)}`
    writeFileSync(join(process.scratch, file), content, { mode: 0o600, flag: 'wx' })
    return { label, file, type, length: values.length, lock: create({ kind: 'rlock', label }) }
  })
}

function lockOf({ lock }: MemoryShared): RLock {
  const object = Object.create(RLock.prototype) as RLock
  setShared(object, lock)
  return object
}

export class Value {
  declare readonly [SHARED]: MemoryShared

  constructor(type: TypeCode, value = 0) {
    makeMemory(this, 'Value', type, [value])
  }

  get value(): number {
    return load(this[SHARED], 0)
  }

  set value(value: number) {
    store(this[SHARED], 0, value)
  }

  getLock(): RLock {
    return lockOf(this[SHARED])
  }
}

class SharedArray {
  declare readonly [SHARED]: MemoryShared

  constructor(type: TypeCode, sizeOrValues: number | readonly number[]) {
    const values =
      typeof sizeOrValues === 'number' ? Array.from({ length: sizeOrValues }, () => 0) : sizeOrValues
    makeMemory(this, 'Array', type, values)
  }

  get length(): number {
    return this[SHARED].length
  }

  get(index: number): number {
    return load(this[SHARED], place(this, index))
  }

  set(index: number, value: number): void {
    store(this[SHARED], place(this, index), value)
  }

  slice(from?: number, to?: number): number[] {
    return [...this].slice(from, to)
  }

  getLock(): RLock {
    return lockOf(this[SHARED])
  }

  *[Symbol.iterator](): IterableIterator<number> {
    for (let index = 0; index < this.length; index++) yield this.get(index)
  }
}

/** Negative indexes count from the end, as in Python. @throws RangeError */
function place(array: SharedArray, index: number): number {
  const from = index < 0 ? index + array.length : index
  if (!Number.isInteger(from) || from < 0 || from >= array.length) throw new RangeError('invalid index')
  return from
}

export { SharedArray as Array }
carryShared({ Value, Array: SharedArray })
