/** The process that this code runs in, its parent and its children. */
import { KIND } from '../../../memory/layout'
import { isAlive, recordOf, units } from '../../../memory/units'
import { checkpoint } from '../../../thread/mail'
import { self } from '../../../thread/self'
import { nameClasses } from '../../names'
import { attach, type Target } from './inside'
import { Process, processOf } from './process'

class _MainProcess extends Process {}
let current: Process | null = null

/** The object for the process that this code runs in. */
export function currentProcess(): Process {
  checkpoint()
  if (!current) {
    const type = self().process.parent === null ? _MainProcess : Process
    becomeCurrent(Object.create(type.prototype) as Process, null, [])
  }
  return current as unknown as Process
}

/** In a child's main thread: this is the object that was started. */
export function becomeCurrent(object: Process, target: Target | null, args: readonly unknown[]): void {
  attach(object, { record: 0, target, args })
  current = object
}

export interface ParentProcess {
  readonly name: string
  readonly pid: number
  isAlive(): boolean
}

export function parentProcess(): ParentProcess | null {
  checkpoint()
  const { parent } = self().process
  if (!parent) return null
  const { name, pid } = parent
  return { name, pid, isAlive: () => isParentAlive(pid) }
}

/** An orphan gets another parent on Unix (semantics P33); on Windows the old one stays and must be looked for. */
function isParentAlive(pid: number): boolean {
  if (process.platform !== 'win32') return process.ppid === pid
  try {
    return process.kill(pid, 0)
  } catch {
    return false
  }
}

export function activeChildren(): Process[] {
  checkpoint()
  const { arena } = self()
  return units(arena, KIND.process)
    .filter((record) => isAlive(arena, record))
    .map((record) => processOf(record))
}

/** For a person's wish: the child with this number on the wire. */
export const processByNumber = (number: number): Process => processOf(recordOf(self().arena, number))
nameClasses({ _MainProcess })
