/**
 * The one door for commands: an unknown request in, a reply out. Every transport (IPC, WebSocket) and the
 * contract tests come through here; nothing of the Lab sees an argument that does not fit its schema.
 */
import * as v from 'valibot'
import {
  COMMANDS,
  RequestSchema,
  type CommandArgument,
  type CommandName,
  type CommandResult,
  type Reply,
} from '../contract/commands'
import { SpindleError } from '../contract/errors'

/** Commands that are served beside the Lab, by the shell and by what is kept between sessions. */
export type ShellCommand = Extract<CommandName, `files.${string}` | `settings.${string}` | `shell.${string}`>
export type LabCommand = Exclude<CommandName, ShellCommand>

export type Handler<N extends CommandName> = (
  argument: CommandArgument<N>,
) => Promise<CommandResult<N>> | CommandResult<N>
/** The compiler lists the places that a new command needs. */
export type ShellHandlers = { readonly [N in ShellCommand]: Handler<N> }

/** What `serve` needs of a Lab. */
export interface LabDoor {
  handle<N extends LabCommand>(
    command: N,
    argument: CommandArgument<N>,
  ): Promise<CommandResult<N>> | CommandResult<N>
}

export type Serve = (request: unknown) => Promise<Reply>

export interface ServeOptions {
  readonly lab: LabDoor
  readonly shell: ShellHandlers
  /** Told of every error that is ours (owner `spindle`), with its stack. */
  readonly onDefect?: (error: SpindleError) => void
}

/** Id of a reply to a request that had none. */
export const NO_REQUEST = -1
/** How many of the things that are wrong with an argument are told, and how long each may be. */
const MAX_ISSUES = 5
const MAX_ISSUE_CHARS = 200

/** Makes the function that answers requests. It never throws and never rejects. */
export function createServe({ lab, shell, onDefect }: ServeOptions): Serve {
  return async (request) => {
    let id = NO_REQUEST
    try {
      const envelope = v.safeParse(RequestSchema, request)
      id = idOf(request)
      if (!envelope.success) throw badRequest('', envelope.issues)
      const { command, argument } = envelope.output
      if (!isCommand(command)) throw new SpindleError('unknown-command', { command })
      const checked = v.safeParse(COMMANDS[command], argument)
      if (!checked.success) throw badRequest(command, checked.issues)
      const value = await dispatch(lab, shell, command, checked.output)
      return { id, ok: true, value: value ?? null }
    } catch (thrown) {
      const error = SpindleError.from(thrown)
      if (error.owner === 'spindle') onDefect?.(error)
      return { id, ok: false, error: error.toEnvelope() }
    }
  }
}

function dispatch(lab: LabDoor, shell: ShellHandlers, command: CommandName, argument: unknown): unknown {
  if (Object.hasOwn(shell, command)) {
    // The schema of exactly this command has just accepted the argument.
    const handler = shell[command as ShellCommand] as Handler<ShellCommand>
    return handler(argument as CommandArgument<ShellCommand> as never)
  }
  return lab.handle(command as LabCommand, argument as CommandArgument<LabCommand>)
}

const isCommand = (name: string): name is CommandName => Object.hasOwn(COMMANDS, name)

function idOf(request: unknown): number {
  const id: unknown =
    typeof request === 'object' && request !== null && 'id' in request ? request.id : undefined
  return v.is(RequestSchema.entries.id, id) ? id : NO_REQUEST
}

function badRequest(command: string, issues: readonly v.BaseIssue<unknown>[]): SpindleError {
  const told = issues.slice(0, MAX_ISSUES).map((issue) => {
    const place = v.getDotPath(issue)
    return `${place ? `${place}: ` : ''}${issue.message}`.slice(0, MAX_ISSUE_CHARS)
  })
  return new SpindleError('bad-request', { command, issues: told }, `${command}: ${told.join('; ')}`)
}
