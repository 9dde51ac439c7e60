/**
 * How values travel to another thread or process: they are copied (structured clone), but for
 *
 *   - functions and classes that a module exports: named, and found again under that name
 *   - objects of exported classes: the class named, their fields carried
 *   - handles (locks, queues, threads, shared values): the same thing over there; see `Carrier`
 *   - SharedArrayBuffers, to threads only: the same memory
 *
 * Whatever else cannot be copied is refused with its path (`args[0].callback`) and what to do about it.
 * docs/sharing.md tells the same to students.
 */
import { types } from 'node:util'
import type { Job } from '../messages'
import { exportedAs, exportOf } from './modules'
import { fromBytes, toBytes } from './plain'

/** Where a value goes: into the job of a new thread or process, or through a queue or pipe. */
export type Trip = 'thread' | 'process' | 'thread-queue' | 'process-queue'

/** What a handle becomes on the trip, and how it is found again. */
export interface Carrier {
  readonly kind: string
  /**
   * Plain data; what it contains goes through `walk`.
   * @throws an error of the language where this thing cannot take this trip
   */
  pack(value: object, trip: Trip, walk: (value: unknown, path: string) => unknown): unknown
  unpack(data: unknown): object
}

/** Property of handles that names their carrier. */
export const CARRIER = Symbol('spindle.carrier')

const carriers = new Map<string, Carrier>()

export function registerCarrier(carrier: Carrier, prototype: object): void {
  carriers.set(carrier.kind, carrier)
  Object.defineProperty(prototype, CARRIER, { value: carrier, enumerable: false })
}

/** Stands in the copy for something that is named instead of copied. */
const MARK = '\u0001spindle'
type Mark =
  | { readonly [MARK]: 'export'; readonly url: string; readonly name: string }
  | { readonly [MARK]: 'object'; readonly url: string; readonly name: string; readonly fields: unknown }
  | { readonly [MARK]: 'handle'; readonly kind: string; readonly data: unknown }
  | { readonly [MARK]: 'memory'; readonly index: number }
  | {
      readonly [MARK]: 'view'
      readonly type: string
      readonly index: number
      readonly at: number
      readonly length: number
    }

export interface Parcel {
  readonly value: unknown
  /** Whether there are marks in it. */
  readonly marked: boolean
  /** Modules that the marks name. */
  readonly urls: readonly string[]
}

/** @throws TypeError naming what cannot be carried; `what` is how the reader calls the whole value */
export function pack(value: unknown, trip: Trip, what: string): Job {
  const packer = new Packer(trip)
  const copy = packer.walk(value, what)
  const parcel: Parcel = { value: copy, marked: packer.marked, urls: [...packer.urls] }
  return { bytes: toBytes(parcel), buffers: packer.buffers }
}

class Packer {
  readonly urls = new Set<string>()
  readonly buffers: SharedArrayBuffer[] = []
  marked = false
  readonly #trip: Trip
  readonly #seen = new Map<object, unknown>()

  constructor(trip: Trip) {
    this.#trip = trip
  }

  walk(value: unknown, path: string): unknown {
    switch (typeof value) {
      case 'symbol':
        throw new TypeError(`${path} is a symbol; symbols cannot be carried to another ${this.#place}`)
      case 'function':
        return this.#named(value, path)
      case 'object':
        return value === null ? null : this.#object(value, path)
      default:
        return value
    }
  }

