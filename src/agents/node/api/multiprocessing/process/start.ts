/** Process.start(): what the child is sent, and the wait for its PID. */
import { FRAME } from '../../../../../contract/frames'
import type { Actor } from '../../../../../contract/unit'
import type { Job } from '../../../messages'
import { BELL, PHASE, UNIT } from '../../../memory/layout'
import { markEnded } from '../../../memory/units'
import { callBroker } from '../../../thread/broker'
import { pack } from '../../../thread/carry'
import { checkpoint } from '../../../thread/mail'
import { self, tellSupervisor } from '../../../thread/self'
import { topLevel } from '../../../thread/shared'
import { AssertionError, OSError, RuntimeError } from '../../errors'
import { NOT_WHILE_LOADING } from '../../threading/thread'
import { collectPipeEnds } from '../pipe'
import { INSIDE, keyOf, recordFor } from './inside'
import type { Process } from './process'

/** Starts a child; `by` is told to the Lab. Returns once it has a PID. */
export function startProcess(child: Process, by: Actor): void {
  checkpoint()
  const { arena, cells, writer, loading, process: facts } = self()
  const record = recordFor(child, null)
  if (Atomics.load(cells, record + UNIT.phase) !== PHASE.new) {
    throw new AssertionError('cannot start a process twice')
  }
  if (facts.daemon) throw new AssertionError('daemonic processes are not allowed to have children')
  if (loading) throw new RuntimeError(NOT_WHILE_LOADING)
  const number = cells[record + UNIT.number] as number
  const key = keyOf(number)
  const job = packProcess(child, key)
  if (Atomics.compareExchange(cells, record + UNIT.phase, PHASE.new, PHASE.starting) !== PHASE.new) {
    throw new AssertionError('cannot start a process twice')
  }
  writer.json(FRAME.state, number, { state: 'starting', by })
  tellSupervisor({
    type: 'startProcess',
    record,
    job,
    child: {
      key,
      name: child.name,
      daemon: child.daemon,
      identity: [...facts.identity, cells[record + UNIT.nativeId] as number],
      inherited: inheritance(key),
    },
  })
  const hasPid = (): boolean => cells[record + UNIT.pid] !== 0 || cells[record + UNIT.startFailed] === 1
  while (!hasPid()) {
    const seq = Atomics.load(cells, record + UNIT.news + BELL.seq)
    Atomics.add(cells, record + UNIT.news + BELL.waiters, 1)
    if (!hasPid()) Atomics.wait(cells, record + UNIT.news + BELL.seq, seq)
    Atomics.sub(cells, record + UNIT.news + BELL.waiters, 1)
  }
  if (cells[record + UNIT.startFailed] === 1) {
    markEnded(arena, record)
    throw new OSError('[Errno 11] Resource temporarily unavailable')
  }
}

/** What the child is sent. Pipe ends in it belong to the child as well, before anybody could close the others. */
function packProcess(child: Process, key: string): Job {
  const { target, args } = child[INSIDE]
  const parts = { target, args, type: child.constructor, fields: { ...child } }
  const { result, ends } = collectPipeEnds(() => pack(parts, 'process', ''))
  for (const object of ends) callBroker({ op: 'hold', object, for: key })
  return result
}

/** What the modules of this process made at their top level and share with all processes. */
function inheritance(key: string): Record<string, string> {
  const inherited: Record<string, string> = {}
  for (const { key: name, at } of topLevel('multiprocessing.')) {
    const shared = self().arena.text(at)
    inherited[name] = shared
    const { ends } = JSON.parse(shared) as { readonly ends?: readonly { readonly object: string }[] }
    for (const { object } of ends ?? []) callBroker({ op: 'hold', object, for: key })
  }
  return inherited
}
