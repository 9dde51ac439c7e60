/** The line to the Lab: hello, welcome, then commands down and frames up. */
import { connect, type Socket } from 'node:net'
import {
  FRAME,
  FrameReader,
  PROTOCOL_VERSION,
  encodeJson,
  parseJson,
  readPayload,
  type AgentAddress,
  type AgentCommand,
  type Payload,
} from '../../../contract/frames'
import { now } from '../clock'

export type Welcome = Payload<'welcome'>

export interface Listener {
  onWelcome(welcome: Welcome): void
  onCommand(unit: number, command: AgentCommand): void
  /** `payload` is a view that must be copied to be kept. */
  onAnswer(payload: Uint8Array): void
  /** The Lab is gone, or has done with this process. */
  onEnd(): void
}

/** Connects and says hello. The order to run, `welcome`, may come much later. */
export function connectToLab(
  address: AgentAddress,
  facts: Readonly<Record<string, string>>,
  listener: Listener,
): Socket {
  const socket = connect({ path: address.path })
  const reader = new FrameReader()
  socket.write(
    encodeJson(FRAME.hello, 0, now(), {
      protocol: PROTOCOL_VERSION,
      secret: address.secret,
      key: address.key,
      language: 'typescript',
      pid: process.pid,
      ppid: process.ppid,
      facts,
    }),
  )
  socket.on('data', (chunk: Uint8Array) => {
    reader.push(chunk, ({ type, unit, payload }) => {
      switch (type) {
        case FRAME.welcome:
          return listener.onWelcome(readPayload('welcome', payload))
        case FRAME.command:
          // The Lab has made it from the contract's own type.
          return listener.onCommand(unit, parseJson(payload) as AgentCommand)
        case FRAME.answer:
          return listener.onAnswer(payload)
        case FRAME.refuse:
          return refused(readPayload('refuse', payload))
      }
    })
  })
  socket.on('error', () => undefined) // `close` follows and is the news.
  socket.on('close', () => listener.onEnd())
  return socket
}

/** Said on stderr, which the Lab reads: there is no other way left. */
function refused({ code, facts }: Payload<'refuse'>): void {
  process.stderr.write(`Spindle refused this process: ${code} ${JSON.stringify(facts)}\n`)
}
