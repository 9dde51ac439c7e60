/** input(): a line that a person (or a pipe) answers to this thread (semantics O06–O08, P35, M21). */
import { INPUT } from '../memory/input-state'
import { UNIT } from '../memory/layout'
import { write } from '../thread/output'
import { self, tellSupervisor } from '../thread/self'
import { waitFor } from '../thread/wait'
import { EOFError } from './errors'
import { checkpoint } from '../thread/mail'

const MAX_PROMPT = 2000

export function input(prompt = ''): string {
  checkpoint()
  const text = String(prompt)
  if (text !== '') write('stdout', text)
  const { cells, record, process } = self()
  // A child's standard input is the null device.
  if (process.parent !== null) throw endOfFile()
  const state = (): number => Atomics.load(cells, record + UNIT.inputState)
  if (state() === INPUT.none) {
    tellSupervisor({ type: 'input' })
    try {
      waitFor(record + UNIT.own, () => state() !== INPUT.none, {
        timeout: null,
        waiting: { state: 'input', describe: () => ({ prompt: text.slice(0, MAX_PROMPT) }) },
      })
    } catch (error) {
      tellSupervisor({ type: 'inputCancelled' })
      throw error
    }
  }
  return takeLine()
}

function takeLine(): string {
  const { arena, cells, record } = self()
  const ended = cells[record + UNIT.inputState] === INPUT.end
  const bytes = {
    at: cells[record + UNIT.inputAt] as number,
    length: cells[record + UNIT.inputLength] as number,
  }
  const line = Buffer.from(arena.load(bytes)).toString()
  arena.free(bytes)
  cells[record + UNIT.inputAt] = 0
  cells[record + UNIT.inputLength] = 0
  Atomics.store(cells, record + UNIT.inputState, INPUT.none)
  if (ended) throw endOfFile()
  return line
}

const endOfFile = (): EOFError => new EOFError('EOF when reading a line')
