/** terminate() and kill() of a Process, and how an exit by a signal is shown. */
import { constants } from 'node:os'
import { FRAME } from '../../../../../contract/frames'
import { PHASE, UNIT } from '../../../memory/layout'
import { checkpoint } from '../../../thread/mail'
import { self } from '../../../thread/self'
import { AttributeError, ValueError } from '../../errors'
import { INSIDE, hasEnded, type ProcessInside } from './inside'

/** `-SIGTERM` for −15, as Python shows it. */
export function exitName(code: number): string {
  if (code >= 0) return String(code)
  const found = Object.entries(constants.signals).find(([, number]) => number === -code)
  return `-${found?.[0] ?? String(-code)}`
}

export function sendSignal(child: { readonly [INSIDE]: ProcessInside }, signal: 'SIGTERM' | 'SIGKILL'): void {
  checkpoint()
  const { record: own } = child[INSIDE]
  const { cells, number, writer } = self()
  const isStarted = own !== 0 && Atomics.load(cells, own + UNIT.phase) !== PHASE.new
  if (own !== 0 && cells[own + UNIT.closed] === 1) throw new ValueError('process object is closed')
  if (!isStarted) {
    const method = signal === 'SIGTERM' ? 'terminate' : 'kill'
    throw new AttributeError(`'NoneType' object has no attribute '${method}'`)
  }
  if (hasEnded(own)) return
  Atomics.store(cells, own + UNIT.asked, signal === 'SIGTERM' ? 1 : 2)
  try {
    process.kill(cells[own + UNIT.pid] as number, signal)
  } catch (error) {
    // It has ended in this moment; its exit code is on its way.
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error
  }
  writer.json(FRAME.link, number, { kind: 'signal', to: cells[own + UNIT.number], label: signal })
}
