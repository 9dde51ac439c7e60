/** Runs one program in a Lab of its own, as transparently as its own interpreter would. */
import { resolve } from 'node:path'
import type { Readable } from 'node:stream'
import { SpindleError } from '../../contract/errors'
import type { Batch } from '../../contract/events'
import type { Program } from '../../contract/program'
import type { Run, RunId } from '../../contract/run'
import type { UnitId } from '../../contract/unit'
import { Lab } from '../lab/lab'
import type { LabOptions } from '../lab/options'
import type { RunCommand } from './arguments'
import type { Format } from './formats'
import type { SignalRelay } from './signals'
import { StdinLines } from './stdin-lines'

/** How long the last batch may come after the end of the run; it tells the ends of the last units. */
const LAST_BATCH_MS = 1000
/** The id under which the Lab asks for the file on the command line. */
const FILE_ID = 'command-line'

export interface RunProgramOptions {
  readonly command: RunCommand
  /** Parts of the Lab that do not depend on the command. */
  readonly lab: Omit<LabOptions, 'files' | 'samples' | 'spares' | 'cwd'>
  readonly cwd: string
  readonly format: Format
  readonly signals: SignalRelay
  readonly openStdin: () => Readable
  /** Settles when nobody reads our output any more: the run is of no use then. */
  readonly outputClosed: Promise<void>
}

/** Answers the run as it ended. Rejects with a SpindleError when it could not even be begun. */
export async function runProgram(options: RunProgramOptions): Promise<Run> {
  const { command, cwd, format, signals } = options
  const { program } = command
  const path = program.kind === 'file' ? resolve(cwd, program.path) : ''
  const lab = new Lab({
    ...options.lab,
    cwd,
    files: { pathOf: () => path },
    samples: command.samples && command.output === 'json',
    spares: false,
  })
  try {
    const watch = new Watch(lab, options)
    const started: Program = program.kind === 'file' ? { kind: 'file', fileId: FILE_ID } : program
    const { run } = await lab.handle('run.start', {
      program: started,
      args: [...command.args],
      speed: command.speed,
      ...(command.python === undefined ? {} : { python: command.python }),
    })
    const ended = watch.run(run)
    void options.outputClosed.then(() => lab.handle('run.stop', { run, force: true })).catch(nothing)
    const end = await ended
    format.end(end)
    return end
  } finally {
    signals.close()
    await lab.close()
  }
}

/** Follows the one run: its output and batches to the format, its wishes for input to our stdin. */
class Watch {
  readonly #lab: Lab
  readonly #options: RunProgramOptions
  #stdin: StdinLines | null = null
  /** The run's first process. */
  #first: UnitId | null = null
  readonly #lastBatch = Promise.withResolvers<void>()

  constructor(lab: Lab, options: RunProgramOptions) {
    this.#lab = lab
    this.#options = options
    lab.onBatch((batch) => this.#batch(batch))
  }

  /** Settles with the run when it is over, all its output was given and everything about it was told. */
  async run(run: RunId): Promise<Run> {
    this.#stdin = new StdinLines({
      open: this.#options.openStdin,
      give: (text) => this.#give(run, text),
      giveEnd: () => this.#lab.handle('unit.endInput', { run }).then(nothing, nothing), // it may be over by now
    })
    const over = Promise.withResolvers<Run>()
    this.#lab.onRunOutput(run, this.#options.format.piece)
    this.#lab.onRunEnd(run, over.resolve)
    const ended = await over.promise
    this.#stdin.close()
    await Promise.race([this.#lastBatch.promise, later(LAST_BATCH_MS)])
    return ended
  }

  #batch(batch: Batch): void {
    this.#options.format.batch(batch)
    for (const patch of batch.patches) {
      if (patch.type === 'unit.added' && patch.unit.parent === null) {
        this.#first ??= patch.unit.id
        this.#knowPid(patch.unit.id, patch.unit.pid)
      }
      if (patch.type === 'unit.changed') this.#knowPid(patch.unit, patch.changes.pid)
      if (patch.type === 'unit.changed' && patch.step?.state === 'input') this.#stdin?.ask()
      if (patch.type === 'run.changed' && patch.changes.state === 'ended') this.#lastBatch.resolve()
    }
  }

  #knowPid(unit: UnitId, pid: number | null | undefined): void {
    if (unit === this.#first && pid) this.#options.signals.started(pid)
  }

  async #give(run: RunId, text: string): Promise<boolean> {
    try {
      await this.#lab.handle('unit.input', { run, text })
      return true
    } catch (error) {
      if (error instanceof SpindleError && error.code === 'not-waiting-for-input') return false
      throw error // the run is over: the rest of the input is of no use
    }
  }
}

const nothing = (): void => undefined

/** A wait that does not keep the process alive. */
const later = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms).unref())
