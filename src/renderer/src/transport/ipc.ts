/** The desktop shell's transport: the bridge that the preload put on the window. */
import type { OpenedFile } from '../../../contract/commands'
import { SpindleError } from '../../../contract/errors'
import type { Bridge, Transport } from '../../../contract/transport'
import { plain } from './plain'
import { Calls } from './calls'

export function createIpcTransport(bridge: Bridge): Transport {
  const calls = new Calls()
  return {
    call: (command, argument) =>
      calls.call(command, argument, (request) => {
        bridge.request({ ...request, argument: plain(request.argument) }).then(
          (reply) => calls.settle(reply),
          // The main process is the Lab: when its end of the bridge fails, there is nothing left to talk to.
          () => calls.close(),
        )
      }),
    onBatch: (listener) => bridge.onBatch(listener),
    onShellEvent: (listener) => bridge.onShellEvent(listener),
    async openDropped(file) {
      const reply = await bridge.openDropped(file)
      if (!reply.ok) throw SpindleError.fromEnvelope(reply.error)
      // The main process is ours: what it answers to this is an opened file (contract/transport.ts).
      return reply.value as OpenedFile
    },
    // The window closes with its main process; there is no later moment in which to tell the page.
    onClose: () => () => undefined,
  }
}
