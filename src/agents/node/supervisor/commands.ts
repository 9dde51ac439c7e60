/** What the Lab wants on behalf of a person; every command with an id is answered. */
import { FRAME, type AgentCommand } from '../../../contract/frames'
import type { Arena } from '../memory/arena'
import { KIND, PHASE, UNIT } from '../memory/layout'
import { isAlive, recordOf } from '../memory/units'
import type { Input } from './input'
import type { Relay } from './relay'
import type { Threads } from './threads'

export interface CommandParts {
  readonly arena: Arena
  readonly relay: Relay
  readonly threads: Threads
  readonly input: Input
  /** Ctrl-C for the main thread. */
  interrupt(): void
}

const OK = { ok: true } as const
const refuse = (why: string) => ({ ok: false, why }) as const
type Reply = typeof OK | ReturnType<typeof refuse>

/** Acts on a command. A wish that a thread has to grant is answered by that thread. */
export function obey(parts: CommandParts, unit: number, command: AgentCommand): void {
  const reply = act(parts, unit, command)
  if (reply) answer(parts.relay, command.id, reply)
}

export function answer(relay: Relay, id: number | undefined, reply: Reply): void {
  if (id !== undefined) relay.sendJson(FRAME.reply, 0, { id, ...reply })
}

function act(parts: CommandParts, unit: number, command: AgentCommand): Reply | null {
  const { arena, threads, input } = parts
  switch (command.name) {
    case 'input':
      input.line(unit, command.text)
      return OK
    case 'endInput':
      input.end()
      return OK
    case 'speed':
      arena.speed = command.speed
      return OK
    case 'interrupt':
      if (unit !== 1) return refuse('only the main thread can be interrupted')
      parts.interrupt()
      return OK
    case 'daemon':
      return setDaemon(parts, unit, command.daemon)
    case 'terminate': {
      const thread = threads.byNumber(unit)
      if (!thread) return refuse('no such thread is alive')
      if (unit === 1) return refuse('a main thread ends with its process')
      threads.terminate(thread, 'person')
      return OK
    }
    case 'start':
    case 'join':
      return passOn(parts, unit, command)
  }
}

function setDaemon({ arena, relay }: CommandParts, unit: number, daemon: boolean): Reply {
  const { cells } = arena
  const record = recordOf(arena, unit)
  if (record === 0) return refuse('no such unit')
  if (Atomics.load(cells, record + UNIT.phase) !== PHASE.new) {
    const isThread = cells[record + UNIT.kind] === KIND.thread
    return refuse(
      isThread
        ? 'RuntimeError: cannot set daemon status of active thread'
        : 'AssertionError: process has already started',
    )
  }
  Atomics.store(cells, record + UNIT.daemon, daemon ? 1 : 0)
  relay.sendJson(FRAME.change, unit, { daemon })
  return OK
}

/** `start` is done by the thread that made the object, `join` by the main thread. */
function passOn(
  parts: CommandParts,
  unit: number,
  command: AgentCommand & { name: 'start' | 'join' },
): Reply | null {
  const { arena, threads } = parts
  const record = recordOf(arena, unit)
  if (record === 0) return refuse('no such unit')
  const doer = command.name === 'join' ? 1 : (arena.cells[record + UNIT.creator] as number)
  const thread = threads.byNumber(doer)
  if (!thread || !isAlive(arena, thread.record))
    return refuse('the thread that would have to do it has ended')
  threads.mail(thread, { type: command.name, unit, id: command.id })
  return null
}
