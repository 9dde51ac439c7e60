/** What a person wants a thread to do: start a unit it has made, or join one. */
import { startThread, threadOf } from '../api/threading/thread'
import { recordOf } from '../memory/units'
import { onMail } from './mail'
import { self, tellSupervisor } from './self'

export function listenForWishes(): void {
  onMail('start', ({ unit, id }) =>
    obey(id, () => startThread(threadOf(recordOf(self().arena, unit)), 'person')),
  )
  onMail('join', ({ unit, id }) => {
    // Answered before it waits: the wait itself is seen in the states.
    tellSupervisor({ type: 'reply', id, ok: true })
    threadOf(recordOf(self().arena, unit)).join()
  })
}

/** The language's own error is the answer, and does not trouble the thread that was asked. */
function obey(id: number | undefined, wish: () => void): void {
  try {
    wish()
    tellSupervisor({ type: 'reply', id, ok: true })
  } catch (error) {
    const why = error instanceof Error ? `${error.name}: ${error.message}` : String(error)
    tellSupervisor({ type: 'reply', id, ok: false, why })
  }
}
