/**
 * Mail: what somebody else wants of this thread. A flag in the thread's record says that there is some; it
 * is looked at in every call of the API, and whoever sets it also wakes the thread out of its wait.
 */
import { receiveMessageOnPort } from 'node:worker_threads'
import type { ToThread } from '../messages'
import { KeyboardInterrupt } from '../api/errors'
import { MAIL, UNIT } from '../memory/layout'
import { self } from './self'

type Handler<T extends ToThread['type']> = (message: Extract<ToThread, { type: T }>) => void

const handlers = new Map<string, (message: ToThread) => void>()

/** Registered once by the part of the API that knows what to do. */
export function onMail<T extends ToThread['type']>(type: T, handler: Handler<T>): void {
  handlers.set(type, handler as (message: ToThread) => void)
}

/** Acts on mail, if there is any. @throws KeyboardInterrupt, and what a signal's handler throws */
export function checkpoint(): void {
  const { cells, record } = self()
  if (cells[record + UNIT.mail] !== 0) takeMail()
}

function takeMail(): void {
  const { cells, record, port } = self()
  const mail = Atomics.exchange(cells, record + UNIT.mail, 0)
  try {
    if (mail & MAIL.message) {
      for (let found = receiveMessageOnPort(port); found; found = receiveMessageOnPort(port)) {
        deliver(found.message as ToThread)
      }
    }
  } catch (error) {
    // A signal's handler has thrown; what lies behind is for the next look.
    Atomics.or(cells, record + UNIT.mail, mail)
    throw error
  }
  if (mail & MAIL.interrupt) throw new KeyboardInterrupt()
  if (later) {
    const { error } = later
    later = null
    throw error
  }
}

let later: { readonly error: unknown } | null = null

/** Lets the next call of ours throw: for what came out of a wait that had just got what it wanted. */
export function throwLater(error: unknown): void {
  const { cells, record } = self()
  later = { error }
  Atomics.or(cells, record + UNIT.mail, MAIL.message)
}

function deliver(message: ToThread): void {
  handlers.get(message.type)?.(message)
}

/**
 * A thread that waits in JavaScript's own event loop (an async function) gets its mail there. The port does
 * not keep the thread alive.
 */
export function listenInTheLoop(): void {
  const { port } = self()
  port.on('message', (message: ToThread) => {
    deliver(message)
    checkpoint()
  })
  port.unref()
}
