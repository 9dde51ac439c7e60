/**
 * The one place where a thread of the program waits. It sleeps on a bell, wakes for mail, keeps to its time
 * limit, and tells the Lab why it stands still, but only if that lasts: a contended lock must not flood.
 */
import { FRAME } from '../../../contract/frames'
import { NS_PER_MS, NS_PER_S } from '../../../contract/time'
import type { Wait, WaitingState } from '../../../contract/unit'
import { now } from '../clock'
import { BELL, UNIT } from '../memory/layout'
import { callSite, placeAt } from './call-site'
import { checkpoint } from './mail'
import { self } from './self'

/** A wait is told to the Lab once it has lasted for so long. */
const TELL_AFTER_MS = 0.7
/** Longest sleep handed to the system at once. */
const LONGEST_MS = 2 ** 30

export interface Waiting {
  readonly state: WaitingState
  /** Asked for only when the wait is told. */
  describe(): Wait
}

interface Told {
  readonly waiting: Waiting
  readonly since: number
}

/** The wait that was told to the Lab last and is not over. */
let told: Told | null = null

export interface WaitOptions {
  /** Seconds of program time; null: for ever; 0 or less: do not wait. */
  readonly timeout: number | null
  /** What to tell the Lab; null for what takes a moment only. */
  readonly waiting: Waiting | null
  /** When to tell it. Default: TELL_AFTER_MS. */
  readonly tellAfterMs?: number
  /** False where an interrupted wait would leave things half done. Default: true. */
  readonly takesMail?: boolean
}

/**
 * Waits until `ready` says true.
 * @returns whether it did; false when the time was up
 * @throws KeyboardInterrupt
 */
export function waitFor(bell: number, ready: () => boolean, options: WaitOptions): boolean {
  const { timeout, waiting, tellAfterMs = TELL_AFTER_MS, takesMail = true } = options
  // Threads meet here: what was printed before is earlier than what others print afterwards.
  self().writer.seal()
  if (takesMail) checkpoint()
  if (ready()) return true
  if (timeout !== null && timeout <= 0) return false
  const { arena, cells, record } = self()
  const began = now()
  const deadline = timeout === null ? Infinity : began + (timeout * NS_PER_S) / arena.speed
  const outerBell = cells[record + UNIT.waitsOn] as number
  const outerTold = told
  Atomics.add(cells, bell + BELL.waiters, 1)
  Atomics.store(cells, record + UNIT.waitsOn, bell)
  let done = false
  try {
    for (;;) {
      const seq = Atomics.load(cells, bell + BELL.seq)
      if (takesMail) checkpoint()
      if (ready()) return (done = true)
      const left = (deadline - now()) / NS_PER_MS
      if (left <= 0) return false
      let slice = Math.min(left, LONGEST_MS)
      if (waiting && told?.waiting !== waiting) {
        if (now() - began >= tellAfterMs * NS_PER_MS) tell({ waiting, since: began })
        else slice = Math.min(slice, tellAfterMs)
      }
      Atomics.wait(cells, bell + BELL.seq, seq, slice)
    }
  } finally {
    Atomics.store(cells, record + UNIT.waitsOn, outerBell)
    Atomics.sub(cells, bell + BELL.waiters, 1)
    // A wake-up that was meant for one waiter and found us leaving is passed on.
    if (!done) Atomics.notify(cells, bell + BELL.seq, 1)
    if (told !== outerTold) tell(outerTold)
  }
}

/** Whether the wait was long enough to be told; asked inside of `waitFor`. */
export const isTold = (waiting: Waiting): boolean => told?.waiting === waiting

/** The line that waits. Not for a sleep: loops sleep often, and everybody sees which line does. */
function placeOfWait(state: WaitingState): Pick<Wait, 'place'> {
  const site = state === 'sleeping' ? null : callSite()
  return site ? { place: placeAt(site) } : {}
}

function tell(next: Told | null): void {
  const { writer, number } = self()
  told = next
  if (next) {
    const { state } = next.waiting
    const wait = { ...next.waiting.describe(), ...placeOfWait(state) }
    writer.json(FRAME.state, number, { state, wait }, next.since)
  } else {
    writer.json(FRAME.state, number, { state: 'running' })
  }
}
