/** What a person wants a thread to do: start a unit it has made, or join one. */
import { processByNumber, startProcess } from '../api/multiprocessing/process'
import { startThread, threadOf, type Thread } from '../api/threading/thread'
import { KIND, UNIT } from '../memory/layout'
import { recordOf } from '../memory/units'
import { onMail } from './mail'
import { self, tellSupervisor } from './self'

export function listenForWishes(): void {
  onMail('start', ({ unit, id }) =>
    obey(id, () => {
      if (isProcess(unit)) startProcess(processByNumber(unit), 'person')
      else startThread(threadByNumber(unit), 'person')
    }),
  )
  onMail('join', ({ unit, id }) => {
    // Answered before it waits: the wait itself is seen in the states.
    tellSupervisor({ type: 'reply', id, ok: true })
    if (isProcess(unit)) processByNumber(unit).join()
    else threadByNumber(unit).join()
  })
}

const threadByNumber = (unit: number): Thread => threadOf(recordOf(self().arena, unit))
const isProcess = (unit: number): boolean =>
  self().cells[recordOf(self().arena, unit) + UNIT.kind] === KIND.process

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
