/** How the UI reaches a Lab. Implemented over IPC, over a WebSocket and by a recording. */
import type { Batch } from './events'
import type { CommandInput, CommandName, CommandResult } from './commands'

export interface Transport {
  /** Sends a command. Rejects with a SpindleError, by name also when the connection is lost. */
  call<N extends CommandName>(command: N, argument: CommandInput<N>): Promise<CommandResult<N>>
  /** Ordered batches; returns what ends the subscription. */
  onBatch(listener: (batch: Batch) => void): () => void
  /** Told once when the Lab is gone for good. */
  onClose(listener: () => void): () => void
  /** Menu items and files opened from outside (desktop shell). */
  onShellEvent(listener: (event: ShellEvent) => void): () => void
}

/** What the shell tells the page on its own account. */
export type ShellEvent =
  | { readonly type: 'action'; readonly action: string }
  | { readonly type: 'file-opened'; readonly fileId: string }
