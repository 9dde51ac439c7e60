/**
 * A Lab as a shell has it, with a client that follows its patches. Waits are for events, with a limit; when
 * it passes, the error tells what did arrive.
 */
import { mkdtempSync, rmSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join, resolve } from 'node:path'
import type { CommandArgument, CommandInput, CommandResult } from '../../src/contract/commands'
import type { Batch, Patch, SampleSet } from '../../src/contract/events'
import type { LogLine } from '../../src/contract/log'
import type { Repeat, RepeatId } from '../../src/contract/repeat'
import type { Run, RunId } from '../../src/contract/run'
import type { Link, Step, Unit, UnitId } from '../../src/contract/unit'
import { Lab, type LabCommand } from '../../src/main/lab/lab'
import type { LabOptions } from '../../src/main/lab/options'

const LIMIT_MS = 20_000

/** What a client knows of one run from patches alone. */
export interface SeenRun {
  run: Run
  units: Map<UnitId, Unit>
  steps: Map<UnitId, Step[]>
  links: Link[]
  lines: number
  deadlock: readonly UnitId[]
  samples: SampleSet | null
}

export interface TestLabOptions extends Partial<LabOptions> {
  /** Run the scripted agent instead of the built one. */
  readonly scripted?: boolean
  /** Keep the folder when it is closed, for the next session. */
  readonly folder?: string
}

export class TestLab {
  readonly lab: Lab
  readonly folder: string
  readonly batches: Batch[] = []
  readonly runs = new Map<RunId, SeenRun>()
  readonly repeats = new Map<RepeatId, Repeat>()
  readonly defects: unknown[] = []
  readonly #wakers = new Set<() => void>()
  readonly #keepsFolder: boolean

