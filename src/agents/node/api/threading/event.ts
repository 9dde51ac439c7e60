/** Event (semantics L10). */
import { ring } from '../../memory/bell'
import { checkpoint } from '../../thread/mail'
import { self } from '../../thread/self'
import { waitFor, type Waiting } from '../../thread/wait'
import { checkSeconds } from '../timeout'
import { HANDLE, carryByHandle, makeHandle, objectName, type Handle, type NameOption } from './sync'
import { limitOf } from './thread'

const EVENT = { flag: 0, bell: 1 } as const
const EVENT_CELLS = 3

export class Event {
  declare readonly [HANDLE]: Handle

  constructor(options?: NameOption) {
    makeHandle(this, 'Event', EVENT_CELLS, options)
  }

  isSet(): boolean {
    checkpoint()
    return flagOf(this)
  }

  set(): void {
    const { cells, writer } = self()
    writer.seal()
    Atomics.store(cells, this[HANDLE].at + EVENT.flag, 1)
    ring(cells, this[HANDLE].at + EVENT.bell)
  }

  clear(): void {
    Atomics.store(self().cells, this[HANDLE].at + EVENT.flag, 0)
  }

  wait(timeout?: number | null): boolean {
    const limit = checkSeconds(timeout)
    const handle = this[HANDLE]
    return waitForEvent(this, limit, {
      state: 'event',
      describe: () => ({ label: handle.label, object: objectName('event', handle), ...limitOf(limit) }),
    })
  }
}

const flagOf = (event: Event): boolean => Atomics.load(self().cells, event[HANDLE].at + EVENT.flag) === 1

export const waitForEvent = (event: Event, timeout: number | null, waiting: Waiting): boolean =>
  waitFor(event[HANDLE].at + EVENT.bell, () => flagOf(event), { timeout, waiting })

carryByHandle('threading', { Event })
