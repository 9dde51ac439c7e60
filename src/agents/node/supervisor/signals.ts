/**
 * Signals to this process. They always reach the supervisor, whatever the program's threads are at.
 *
 * SIGTERM ends the process at once, SIGINT (Ctrl-C) raises KeyboardInterrupt in the main thread, unless the
 * program has decided otherwise with `spindle/signal`: what it decided stands in shared memory.
 */
import type { Arena } from '../memory/arena'
import { HANDLING, HEADER, MAIL, UNIT } from '../memory/layout'
import { dieBy, type Ending } from './ending'
import type { Thread, Threads } from './threads'

/**
 * A main thread that computes without any call of ours cannot be given an exception from outside. If it has
 * not noticed Ctrl-C after this time, it is ended as if it had not caught it.
 */
const INTERRUPT_PATIENCE_MS = 500

export interface SignalParts {
  readonly arena: Arena
  readonly threads: Threads
  ending(): Ending | null
  /** Ctrl-C before there is a main thread. */
  early(): void
  /** Ends the main thread with an uncaught KeyboardInterrupt. */
  endMain(main: Thread): void
}

export function handleSignals(parts: SignalParts): void {
  process.on('SIGTERM', () => {
    const { arena, threads } = parts
    const ending = parts.ending()
    if (!ending) return dieBy('SIGTERM')
    const handling = arena.cells[HEADER.sigterm]
    if (handling === HANDLING.ignore) return
    const main = threads.byNumber(1)
    if (handling === HANDLING.call && main && !ending.mainIsOver) {
      threads.mail(main, { type: 'signal', signal: 'SIGTERM' })
    } else if (!ending.isLeaving) ending.abruptly(0, 'SIGTERM')
  })
  process.on('SIGINT', () => interrupt(parts))
}

export function interrupt(parts: SignalParts): void {
  const { arena, threads } = parts
  const ending = parts.ending()
  const handling = arena.cells[HEADER.sigint]
  if (handling === HANDLING.ignore) return
  if (!ending) return parts.early()
  const main = threads.byNumber(1)
  if (ending.mainIsOver || !main) return ending.interrupted()
  if (handling === HANDLING.call) return threads.mail(main, { type: 'signal', signal: 'SIGINT' })
  threads.interrupt(main)
  setTimeout(() => {
    const unheard = (Atomics.load(arena.cells, main.record + UNIT.mail) & MAIL.interrupt) !== 0
    if (unheard && !ending.mainIsOver) parts.endMain(main)
  }, INTERRUPT_PATIENCE_MS).unref()
}
