/** What a Process object keeps to itself, and what of it stands in shared memory. */
import { PHASE, UNIT } from '../../../memory/layout'
import { self } from '../../../thread/self'
import { AssertionError, ValueError } from '../../errors'
import type { Process } from './process'

export type Target = (...args: unknown[]) => unknown

/** `record` is 0 for the process that this code runs in. */
export interface ProcessInside {
  readonly record: number
  target: Target | null
  args: readonly unknown[]
}
export const INSIDE = Symbol('spindle.process')

/** What the child's main thread is sent. */
export interface ProcessJob {
  readonly type: unknown
  readonly fields: Readonly<Record<string, unknown>>
  readonly target: Target | null
  readonly args: readonly unknown[]
}

/** The objects of this heap for children, by their records. */
const objects = new Map<number, Process>()

export function attach(object: Process, inside: ProcessInside): void {
  Object.defineProperty(object, INSIDE, { value: inside, enumerable: false, configurable: true })
  if (inside.record !== 0) objects.set(inside.record, object)
}

export const objectOf = (record: number): Process | undefined => objects.get(record)

/** What the child with this number says hello with. */
export const keyOf = (number: number): string => `${self().process.key}.${number}`
export const hasEnded = (record: number): boolean =>
  Atomics.load(self().cells, record + UNIT.phase) === PHASE.ended

/** The child's record, if it may be used. `what` is what only children can be. @throws ValueError after close() */
export function recordFor(
  process: { readonly [INSIDE]: ProcessInside },
  what: 'join' | 'test' | null,
): number {
  const { record } = process[INSIDE]
  if (record === 0) throw new AssertionError(`can only ${what ?? 'ask'} a child process`)
  if (self().cells[record + UNIT.closed] === 1) throw new ValueError('process object is closed')
  return record
}

let renamed: string | null = null
/** Name of the process that this code runs in. */
export const ownName = (): string => renamed ?? self().process.name
export const renameOwn = (name: string): void => void (renamed = name)