  get #place(): string {
    return this.#trip.startsWith('thread') ? 'thread' : 'process'
  }

  #mark(mark: Mark): Mark {
    this.marked = true
    return mark
  }

  #named(value: object & { readonly name?: string }, path: string): Mark {
    const found = exportedAs(value)
    if (!found) throw new TypeError(notExported(value, path, this.#place))
    this.urls.add(found.url)
    return this.#mark({ [MARK]: 'export', ...found })
  }

  #object(value: object, path: string): unknown {
    const known = this.#seen.get(value)
    if (known !== undefined) return known
    const carrier = (value as { [CARRIER]?: Carrier })[CARRIER]
    if (carrier) {
      const data = carrier.pack(value, this.#trip, (inner, where) => this.walk(inner, where))
      return this.#remember(value, this.#mark({ [MARK]: 'handle', kind: carrier.kind, data }))
    }
    if (Array.isArray(value)) return this.#array(value, path)
    const prototype: unknown = Object.getPrototypeOf(value)
    if (prototype === Object.prototype || prototype === null) return this.#fields(value, path)
    if (types.isMap(value)) return this.#map(value, path)
    if (types.isSet(value)) return this.#set(value, path)
    if (types.isSharedArrayBuffer(value)) return this.#remember(value, this.#memory(value, path))
    if (types.isArrayBufferView(value) && types.isSharedArrayBuffer(value.buffer)) {
      return this.#remember(value, this.#view(value, value.buffer, path))
    }
    if (isClonable(value)) return value
    return this.#instance(value, prototype as object, path)
  }

  #remember<T>(value: object, copy: T): T {
    this.#seen.set(value, copy)
    return copy
  }

  #array(value: readonly unknown[], path: string): unknown[] {
    const copy: unknown[] = this.#remember(value, new Array(value.length))
    value.forEach((item, index) => (copy[index] = this.walk(item, `${path}[${index}]`)))
    return copy
  }

  #fields(value: object, path: string): object {
    const copy: Record<string, unknown> = this.#remember(value, {})
    for (const [name, field] of Object.entries(value))
      copy[name] = this.walk(field, path === '' ? name : `${path}.${name}`)
    return copy
  }

  #map(value: Map<unknown, unknown>, path: string): Map<unknown, unknown> {
    const copy = this.#remember(value, new Map<unknown, unknown>())
    for (const [key, item] of value)
      copy.set(this.walk(key, `a key of ${path}`), this.walk(item, `an item of ${path}`))
    return copy
  }

  #set(value: Set<unknown>, path: string): Set<unknown> {
    const copy = this.#remember(value, new Set<unknown>())
    for (const item of value) copy.add(this.walk(item, `an item of ${path}`))
    return copy
  }

  #memory(value: SharedArrayBuffer, path: string): Mark {
    if (this.#trip !== 'thread') {
      throw new TypeError(
        `${path} is shared memory (a SharedArrayBuffer), which goes to threads as an argument only; ` +
          `for processes use Value or Array of 'spindle/multiprocessing'`,
      )
    }
    let index = this.buffers.indexOf(value)
    if (index < 0) index = this.buffers.push(value) - 1
    return this.#mark({ [MARK]: 'memory', index })
  }

  #view(value: ArrayBufferView, buffer: SharedArrayBuffer, path: string): Mark {
    this.#memory(buffer, path)
    const type = value.constructor.name
    const length = types.isDataView(value) ? value.byteLength : (value as Uint8Array).length
    return this.#mark({
      [MARK]: 'view',
      type,
      index: this.buffers.indexOf(buffer),
      at: value.byteOffset,
      length,
    })
  }

  #instance(value: object, prototype: object, path: string): unknown {
    const type = prototype.constructor as (new () => unknown) | undefined
    const found = type ? exportedAs(type) : null
    if (!found) throw new TypeError(notCopied(value, type?.name ?? '', path, this.#place))
    this.urls.add(found.url)
    const fields: Record<string, unknown> = {}
    const copy = this.#remember(value, this.#mark({ [MARK]: 'object', ...found, fields }))
    for (const [name, field] of Object.entries(value)) fields[name] = this.walk(field, `${path}.${name}`)
    if (value instanceof Error) Object.assign(fields, { message: value.message, stack: value.stack })
    return copy
  }
}

/** What structured clone copies whole, with its kind. */
function isClonable(value: object): boolean {
  return (
    types.isDate(value) ||
    types.isRegExp(value) ||
    types.isAnyArrayBuffer(value) ||
    types.isArrayBufferView(value) ||
    types.isBoxedPrimitive(value) ||
    (types.isNativeError(value) && isBuiltIn(value.constructor))
  )
}

