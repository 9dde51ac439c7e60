/** A booted Worker becomes a thread of the program. */
import type { MessagePort } from 'node:worker_threads'
import { FRAME } from '../../../contract/frames'
import { setArguments } from '../api/builtins'
import { listenForSignals } from '../api/signal'
import type { BootData, ToThread } from '../messages'
import type { Arena } from '../memory/arena'
import { BELL, PHASE, UNIT } from '../memory/layout'
import { ring } from '../memory/bell'
import { parkForEver } from '../memory/critical'
import type { RingWriter } from '../ring/writer'
import { listenForWishes } from './wishes'
import { runMain, runProcess, runThread, watchUncaught } from './life'
import { listenInTheLoop } from './mail'
import { nameThread } from './os-thread'
import { becomeSelf, tellSupervisor } from './self'

export interface Beginning {
  readonly boot: BootData
  readonly arena: Arena
  readonly writer: RingWriter
  readonly port: MessagePort
  readonly order: Extract<ToThread, { type: 'run' }>
  readonly tid: number | null
  keepCode(): void
}

export function begin({ boot, arena, writer, port, order, tid, keepCode }: Beginning): void {
  const { record } = order
  const { cells } = arena
  arena.critical.become(record)
  const number = cells[record + UNIT.number] as number
  becomeSelf({
    arena,
    cells,
    writer,
    port,
    agentUrl: boot.agentUrl,
    cache: boot.cache,
    record,
    number,
    process: order.process,
    loading: true,
    keepCode,
  })
  cells[record + UNIT.nativeId] = tid ?? 0
  Atomics.store(cells, record + UNIT.phase, PHASE.running)
  if (tid !== null) writer.json(FRAME.change, number, { tid })
  writer.json(FRAME.state, number, { state: 'running' })
  ring(cells, record + UNIT.news + BELL.seq)
  if (order.rename) nameThread(tid, arena.text(record + UNIT.nameAt))
  process.argv = [process.argv[0] ?? 'node', order.process.path, ...order.process.args]
  setArguments()
  process.exit = exitProcess
  watchUncaught()
  listenInTheLoop()
  listenForWishes()
  if (number === 1) listenForSignals()
  if (order.job === null) void runMain()
  else void (order.kind === 'main' ? runProcess(order.job) : runThread(order.job))
}

/** process.exit ends the whole process at once, as os._exit does (semantics M11); what was printed is kept. */
function exitProcess(code?: number | string | null): never {
  const value = Number(code ?? process.exitCode ?? 0)
  tellSupervisor({ type: 'exit', code: Number.isInteger(value) ? value & 0xff : 1 })
  return parkForEver()
}
