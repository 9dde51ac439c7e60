/** Starts runs: program, record, process. What goes wrong after the record exists is told by the run itself. */
import { randomBytes } from 'node:crypto'
import { availableParallelism } from 'node:os'
import type { CommandArgument } from '../../../contract/commands'
import { SpindleError } from '../../../contract/errors'
import type { Language } from '../../../contract/program'
import type { Run, RunId } from '../../../contract/run'
import type { AgentServer } from '../agent-server/server'
import type { Clock } from '../clock'
import type { Guardian } from '../ending/guardian'
import type { RunEvents } from '../event-stream'
import type { Launch, LanguageHost, ProgramFile } from '../languages/language'
import type { LabOptions } from '../options'
import { prepareProgram, type ReadyProgram } from '../programs'
import type { RunFact } from '../record/facts'
import type { Shelf } from '../record/shelf'
import type { SparePool } from '../spare'
import { HostedProcess } from './hosted-process'
import { LiveRun } from './live-run'
import { RunFiles } from './run-files'

export interface StarterParts {
  readonly options: LabOptions
  readonly clock: Clock
  readonly events: RunEvents
  readonly server: AgentServer
  readonly guardian: Guardian
  readonly shelf: Shelf
  /** The Lab's private folder. */
  readonly folder: string
  readonly hosts: Readonly<Record<Language, LanguageHost>>
  readonly spares: Partial<Record<Language, SparePool>>
  readonly env: Readonly<Record<string, string>>
  readonly sampleMs: number
  readonly onDefect: (error: unknown) => void
  /** The repetition it is a trial of. */
  readonly repeat?: NonNullable<Run['repeat']>
}

export interface StartedRun {
  readonly run: LiveRun
  readonly files: RunFiles
  /** Its processes are not known any longer. */
  forget(): void
}

/** Rejects as `prepareProgram` does and with `cannot-write-file`. */
export async function startRun(
  argument: CommandArgument<'run.start'>,
  parts: StarterParts,
  onEmpty: (started: StartedRun) => void,
): Promise<StartedRun> {
  const { clock, server, shelf, events, sampleMs, onDefect } = parts
  const program = await prepareProgram(argument.program, parts.options)
  const id = newRunId(clock)
  const files = await RunFiles.create(id, shelf, parts.folder, clock)
  const { writer, file, scratch } = files
  const run: LiveRun = new LiveRun(header(id, program, argument, parts), {
    clock,
    events,
    writer,
    file,
    scratch,
    sampleMs,
    accepted: () => server.accepted,
    onEmpty: () => onEmpty(started),
    onDefect,
  })
  let secret = server.admit(run)
  const started: StartedRun = {
    run,
    files,
    forget: () => {
      server.dismiss(secret)
      if (run.hosted) parts.guardian.forget(run.hosted.pid)
    },
  }
  launch(run, program, argument, secret, parts).then(
    (used) => (secret = used),
    (error: unknown) => run.fail(SpindleError.from(error)),
  )
  return started
}

/** Gives the run its first process; resolves with the secret that its processes know. */
async function launch(
  run: LiveRun,
  program: ReadyProgram,
  argument: CommandArgument<'run.start'>,
  secret: string,
  parts: StarterParts,
): Promise<string> {
  const { clock } = parts
  const interpreter = argument.python ?? parts.options.preferredPython?.() ?? null
  const file: ProgramFile = { path: program.path, args: argument.args, cwd: program.cwd, interpreter }
  const plan = await parts.hosts[program.language].launch(file)
  const welcome = welcomeProgram(file, plan)
  const taken = welcome && parts.spares[program.language]?.take(run)
  if (taken) {
    const { hosted, connection, hello } = taken.spare
    run.adopt(hosted, welcome, plan.facts)
    parts.server.dismiss(secret)
    connection.handTo(run.claimed(connection, hello, clock.now()))
    return taken.secret
  }
  const address = { path: parts.server.path, secret, key: 'root' }
  const hosted = await HostedProcess.spawn(plan, parts.env, address)
  parts.guardian.watch(hosted.pid)
  run.adopt(hosted, welcome, plan.facts)
  parts.spares[program.language]?.refillLater()
  return secret
}

const welcomeProgram = ({ path, args, cwd }: ProgramFile, plan: Launch) =>
  plan.programInWelcome ? { path, args, cwd, env: {} } : null

function header(
  id: RunId,
  program: ReadyProgram,
  argument: CommandArgument<'run.start'>,
  { clock, repeat }: StarterParts,
): RunFact {
  const { language, title, lesson, source } = program
  const { speed, args } = argument
  return {
    fact: 'run',
    id,
    language,
    title,
    lesson,
    speed,
    startedAtWall: clock.wall(),
    facts: { cores: availableParallelism() },
    args,
    source,
    ...(repeat && { repeat }),
  }
}

/** Names sort by the time of the start, and no two Labs give the same. */
export function newRunId(clock: Clock): RunId {
  const time = new Date(clock.wall()).toISOString().replace(/[-:]/g, '').replace('T', '-').slice(0, 15)
  const fraction = String(clock.wall() % 1000).padStart(3, '0')
  return `${time}-${fraction}-${randomBytes(3).toString('hex')}`
}
