/** Calls that wait for their reply: numbers them, settles them, and fails them by name when the line is cut. */
import type { CommandInput, CommandName, CommandResult, Reply, Request } from '../../../contract/commands'
import { SpindleError } from '../../../contract/errors'

interface Waiting {
  readonly command: CommandName
  resolve(value: unknown): void
  reject(error: SpindleError): void
}

export class Calls {
  readonly #waiting = new Map<number, Waiting>()
  #lastId = 0
  #closed = false

  /** Numbers a request and hands it to `send`; the promise settles with the reply of the same number. */
  call<N extends CommandName>(
    command: N,
    argument: CommandInput<N>,
    send: (request: Request) => void,
  ): Promise<CommandResult<N>> {
    if (this.#closed) return Promise.reject(closedError(command))
    const id = ++this.#lastId
    return new Promise<CommandResult<N>>((resolve, reject) => {
      // The value was made by the serving side of the same contract; only its envelope is looked at here.
      this.#waiting.set(id, { command, resolve: resolve as (value: unknown) => void, reject })
      send({ id, command, argument })
    })
  }

  /** Settles the call the reply belongs to; a reply nobody waits for is left alone. */
  settle(reply: Reply): void {
    const waiting = this.#waiting.get(reply.id)
    if (!waiting) return
    this.#waiting.delete(reply.id)
    if (reply.ok) waiting.resolve(reply.value)
    else waiting.reject(SpindleError.fromEnvelope(reply.error))
  }

  /** Fails every call that waits, and every later one, with `transport-closed`. */
  close(): void {
    this.#closed = true
    for (const { command, reject } of this.#waiting.values()) reject(closedError(command))
    this.#waiting.clear()
  }
}

const closedError = (command: CommandName): SpindleError =>
  new SpindleError('transport-closed', { command }, `The Lab is gone; ${command} was not answered.`)
