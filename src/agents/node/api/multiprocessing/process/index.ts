/** The class Process and what there is to know of processes. */
import './carrier'

export { activeChildren, becomeCurrent, currentProcess, parentProcess, processByNumber } from './current'
export type { ProcessJob } from './inside'
export { Process } from './process'
export { startProcess } from './start'
