/** What all things that threads of one process synchronise with have in common. */
import { registerCarrier, type Trip } from '../../thread/carry'
import { HEADER } from '../../memory/layout'
import { makeShared } from '../../thread/shared'
import { self } from '../../thread/self'
import { nameClasses, type Classes } from '../names'

/** Where the thing is in shared memory, and what it is called. */
export interface Handle {
  readonly at: number
  /** What the reader knows it by: the variable it is kept in, or a given name. */
  readonly label: string
}
export const HANDLE = Symbol('spindle.handle')

export interface Synced {
  readonly [HANDLE]: Handle
}

export interface NameOption {
  name?: string
}

/** Gives `object` its place in shared memory; `init` fills the cells of a new one. The last cell holds its number. */
export function makeHandle(
  object: object,
  kind: string,
  cells: number,
  options: NameOption | undefined,
  init: (at: number) => void = () => undefined,
): void {
  const { at, label } = makeShared({
    kind,
    type: object.constructor,
    name: options?.name,
    make: () => {
      const { arena } = self()
      const made = arena.allocCells(cells + 1)
      arena.cells[made] = arena.next(HEADER.objects) + 1
      init(made + 1)
      return made
    },
  })
  setHandle(object, { at: at + 1, label })
}

export const setHandle = (object: object, handle: Handle): void => {
  Object.defineProperty(object, HANDLE, { value: handle, enumerable: false })
}

/** Name on the wire, unique in this process. */
export const objectName = (kind: string, { at }: Handle): string =>
  `${kind}-${self().cells[at - 1] as number}`

/** Lets classes be carried to other threads, where they are the same thing. */
export function carryByHandle(module: string, classes: Classes): void {
  nameClasses(classes)
  for (const [name, type] of Object.entries(classes)) {
    registerCarrier(
      {
        kind: `${module}.${name}`,
        pack: (value, trip) => {
          refuseOtherProcess(name, trip)
          return (value as Synced)[HANDLE]
        },
        unpack: (data) => {
          const object = Object.create(type.prototype) as object
          setHandle(object, data as Handle)
          return object
        },
      },
      type.prototype,
    )
  }
}

export function refuseOtherProcess(name: string, trip: Trip): void {
  if (trip === 'thread' || trip === 'thread-queue') return
  throw new TypeError(
    `a ${name} of this module is for the threads of one process and cannot be carried to another process: ` +
      `use the ${name} of 'spindle/multiprocessing'`,
  )
}
