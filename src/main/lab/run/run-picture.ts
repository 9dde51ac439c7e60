/** What can be asked about a run, whether it goes on or is read from its record. */
import type { RunSnapshot } from '../../../contract/events'
import type { LogPage, LogView } from '../../../contract/log'
import type { Run } from '../../../contract/run'
import { UNKNOWN_UNIT, type UnitId } from '../../../contract/unit'
import type { LogIndex } from '../log/log-index'
import { LogReader } from '../log/log-reader'
import type { RecordFile } from '../record/record-file'
import type { RunModel } from './run-model'

export class RunPicture {
  readonly model: RunModel
  readonly log: LogIndex
  readonly #reader: LogReader
  readonly #record: RecordFile

  constructor(model: RunModel, log: LogIndex, record: RecordFile) {
    this.model = model
    this.log = log
    this.#record = record
    this.#reader = new LogReader(log, record)
  }

  /** The run as it is now. */
  get run(): Run {
    this.model.logGrew(this.log.lines, this.log.bytes)
    return this.model.run
  }

  snapshot(seq: number): RunSnapshot {
    const { model, log } = this
    return {
      seq,
      run: this.run,
      units: [...model.units()],
      steps: model.steps(),
      links: [...model.links.links],
      lines: log.counts(),
      prints: log.prints(),
      samples: model.samples.last,
      curves: model.samples.curves(),
      cores: model.samples.cores(),
      deadlock: model.deadlock.circle,
      source: model.source,
    }
  }

  readLog(view: LogView, from: number, count: number): Promise<LogPage> {
    return this.#record.using(() => this.#reader.read(view, from, count))
  }
}

/** Names of the units of a model by process and number; what is not known counts for its process. */
export function namesOf(
  model: () => RunModel,
): (process: number, unit: number) => { unit: UnitId; process: UnitId } {
  return (number, unit) => {
    if (number === 0) return { unit: UNKNOWN_UNIT, process: UNKNOWN_UNIT }
    const entry = model().table.processes.get(number)
    const process = entry?.id ?? '1'
    const id = entry?.locals.get(unit) ?? process
    // A number may be that of a child process object; what its parent prints in its name is the parent's.
    return { unit: id.startsWith(`${process}.`) ? id : process, process }
  }
}
