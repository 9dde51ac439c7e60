/** A booted Worker becomes a thread of the program. */
import { readlinkSync, writeFileSync } from 'node:fs'
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
import { becomeSelf, tellSupervisor } from './self'

/** Linux keeps 15 bytes of a thread's name. */
const OS_NAME_BYTES = 15

export interface Beginning {
  readonly boot: BootData
  readonly arena: Arena
  readonly writer: RingWriter
  readonly port: MessagePort
  readonly order: Extract<ToThread, { type: 'run' }>
}

export function begin({ boot, arena, writer, port, order }: Beginning): void {
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
  })
  const tid = nativeId()
  cells[record + UNIT.nativeId] = tid ?? 0
  Atomics.store(cells, record + UNIT.phase, PHASE.running)
  if (tid !== null) writer.json(FRAME.change, number, { tid })
  writer.json(FRAME.state, number, { state: 'running' })
  ring(cells, record + UNIT.news + BELL.seq)
  nameThread(tid, arena.text(record + UNIT.nameAt))
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

/** The thread's id in the operating system, where it can be found out. */
function nativeId(): number | null {
  if (process.platform !== 'linux') return null
  const id = Number(/task\/(\d+)$/.exec(readlinkSync('/proc/thread-self'))?.[1])
  return Number.isInteger(id) ? id : null
}

/** Gives the thread its name in `ps -L`, `top -H` and debuggers. */
function nameThread(tid: number | null, name: string): void {
  if (tid === null) return
  try {
    writeFileSync(`/proc/self/task/${tid}/comm`, Buffer.from(name).subarray(0, OS_NAME_BYTES))
  } catch {
    // Not allowed in some sandboxes; the name is a comfort only.
  }
}
