/** `spindle/threading`; spindle.d.ts says what each does. */
import { liveThreads } from '../../memory/units'
import { checkpoint } from '../../thread/mail'
import { self } from '../../thread/self'
import { threadOf, type Thread } from './thread'
import { recordOf } from '../../memory/units'

export { Thread } from './thread'
export { Lock, RLock } from './lock'
export { BoundedSemaphore, Semaphore } from './semaphore'
export { Event } from './event'
export { Condition } from './condition'
export { Barrier } from './barrier'
export { Timer } from './timer'
export { setExceptHook } from './hook'
export { BrokenBarrierError } from '../errors'

export function currentThread(): Thread {
  checkpoint()
  return threadOf(self().record)
}

export const mainThread = (): Thread => threadOf(recordOf(self().arena, 1))

export function enumerate(): Thread[] {
  checkpoint()
  return liveThreads(self().arena).map((record) => threadOf(record))
}

export const activeCount = (): number => enumerate().length

export const getIdent = (): number => currentThread().ident as number

export const getNativeId = (): number => currentThread().nativeId as number