const isBuiltIn = (type: unknown): boolean =>
  ([Error, TypeError, RangeError, SyntaxError, ReferenceError, EvalError, URIError] as unknown[]).includes(
    type,
  )

/** Whether it was written as a class; then `export class` is what is missing. */
const isClass = (value: object): boolean => /^class\b/.test(Function.prototype.toString.call(value))

function notExported(value: { readonly name?: string }, path: string, place: string): string {
  const name = value.name ?? ''
  if (isClass(value)) {
    return `${path} is the class ${name}, which is not exported: write "export class ${name}" at the top level of its file`
  }
  const called = /^[A-Za-z_$][\w$]*$/.test(name) && name !== 'target' ? name : null
  return (
    `${path} is ${called ? `the function ${called}` : 'a function without a name'}, which is local or not exported, ` +
    `so another ${place} cannot find it: write "export function ${called ?? 'NAME'}(…) { … }" at the top level of its file` +
    (called ? '' : ' and give its name')
  )
}

function notCopied(value: object, name: string, path: string, place: string): string {
  if (types.isPromise(value)) return `${path} is a promise; await it before it goes to another ${place}`
  const builtIn = name === '' || name in globalThis
  return (
    `${path} is an object of the class ${name || '(none)'} and cannot be carried to another ${place}: ` +
    (builtIn
      ? 'pass the data it holds instead'
      : `write "export class ${name}" at the top level of its file, or pass a plain object`)
  )
}

/** What is in a job. The modules it names must be loaded before `unpack`. */
export const open = ({ bytes }: Job): Parcel => fromBytes(bytes) as Parcel

/** @throws Error when a module that is named was not loaded in this thread */
export function unpack(job: Job, parcel = open(job)): unknown {
  return parcel.marked ? new Unpacker(job.buffers).walk(parcel.value) : parcel.value
}

class Unpacker {
  readonly #buffers: readonly SharedArrayBuffer[]
  readonly #done = new Map<object, unknown>()

  constructor(buffers: readonly SharedArrayBuffer[]) {
    this.#buffers = buffers
  }

  /** Puts back what marks stand for, inside of the copy itself. */
  walk(value: unknown): unknown {
    if (typeof value !== 'object' || value === null) return value
    const known = this.#done.get(value)
    if (known !== undefined) return known
    if (MARK in value) return this.#unmark(value as Mark)
    this.#done.set(value, value)
    if (Array.isArray(value)) value.forEach((item, index) => (value[index] = this.walk(item)))
    else if (value instanceof Map) {
      const items = [...value]
      value.clear()
      for (const [key, item] of items) value.set(this.walk(key), this.walk(item))
    } else if (value instanceof Set) {
      const items = [...value]
      value.clear()
      for (const item of items) value.add(this.walk(item))
    } else if (Object.getPrototypeOf(value) === Object.prototype) {
      const record = value as Record<string, unknown>
      for (const [name, item] of Object.entries(record)) record[name] = this.walk(item)
    }
    return value
  }

  #unmark(mark: Mark): unknown {
    switch (mark[MARK]) {
      case 'export':
        return exportOf(mark.url, mark.name)
      case 'object': {
        const type = exportOf(mark.url, mark.name) as { readonly prototype: object }
        const object = Object.create(type.prototype) as object
        this.#done.set(mark, object)
        return Object.assign(object, this.walk(mark.fields))
      }
      case 'handle': {
        const object = carriers.get(mark.kind)?.unpack(this.walk(mark.data))
        this.#done.set(mark, object)
        return object
      }
      case 'memory':
        return this.#buffers[mark.index]
      case 'view': {
        const type = (globalThis as Record<string, unknown>)[mark.type] ?? Uint8Array
        return new (type as Uint8ArrayConstructor)(
          this.#buffers[mark.index] as SharedArrayBuffer,
          mark.at,
          mark.length,
        )
      }
    }
  }
}
