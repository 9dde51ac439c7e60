/**
 * A transport without a Lab: answers are handed in, batches are played by hand. For tests and for looking
 * at the page while there is no Lab.
 */
import type { CommandArgument, CommandName, CommandResult } from '../../../contract/commands'
import { SpindleError } from '../../../contract/errors'
import type { Batch, Patch } from '../../../contract/events'
import type { ShellEvent, Transport } from '../../../contract/transport'
import { Listeners } from './listeners'

/** What a recording answers, by command. A command without an answer is refused as `not-available-here`. */
export type Answers = {
  [N in CommandName]?: (argument: CommandArgument<N>) => CommandResult<N> | Promise<CommandResult<N>>
}

export interface RecordedTransport extends Transport {
  /** Every call so far, in order. */
  readonly calls: readonly { readonly command: CommandName; readonly argument: unknown }[]
  readonly answers: Answers
  /** Sends patches as the next batch. */
  play(...patches: Patch[]): Batch
  /** Sends a batch as it is: for gaps and repetitions. */
  send(batch: Batch): void
  shell(event: ShellEvent): void
  close(): void
  seq: number
}

export function createRecordedTransport(answers: Answers = {}): RecordedTransport {
  const calls: { command: CommandName; argument: unknown }[] = []
  const batches = new Listeners<Batch>()
  const shellEvents = new Listeners<ShellEvent>()
  const closed = new Listeners<void>()
  const transport: RecordedTransport = {
    calls,
    answers,
    seq: 0,
    async call(command, argument) {
      calls.push({ command, argument })
      const answer = answers[command] as ((given: unknown) => unknown) | undefined
      if (!answer) throw new SpindleError('not-available-here', { what: command })
      return structuredClone(await answer(argument)) as CommandResult<typeof command>
    },
    onBatch: (listener) => batches.add(listener),
    onShellEvent: (listener) => shellEvents.add(listener),
    onClose: (listener) => closed.add(listener),
    play(...patches) {
      const batch = { seq: ++transport.seq, patches }
      batches.tell(batch)
      return batch
    },
    send: (batch) => batches.tell(batch),
    shell: (event) => shellEvents.tell(event),
    close: () => closed.tell(),
  }
  return transport
}
