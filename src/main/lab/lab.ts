/** The thread and process manager: the one object a shell composes. */
import { basename, join } from 'node:path'
import type { CommandArgument, CommandName, CommandResult } from '../../contract/commands'
import { SpindleError } from '../../contract/errors'
import type { Batch } from '../../contract/events'
import type { Language } from '../../contract/program'
import type { Run, RunId } from '../../contract/run'
import { AgentServer } from './agent-server/server'
import { Checks } from './checks'
import { systemClock, type Clock } from './clock'
import { Guardian } from './ending/guardian'
import { programEnvironment } from './environment'
import { EventStream } from './event-stream'
import type { LanguageHost } from './languages/language'
import { LANGUAGE_HOSTS } from './languages/list'
import { MachineInfo } from './machine-info'
import type { LabOptions } from './options'
import type { OutputListener } from './output'
import { makePrivateFolder, removeFolder } from './private-folder'
import { Shelf } from './record/shelf'
import { RepeatShelf } from './repeat/repeat-shelf'
import { Repeats, titleOfProgram } from './repeat/repeats'
import type { LiveRun } from './run/live-run'
import { newRunId, startRun, type StarterParts } from './run/start-run'
import { Runs } from './runs'
import { canSampleOutside, SAMPLE_MS, Sampler } from './sampling/sampler'
import { SparePool } from './spare'

/** The commands a Lab serves; the others are the shell's. */
export type LabCommand = Extract<
  CommandName,
  | `lab.${string}`
  | `program.${string}`
  | `run.${string}`
  | `repeat.${string}`
  | `unit.${string}`
  | `log.${string}`
>
type Handlers = { readonly [N in LabCommand]: (argument: CommandArgument<N>) => Promise<CommandResult<N>> }

/** Longest time that closing the Lab may take; SIGKILL has been sent long before. */
export const CLOSE_MS = 6_000

export class Lab {
  readonly options: LabOptions
  readonly #clock: Clock
  readonly #events: EventStream
  readonly #runs: Runs
  readonly #repeats: Repeats
  readonly #sampler: Sampler | null
  readonly #starter: StarterParts
  readonly #checks: Checks
  readonly #info: MachineInfo
  readonly #ready: Promise<void>
  readonly #handlers: Handlers
  readonly #starting = new Set<Promise<unknown>>()
  #closing: Promise<void> | null = null

