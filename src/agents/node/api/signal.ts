/**
 * `spindle/signal`; spindle.d.ts says what each does. `process.on('SIGTERM', …)` in the main thread works as
 * well, as it does in Node.
 */
import { constants } from 'node:os'
import { HANDLING, HEADER } from '../memory/layout'
import { onMail } from '../thread/mail'
import { self } from '../thread/self'
import { ValueError } from './errors'

export type SignalName = 'SIGINT' | 'SIGTERM'
export type SignalHandler = 'default' | 'ignore' | ((signal: SignalName) => unknown)

export const SIGINT = 'SIGINT'
export const SIGTERM = 'SIGTERM'

const CELLS = { SIGINT: HEADER.sigint, SIGTERM: HEADER.sigterm } as const
const handlers: Record<SignalName, SignalHandler> = { SIGINT: 'default', SIGTERM: 'default' }
const isHandled = (name: unknown): name is SignalName => name === 'SIGINT' || name === 'SIGTERM'

export function signal(name: SignalName, handler: SignalHandler): SignalHandler {
  if (!isHandled(name)) {
    throw new ValueError(`signal ${String(name)} cannot be handled: there are SIGINT and SIGTERM`)
  }
  if (self().number !== 1) throw new ValueError('signal only works in main thread of the main interpreter')
  if (typeof handler !== 'function' && handler !== 'default' && handler !== 'ignore') {
    throw new TypeError("signal handler must be 'ignore', 'default', or a function")
  }
  const before = handlers[name]
  handlers[name] = handler
  decide(name, process.listenerCount(name) > 0)
  return before
}

/** Tells the supervisor, which meets the signal, what to do with it. */
function decide(name: SignalName, listened: boolean): void {
  const handler = handlers[name]
  const handling = typeof handler === 'function' || listened ? HANDLING.call : HANDLING[handler]
  Atomics.store(self().cells, CELLS[name], handling)
}

/** Called once in the main thread. */
export function listenForSignals(): void {
  process.on('newListener', (name: unknown) => {
    if (isHandled(name)) decide(name, true)
  })
  process.on('removeListener', (name: unknown) => {
    if (isHandled(name)) decide(name, process.listenerCount(name) > 0)
  })
  onMail('signal', ({ signal: name }) => {
    const handler = handlers[name]
    if (typeof handler === 'function') handler(name)
    // The overloads know every signal by itself, but not two of them together.
    ;(process as NodeJS.EventEmitter).emit(name, name, constants.signals[name])
  })
}
