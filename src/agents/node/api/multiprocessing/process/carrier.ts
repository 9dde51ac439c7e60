/** How a Process object travels to another thread of its process: as the same child, or with what it is to do. */
import { PHASE, UNIT } from '../../../memory/layout'
import { registerCarrier } from '../../../thread/carry'
import { self } from '../../../thread/self'
import { currentProcess } from './current'
import { INSIDE, attach, objectOf, type ProcessJob } from './inside'
import { Process, processOf } from './process'

interface PackedProcess {
  readonly record: number
  readonly start: ProcessJob | null
}

registerCarrier(
  {
    kind: 'multiprocessing.Process',
    pack(value, trip, walk): PackedProcess {
      if (trip === 'process' || trip === 'process-queue') {
        throw new TypeError(
          'a Process belongs to the process that made it and cannot be carried to another one',
        )
      }
      const child = value as Process
      const { record, target, args } = child[INSIDE]
      const isNew = record !== 0 && self().cells[record + UNIT.phase] === PHASE.new
      if (!isNew) return { record, start: null }
      // Another thread may start it, and must then know what it is to do.
      const { name } = child
      const start = { type: child.constructor, fields: { ...child }, target, args }
      return { record, start: walk(start, name) as PackedProcess['start'] }
    },
    unpack(data) {
      const { record, start } = data as PackedProcess
      if (record === 0) return currentProcess()
      if (!start || objectOf(record)) return processOf(record)
      const { type, fields, target, args } = start
      const child = Object.create((type as { readonly prototype: Process }).prototype) as Process
      attach(child, { record, target, args })
      return Object.assign(child, fields)
    },
  },
  Process.prototype,
)