  constructor(options: LabOptions) {
    this.options = options
    this.#clock = options.clock ?? systemClock
    const onDefect = options.onDefect ?? (() => undefined)
    this.#events = new EventStream(this.#clock, onDefect)
    const shelf = new Shelf(join(options.dataDir, 'runs'))
    this.#runs = new Runs(shelf, this.#events, this.#clock, onDefect)
    const intervalMs = sampleInterval(options.samples)
    this.#sampler = intervalMs !== null && canSampleOutside ? new Sampler(this.#clock, intervalMs) : null
    const folder = makePrivateFolder()
    const guardian = new Guardian(folder)
    const server = new AgentServer(folder, this.#clock, onDefect)
    const env = programEnvironment(process.env)
    const hosts = makeHosts(options)
    this.#starter = {
      options,
      clock: this.#clock,
      events: this.#events,
      server,
      guardian,
      shelf,
      folder,
      hosts,
      spares:
        options.spares === false ? {} : makeSpares(hosts, { server, guardian, clock: this.#clock, env }),
      env,
      sampleMs: intervalMs !== null && !canSampleOutside ? intervalMs : 0,
      onDefect,
    }
    this.#repeats = new Repeats({
      runs: this.#runs,
      shelf: new RepeatShelf(join(options.dataDir, 'repeats')),
      events: this.#events,
      clock: this.#clock,
      newId: () => newRunId(this.#clock),
      titleOf: async (program) =>
        titleOfProgram(program, async (fileId) => basename(await options.files.pathOf(fileId))),
      // Its boot would otherwise fall into the trial before or after it, and be measured there.
      ready: async (language) => this.#starter.spares[language]?.ready(),
      start: (argument, repeat, events) => this.#start(argument, { repeat, events }),
      onDefect,
    })
    this.#checks = new Checks(hosts, options)
    this.#info = new MachineInfo({
      options,
      search: () => hosts.python.interpreters(),
      tell: (patch) => this.#events.push(patch),
      onDefect,
    })
    this.#handlers = this.#makeHandlers()
    this.#ready = this.#open()
    // Whoever asks for something is told; nobody asking is no reason to end the host.
    this.#ready.catch(onDefect)
  }

  /** Serves a command whose argument has been checked by its schema. Rejects with a SpindleError. */
  async handle<N extends LabCommand>(command: N, argument: CommandArgument<N>): Promise<CommandResult<N>> {
    if (this.#closing) throw new SpindleError('transport-closed', {}, 'the Lab is being closed')
    await this.#ready
    return this.#handlers[command](argument)
  }

  /** Ordered batches of patches, at most one per BATCH_MS; returns what ends the subscription. */
  onBatch(listener: (batch: Batch) => void): () => void {
    return this.#events.subscribe(listener)
  }

  /**
   * The output of a run as it comes, in order, nothing lost, with back-pressure (see output.ts). To get all
   * of it, subscribe in the same turn in which `run.start` answered. Returns what ends the subscription.
   * Throws `no-such-run`, also for a run that is over.
   */
  onRunOutput(run: RunId, listener: OutputListener): () => void {
    return this.#runs.live(run).book.outputs.add(listener)
  }

  /**
   * Called once when the run is over, its output has been handed out and its record is complete; soon if it
   * is over already.
   */
  onRunEnd(run: RunId, listener: (run: Run) => void): () => void {
    let isWanted = true
    this.#runs.over(run).then(
      (ended) => isWanted && listener(ended),
      (error: unknown) => this.#starter.onDefect(error),
    )
    return () => (isWanted = false)
  }

  /** Ends every run and gives everything back. Bounded: nothing waits longer than CLOSE_MS. */
  close(): Promise<void> {
    this.#closing ??= this.#close()
    return this.#closing
  }

  async #open(): Promise<void> {
    this.#starter.guardian.start()
    await this.#starter.server.listen()
    await this.#runs.load()
    await this.#repeats.load()
    for (const pool of Object.values(this.#starter.spares)) void pool.fill()
  }

  async #close(): Promise<void> {
    const { server, guardian, spares, hosts, folder } = this.#starter
    await this.#ready.catch(() => undefined) // what could be opened is closed all the same
    for (const pool of Object.values(spares)) pool.close()
    this.#checks.close()
    for (const run of this.#runs.liveRuns()) run.stop('lab', true)
    const limit = new Promise<void>((resolve) => this.#clock.after(CLOSE_MS, resolve))
    await Promise.race([this.#repeats.close(), limit])
    await Promise.race([Promise.allSettled(this.#starting), limit])
    await Promise.race([this.#runs.close(), limit])
    this.#info.close()
    for (const host of Object.values(hosts)) host.close()
    this.#events.close()
    await Promise.race([server.close(), limit])
    await Promise.race([guardian.close(), limit])
    removeFolder(folder)
  }

  #makeHandlers(): Handlers {
    const runs = this.#runs
    const repeats = this.#repeats
    return {
      'lab.info': async () => this.#info.get(),
      'lab.snapshot': async () => {
        this.#events.flush()
        return { seq: this.#events.seq, runs: runs.list(), repeats: repeats.list() }
      },
      'program.check': (argument) => this.#checks.check(argument),
      'run.start': (argument) => {
        const starting = this.#start(argument).then(({ id }) => ({ run: id }))
        this.#starting.add(starting)
        return starting.finally(() => this.#starting.delete(starting))
      },
      'run.open': async ({ run }) => {
        const picture = await runs.picture(run)
        this.#events.flush()
        const snapshot = picture.snapshot(this.#events.seq)
        return { ...snapshot, run: runs.asListed(snapshot.run) }
      },
      'run.stop': async ({ run, force }) => {
        if (runs.isLive(run)) runs.live(run).stop('person', force)
        else await runs.over(run) // it is over, as was wished; or there is no such run
        return null
      },
      'run.remove': async ({ run }) => {
        await runs.remove(run)
        return null
      },
      'run.restore': async ({ run }) => {
        await runs.restore(run)
        return null
      },
      'run.mark': async ({ run, ...marks }) => {
        await runs.mark(run, marks)
        return null
      },
      'repeat.start': async (argument) => ({ repeat: await repeats.start(argument) }),
      'repeat.stop': async ({ repeat }) => {
        await repeats.stop(repeat)
        return null
      },
      'repeat.answer': async ({ repeat, text }) => {
        repeats.answer(repeat, text)
        return null
      },
      'repeat.read': async ({ repeat, exact }) => repeats.read(repeat, exact),
      'repeat.remove': async ({ repeat }) => {
        await repeats.remove(repeat)
        return null
      },
      'repeat.restore': async ({ repeat }) => {
        await repeats.restore(repeat)
        return null
      },
      'repeat.mark': async ({ repeat, ...marks }) => {
        await repeats.mark(repeat, marks)
        return null
      },
      'run.setSpeed': async ({ run, speed }) => {
        runs.actions(run).setSpeed(speed)
        return null
      },
      'unit.act': async ({ run, unit, action }) => {
        await runs.actions(run).act(unit, action)
        return null
      },
      'unit.input': async ({ run, unit, text }) => {
        runs.actions(run).input(unit, text)
        return null
      },
      'unit.endInput': async ({ run }) => {
        runs.actions(run).endInput()
        return null
      },
      'log.read': async ({ run, view, from, count }) => (await runs.picture(run)).readLog(view, from, count),
    }
  }

  /** `trial`: of a repetition, which is told of it in place of everybody. */
  async #start(
    argument: CommandArgument<'run.start'>,
    trial?: Pick<StarterParts, 'events' | 'repeat'>,
  ): Promise<LiveRun> {
    this.#runs.checkRoom()
    const empty = Promise.withResolvers<void>()
    const started = await startRun(argument, { ...this.#starter, ...trial }, () => empty.resolve())
    const { run } = started
    this.#runs.add(started, empty.promise, trial !== undefined)
    // Closing began while the program was being prepared.
    if (this.#closing) run.stop('lab', true)
    const sampled = {
      units: () => run.book.model.units(),
      sampled: ({ at, processes, threads }: Parameters<Parameters<Sampler['add']>[0]['sampled']>[0]) =>
        run.book.tell({ fact: 'samples', processes: [...processes], threads: [...threads] }, at),
    }
    this.#sampler?.add(sampled)
    void empty.promise.then(() => this.#sampler?.remove(sampled))
    return run
  }
}

function sampleInterval(samples: LabOptions['samples']): number | null {
  if (samples === false) return null
  return typeof samples === 'object' ? samples.intervalMs : SAMPLE_MS
}

function makeHosts({ agents, nodePath, nodeEnv, cacheDir }: LabOptions): Record<Language, LanguageHost> {
  const parts = { agents, nodePath, nodeEnv, cacheDir }
  return { typescript: LANGUAGE_HOSTS.typescript(parts), python: LANGUAGE_HOSTS.python(parts) }
}

function makeSpares(
  hosts: Record<Language, LanguageHost>,
  parts: Omit<ConstructorParameters<typeof SparePool>[0], 'launch'>,
): Partial<Record<Language, SparePool>> {
  const pools: Partial<Record<Language, SparePool>> = {}
  for (const host of Object.values(hosts)) {
    const launch = host.spare()
    if (launch) pools[host.language] = new SparePool({ ...parts, launch })
  }
  return pools
}