  constructor({ scripted = false, folder, ...options }: TestLabOptions = {}) {
    this.#keepsFolder = folder !== undefined
    this.folder = folder ?? mkdtempSync(join(tmpdir(), 'spindle-lab-'))
    const supervisor = scripted ? 'tests/support/scripted-agent.js' : 'out/main/supervisor.cjs'
    this.lab = new Lab({
      dataDir: join(this.folder, 'data'),
      cacheDir: join(this.folder, 'cache'),
      agents: {
        supervisor: resolve(supervisor),
        worker: resolve('out/main/worker.cjs'),
        python: resolve('out/agents/python'),
      },
      nodePath: process.execPath,
      nodeEnv: {},
      lessons: () => null,
      files: { pathOf: (id) => id },
      spares: false,
      samples: false,
      onDefect: (error) => this.defects.push(error),
      ...options,
    })
    this.lab.onBatch((batch) => this.#batch(batch))
  }

  handle<N extends LabCommand>(command: N, argument: CommandArgument<N>): Promise<CommandResult<N>> {
    return this.lab.handle(command, argument)
  }

  /** Starts a program text; resolves with the run's id. */
  async start(
    source: string,
    { name = 'program.js', ...more }: { name?: string } & Partial<CommandInput<'run.start'>> = {},
  ): Promise<RunId> {
    const language = name.endsWith('.py') ? 'python' : 'typescript'
    const argument = {
      program: { kind: 'text', name, source, language },
      args: [],
      speed: 1,
      ...more,
    } as const
    return (await this.handle('run.start', argument as CommandArgument<'run.start'>)).run
  }

  seen(run: RunId): SeenRun {
    const seen = this.runs.get(run)
    if (!seen) throw new Error(`nothing was told of run ${run}`)
    return seen
  }

  unit(run: RunId, id: UnitId): Unit | undefined {
    return this.runs.get(run)?.units.get(id)
  }

  /** Waits until a unit is in a state. */
  state(run: RunId, id: UnitId, ...states: Unit['state'][]): Promise<Unit> {
    return this.until(`${id} is ${states.join(' or ')}`, () => {
      const unit = this.unit(run, id)
      return unit && states.includes(unit.state) ? unit : undefined
    })
  }

  /** Waits until a run has printed so many lines. */
  printed(run: RunId, lines = 1): Promise<unknown> {
    return this.until(`${lines} lines are printed`, () => (this.runs.get(run)?.lines ?? 0) >= lines)
  }

  /** Waits for the end of a run. */
  ended(run: RunId): Promise<Run> {
    return this.limited(`the end of ${run}`, new Promise((done) => this.lab.onRunEnd(run, done)))
  }

  /** Waits until something is so. */
  until<T>(what: string, find: () => T | undefined | false | null): Promise<T> {
    return this.limited(
      what,
      new Promise<T>((done) => {
        const look = (): void => {
          const found = find()
          if (!found) return
          this.#wakers.delete(look)
          done(found)
        }
        this.#wakers.add(look)
        look()
      }),
    )
  }

  async limited<T>(what: string, promise: Promise<T>): Promise<T> {
    let timer: NodeJS.Timeout | undefined
    const limit = new Promise<never>((_, reject) => {
      timer = setTimeout(() => {
        void this.transcript().then((seen) =>
          reject(new Error(`waited too long until ${what}; seen:\n${seen}`)),
        )
      }, LIMIT_MS)
    })
    try {
      return await Promise.race([promise, limit])
    } finally {
      clearTimeout(timer)
    }
  }

  /** All lines of a view, as the reader of the log gets them. */
  async lines(run: RunId, unit?: UnitId): Promise<LogLine[]> {
    const lines: LogLine[] = []
    for (;;) {
      const page = await this.handle('log.read', { run, view: { unit }, from: lines.length, count: 2000 })
      lines.push(...page.lines)
      if (page.lines.length === 0) return lines
    }
  }

  async texts(run: RunId, unit?: UnitId): Promise<string[]> {
    return (await this.lines(run, unit)).map(({ text }) => text)
  }

  async transcript(): Promise<string> {
    const parts: string[] = []
    for (const [id, seen] of this.runs) {
      parts.push(`run ${id} ${seen.run.state} ${JSON.stringify(seen.run.failure)}`)
      for (const { id: unit, name, state, wait, end } of seen.units.values()) {
        parts.push(`  ${unit} ${name} ${state} ${JSON.stringify(wait ?? end)}`)
      }
      const lines = await this.lines(id).catch((error: unknown) => [{ unit: '?', text: String(error) }])
      parts.push(...lines.slice(-40).map(({ unit, text }) => `  | ${unit} ${text}`))
    }
    return [...parts, ...this.defects.map(String)].join('\n')
  }

  async close(): Promise<void> {
    await this.lab.close()
    if (!this.#keepsFolder) rmSync(this.folder, { recursive: true, force: true })
  }

  async [Symbol.asyncDispose](): Promise<void> {
    await this.close()
  }

  #batch(batch: Batch): void {
    this.batches.push(batch)
    for (const patch of batch.patches) this.#apply(patch)
    for (const wake of [...this.#wakers]) wake()
  }

  #apply(patch: Patch): void {
    if (patch.type === 'run.added') {
      const { run } = patch
      this.runs.set(run.id, {
        run,
        units: new Map(),
        steps: new Map(),
        links: [],
        lines: 0,
        deadlock: [],
        samples: null,
      })
      return
    }
    if (patch.type === 'info.changed') return
    if (patch.type === 'repeat.added') return void this.repeats.set(patch.repeat.id, patch.repeat)
    if (patch.type === 'repeat.removed') return void this.repeats.delete(patch.repeat)
    if (patch.type === 'repeat.changed') {
      const repeat = this.repeats.get(patch.repeat)
      if (!repeat) throw new Error(`change of repetition ${patch.repeat}, which was not added`)
      return void this.repeats.set(repeat.id, { ...repeat, ...patch.changes })
    }
    const seen = this.seen(patch.run)
    switch (patch.type) {
      case 'run.changed':
        seen.run = { ...seen.run, ...patch.changes }
        return
      case 'run.removed':
        return void this.runs.delete(patch.run)
      case 'unit.added':
        seen.units.set(patch.unit.id, patch.unit)
        seen.steps.set(patch.unit.id, [])
        return
      case 'unit.changed': {
        const unit = seen.units.get(patch.unit)
        if (!unit) throw new Error(`change of ${patch.unit}, which was not added`)
        seen.units.set(patch.unit, { ...unit, ...patch.changes })
        if (patch.step) seen.steps.get(patch.unit)?.push(patch.step)
        return
      }
      case 'link.added':
        return void seen.links.push(patch.link)
      case 'log.grew':
        seen.lines = patch.lines
        return
      case 'samples':
        seen.samples = patch.samples
        return
      case 'deadlock':
        seen.deadlock = patch.units
    }
  }
}
