/** `spindle/multiprocessing`; spindle.d.ts says what each does. */
import { availableParallelism } from 'node:os'

export { Process, activeChildren, currentProcess, parentProcess } from './process'
export { BoundedSemaphore, Lock, RLock, Semaphore } from './lock'
export { Barrier, Condition, Event } from './sync'
export { JoinableQueue, Queue, SimpleQueue } from './queue'
export { Connection, Pipe } from './pipe'
export { Array, Value } from './memory'

export const cpuCount = (): number => availableParallelism()
